// One connection to NATS, opened and given up as the runner wishes. It never reconnects by itself: the runner does that for all kinds.
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { ABORTED } from '../http-failure';
import type { NatsConfig } from './config';
import { natsFailure } from './failure';
import { connectOptions } from './options';

export type Linked = { readonly ok: true; readonly nc: NatsConnection } | { readonly ok: false; readonly failure: FeedFailure };

/** Shown to people; holds no login. */
export function hostOf({ urls }: NatsConfig): string {
  return new URL(urls[0] ?? 'nats://nowhere').host;
}

/** Never rejects. A connection that comes too late is closed. */
export async function openLink(ctx: Pick<FeedContext, 'isAborted' | 'now' | 'pause'>, config: NatsConfig): Promise<Linked> {
  const host = hostOf(config);
  let isLate = false;
  const opening = (async (): Promise<Linked> => {
    try {
      const nc = await connect(connectOptions(config));
      if (isLate) await nc.close();
      return { ok: true, nc };
    } catch (error) {
      return { ok: false, failure: natsFailure(error, host) };
    }
  })();
  const giveUp = (async (): Promise<Linked> => {
    const until = ctx.now() + config.connectTimeoutSeconds * 1000 + 1000;
    while (!ctx.isAborted() && ctx.now() < until) await ctx.pause(until - ctx.now());
    return { ok: false, failure: ctx.isAborted() ? ABORTED : natsFailure(new Error('timeout'), host) };
  })();
  const linked = await Promise.race([opening, giveUp]);
  isLate = !linked.ok;
  return linked;
}
