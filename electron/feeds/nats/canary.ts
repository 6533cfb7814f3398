// A canary for NATS: published to a subject that the feed hears. The stream's word for it is awaited; what was published is taken out
// of the stream again, where the user may.
import { jetstream, jetstreamManager, type PubAck } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ActionResult, CanaryArgs, FeedContext } from '../../../shared/feed';
import { canaryMessage } from '../push-canary';
import type { NatsConfig } from './config';
import { findStream } from './consumer';
import { closedFailure, publishFailure } from './failure';
import { hostOf, openLink } from './link';

/** Stands for what a subject leaves open. */
const TOKEN = 'dogwatch-canary';
/** So long everybody who listens may take the end, before it is taken out. */
const LINGER_MS = 1000;
const DELETE_MS = 2000;
/** For a refusal that comes just behind the answer to a flush. */
const REFUSAL_MS = 100;

/** Where a message is that the stream took; null: there is no stream. */
type Published = Pick<PubAck, 'stream' | 'seq'> | null;

export function canarySubject({ subject }: Pick<NatsConfig, 'subject'>): string {
  const open = (token: string): boolean => token === '*' || token === '>';
  return subject
    .split('.')
    .map((token) => (open(token) ? TOKEN : token))
    .join('.');
}

async function publishPlain(ctx: FeedContext, nc: NatsConnection, subject: string, body: string): Promise<null> {
  const refused = (async (): Promise<never> => {
    for await (const status of nc.status()) if (status.type === 'error') throw status.error;
    throw (await nc.closed()) ?? new Error('the connection was closed');
  })();
  nc.publish(subject, body);
  await Promise.race([refused, nc.flush().then(() => ctx.pause(REFUSAL_MS))]);
  void refused.catch(() => undefined);
  return null;
}

async function publish(ctx: FeedContext, config: NatsConfig, nc: NatsConnection, body: string): Promise<Published> {
  const subject = canarySubject(config);
  if (config.isPlainSubject) return publishPlain(ctx, nc, subject, body);
  const streamName = await findStream(config, nc);
  const timeout = config.connectTimeoutSeconds * 1000;
  return jetstream(nc, { timeout }).publish(subject, body, { timeout, retries: 0, expect: { streamName } });
}

async function linked<T>(
  ctx: FeedContext,
  config: NatsConfig,
  work: (nc: NatsConnection) => Promise<T>,
): Promise<{ readonly ok: true; readonly value: T } | Extract<ActionResult, { ok: false }>> {
  const link = await openLink(ctx, config);
  if (!link.ok) return link;
  try {
    return { ok: true, value: await work(link.nc) };
  } catch (error) {
    if (ctx.isAborted()) return { ok: false, failure: closedFailure(undefined, hostOf(config)) };
    return { ok: false, failure: publishFailure(error, hostOf(config), canarySubject(config)) };
  } finally {
    await link.nc.close().catch(() => undefined);
  }
}

/** `ref`: stream, place in it, and the canary's id; without a stream the id alone. */
export async function canary(ctx: FeedContext, config: NatsConfig, { id, until }: CanaryArgs): Promise<ActionResult> {
  const posted = await linked(ctx, config, (nc) => publish(ctx, config, nc, canaryMessage(id, 'firing')));
  if (!posted.ok) return posted;
  const at = posted.value;
  return { ok: true, ref: at ? `${id} ${at.stream} ${at.seq}` : id, until, isConfirmed: at !== null };
}

/** A user who may not delete leaves both messages to the limits of the stream: that is no failure. */
async function takeOut(nc: NatsConnection, all: readonly Published[]): Promise<void> {
  const jsm = await jetstreamManager(nc, { timeout: DELETE_MS, checkAPI: false });
  await Promise.allSettled(all.flatMap((one) => (one ? [jsm.streams.deleteMessage(one.stream, one.seq, false)] : [])));
}

export async function endCanary(ctx: FeedContext, config: NatsConfig, { ref }: { readonly ref: string }): Promise<ActionResult> {
  const [id = '', stream, seq] = ref.split(' ');
  const ended = await linked(ctx, config, async (nc) => {
    const end = await publish(ctx, config, nc, canaryMessage(id, 'resolved'));
    if (end === null || stream === undefined) return;
    await ctx.pause(LINGER_MS);
    await takeOut(nc, [{ stream, seq: Number(seq) }, end]);
  });
  return ended.ok ? { ok: true, ref: null, until: null, isConfirmed: true } : ended;
}
