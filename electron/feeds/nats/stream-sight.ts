// What a consumer of NATS does not say by itself: that it went past messages without delivering them. Seen with nats-server 2.9 after a
// message of 60 MB: the stream counts from 0 again, or what came behind that message is skipped, and nothing is reported as pending.
import { type ConsumerInfo, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

/** Clocks of two servers of a cluster may differ by this. */
const SKEW_MS = 1000;
/** The last message is fetched with its body. */
const FETCH_EVERY_MS = 60_000;

/** Ms since the epoch; null: it can't be known, as after a restart of a server that keeps no such time. */
function lastDeliveryOf({ delivered, created }: ConsumerInfo): number | null {
  const at = Date.parse(String(delivered.consumer_seq === 0 ? created : delivered.last_active));
  return Number.isNaN(at) ? null : at;
}

/** `pattern`: `*` stands for one token, a last `>` for all that follow. */
function matches(subject: string, pattern: string): boolean {
  const [said, wanted] = [subject.split('.'), pattern.split('.')];
  const isOpen = wanted.at(-1) === '>';
  const tokens = isOpen ? wanted.slice(0, -1) : wanted;
  return (isOpen ? said.length > tokens.length : said.length === tokens.length) && tokens.every((one, i) => one === '*' || one === said[i]);
}

export class StreamSight {
  private readonly jsm: JetStreamManager;
  /** A user without the rights to look is asked about no second time. */
  private mayLook = true;
  private fetchedAt = Number.NEGATIVE_INFINITY;

  constructor(jsm: JetStreamManager) {
    this.jsm = jsm;
  }

  /** The stream ends before what was read of it, or its last message was passed and not delivered: an old one once more, or never. */
  async hasPassedSome(info: ConsumerInfo): Promise<boolean> {
    const readTo = info.delivered.stream_seq;
    if (!this.mayLook || readTo === 0) return false;
    try {
      const { state } = await this.jsm.streams.info(info.stream_name);
      return state.last_seq < readTo || (state.last_seq === readTo && (await this.hasPassedLast(info)));
    } catch {
      this.mayLook = false;
      return false;
    }
  }

  private async hasPassedLast(info: ConsumerInfo): Promise<boolean> {
    if (performance.now() < this.fetchedAt + FETCH_EVERY_MS) return false;
    this.fetchedAt = performance.now();
    const { stream_name, config, delivered } = info;
    const last = await this.jsm.streams.getMessage(stream_name, { seq: delivered.stream_seq });
    if (last === null) return !(await this.isDeleted(stream_name, delivered.stream_seq));
    const lastDelivery = lastDeliveryOf(info);
    return lastDelivery !== null && last.time.getTime() > lastDelivery + SKEW_MS && matches(last.subject, config.filter_subject ?? '>');
  }

  /** False: the server counts it, and can't give it. */
  private async isDeleted(stream: string, seq: number): Promise<boolean> {
    const { state } = await this.jsm.streams.info(stream, { deleted_details: true });
    return state.messages === 0 || state.last_seq !== seq || (state.deleted ?? []).includes(seq);
  }
}

export async function streamSight(nc: NatsConnection, timeout: number): Promise<StreamSight> {
  return new StreamSight(await jetstreamManager(nc, { timeout, checkAPI: false }));
}
