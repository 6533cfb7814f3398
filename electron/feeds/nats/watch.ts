// Hears NATS: by a durable consumer that remembers for us, or a plain subject. Proves every ten seconds that it still does.
import type { ConsumerMessages } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { FeedFailure, PeerHealth, WatchContext } from '../../../shared/feed';
import { ABORTED } from '../http-failure';
import type { NatsConfig } from './config';
import { findStream, openConsumer } from './consumer';
import { closedFailure, NOT_RECORDED, natsFailure, PASSED, staleFailure } from './failure';
import { hostOf, openLink } from './link';
import { streamSight } from './stream-sight';
import { readBody, Taker } from './take';

const PROVE_MS = 10_000;
/** While it catches up it is looked at more often. */
const CATCH_UP_MS = 100;
const HEARTBEAT_MS = 5000;
const MOST_AT_ONCE = 500;

/** A link that is heard until the first reason to give it up. */
class Hearing {
  readonly over: Promise<FeedFailure>;
  isOver = false;
  private finish: (failure: FeedFailure) => void = () => undefined;
  private readonly ctx: WatchContext;

  constructor(ctx: WatchContext) {
    this.ctx = ctx;
    this.over = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  end(failure: FeedFailure): void {
    this.isOver = true;
    this.finish(failure);
  }

  /** Asks `prove` again and again; it gives null while it can not say yet that all is caught up with. */
  async keepProving(url: string, caution: string, prove: () => Promise<boolean>, wrong: (error: unknown) => FeedFailure): Promise<void> {
    while (!this.isOver) {
      const before = performance.now();
      try {
        const isCaughtUp = await prove();
        if (isCaughtUp && !this.isOver) this.ctx.live({ url, latencyMs: performance.now() - before, caution });
        await this.ctx.pause(isCaughtUp ? PROVE_MS : CATCH_UP_MS);
      } catch (error) {
        this.end(wrong(error));
      }
      if (this.ctx.isAborted()) this.end(ABORTED);
    }
  }
}

function urlOf(config: NatsConfig): string {
  return `nats://${hostOf(config)}/${config.subject}`;
}

const UNCHECKED = "The server's certificate is not checked.";
const NO_MEMORY = 'What is sent while this console is away is lost: there is no stream behind the subject.';

async function hearStream(hearing: Hearing, ctx: WatchContext, config: NatsConfig, nc: NatsConnection): Promise<ConsumerMessages> {
  const consumer = await openConsumer(ctx, config, nc);
  const taker = new Taker(ctx);
  const first = await consumer.info();
  const sight = await streamSight(nc, config.connectTimeoutSeconds * 1000);
  const waiting = first.num_pending + first.num_ack_pending;
  const messages = await consumer.consume({ max_messages: MOST_AT_ONCE, idle_heartbeat: HEARTBEAT_MS, expires: 30_000 });
  void (async () => {
    for await (const message of messages) void taker.take(message).then((isTaken) => isTaken || hearing.end(NOT_RECORDED));
  })().catch((error: unknown) => hearing.end(natsFailure(error, hostOf(config))));
  void (async () => {
    for await (const { type, ...more } of messages.status()) {
      if (type === 'heartbeats_missed')
        hearing.end(staleFailure(hostOf(config), (HEARTBEAT_MS / 1000) * Number('count' in more && more.count)));
      if (/deleted|not_found/.test(type)) hearing.end(natsFailure(new Error(type.replaceAll('_', ' ')), hostOf(config)));
    }
  })();
  const isCaughtUp = async (): Promise<boolean> => {
    const info = await consumer.info();
    if (await sight.hasPassedSome(info)) hearing.end(PASSED);
    return taker.done >= waiting || (info.num_pending === 0 && taker.busy === 0);
  };
  const caution = config.isTlsUnchecked ? UNCHECKED : '';
  void hearing.keepProving(urlOf(config), caution, isCaughtUp, (error) => natsFailure(error, hostOf(config)));
  return messages;
}

function hearSubject(hearing: Hearing, ctx: WatchContext, config: NatsConfig, nc: NatsConnection): void {
  nc.subscribe(config.subject, {
    callback: (error, message) => {
      if (error) return hearing.end(natsFailure(error, hostOf(config)));
      void readBody(ctx, message.subject, message.data).then((read) => read && ctx.deliver(read.sightings, [], read.said));
    },
  });
  const prove = async (): Promise<boolean> => {
    await nc.flush();
    return true;
  };
  const caution = config.isTlsUnchecked ? `${NO_MEMORY} ${UNCHECKED}` : NO_MEMORY;
  void hearing.keepProving(urlOf(config), caution, prove, (error) => natsFailure(error, hostOf(config)));
}

/** Closes the connection, also a half-open one that no longer answers. */
async function close(nc: NatsConnection, messages: ConsumerMessages | null): Promise<void> {
  void messages?.close().catch(() => undefined);
  await nc.close().catch(() => undefined);
}

export async function watch(ctx: WatchContext, config: NatsConfig): Promise<FeedFailure> {
  const linked = await openLink(ctx, config);
  if (!linked.ok) return linked.failure;
  const { nc } = linked;
  const hearing = new Hearing(ctx);
  let messages: ConsumerMessages | null = null;
  void nc.closed().then((error) => hearing.end(closedFailure(error, hostOf(config))));
  try {
    if (config.isPlainSubject) hearSubject(hearing, ctx, config, nc);
    else messages = await hearStream(hearing, ctx, config, nc);
  } catch (error) {
    hearing.end(natsFailure(error, hostOf(config)));
  }
  const failure = await hearing.over;
  await close(nc, messages);
  return ctx.isAborted() ? ABORTED : failure;
}

/** Opens the link and finds the stream, and leaves no consumer behind. */
export async function check(ctx: WatchContext, config: NatsConfig): Promise<PeerHealth> {
  const before = performance.now();
  const peer = (failure: FeedFailure | null): PeerHealth => ({
    ...{ url: urlOf(config), isOk: failure === null, failure },
    latencyMs: failure === null ? performance.now() - before : null,
  });
  const linked = await openLink(ctx, config);
  if (!linked.ok) return peer(linked.failure);
  try {
    if (config.isPlainSubject) await linked.nc.flush();
    else await findStream(config, linked.nc);
    return peer(null);
  } catch (error) {
    return peer(natsFailure(error, hostOf(config)));
  } finally {
    await close(linked.nc, null);
  }
}
