// Takes messages over: each is told to NATS as received only after its commit, and an old word never comes after a newer one.
import type { JsMsg } from '@nats-io/jetstream';
import type { Sighting, WatchContext } from '../../../shared/feed';
import { asReceived, parseBody, readMessage } from '../push-message';

const MAX_BYTES = 4_000_000;
/** So many keys are remembered with where in the stream they last stood. */
const MOST_KEYS = 50_000;

type Context = Pick<WatchContext, 'deliver' | 'now'>;

export interface Body {
  readonly sightings: readonly Sighting[];
  /** All of it, parsed. */
  readonly said: unknown;
}

/** Null: nothing could be read, which was told. */
export async function readBody(ctx: Context, subject: string, data: Uint8Array): Promise<Body | null> {
  const refuse = async (why: string): Promise<null> => {
    await ctx.deliver([], [{ where: subject, why }]);
    return null;
  };
  if (data.length > MAX_BYTES) return refuse(`larger than ${MAX_BYTES / 1_000_000} MB`);
  const parsed = parseBody(data);
  if (!parsed.ok) return refuse(parsed.why);
  const { sightings, rejected } = readMessage(parsed.value);
  if (rejected.length > 0)
    await ctx.deliver(
      [],
      rejected.map(({ where, why }) => ({ where: `${subject}, ${where}`, why })),
    );
  return sightings.length === 0 ? null : { sightings: asReceived(sightings, ctx.now()), said: parsed.value };
}

export class Taker {
  private readonly ctx: Context;
  private readonly lastSeq = new Map<string, number>();
  /** Messages that wait for their commit. */
  busy = 0;
  /** Messages that were dealt with. */
  done = 0;

  constructor(ctx: Context) {
    this.ctx = ctx;
  }

  /** Resolves with false when it could not be recorded: then it stays with NATS. */
  async take(message: JsMsg): Promise<boolean> {
    this.busy += 1;
    try {
      const read = await readBody(this.ctx, message.subject, message.data);
      if (read === null) message.term();
      else if (await this.deliver(message.seq, read)) message.ack();
      else return false;
      return true;
    } finally {
      this.busy -= 1;
      this.done += 1;
    }
  }

  /** What was sent again, after something newer about the same alert was recorded, says nothing any more. */
  private async deliver(seq: number, { sightings, said }: Body): Promise<boolean> {
    const fresh = sightings.filter(({ key }) => (this.lastSeq.get(key) ?? 0) <= seq);
    for (const { key } of fresh) this.lastSeq.set(key, seq);
    while (this.lastSeq.size > MOST_KEYS) this.lastSeq.delete(this.lastSeq.keys().next().value as string);
    return fresh.length === 0 || this.ctx.deliver(fresh, [], said);
  }
}
