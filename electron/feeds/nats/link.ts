// One connection to NATS, opened and given up as the runner wishes. It never reconnects by itself: the runner does that for all kinds.
import { connect, credsAuthenticator, type NatsConnection, type NodeConnectionOptions, nkeyAuthenticator } from '@nats-io/transport-node';
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { ABORTED } from '../http-failure';
import { tlsOf } from '../link-fields';
import type { NatsConfig } from './config';
import { natsFailure } from './failure';

const PING_MS = 10_000;
const MAX_PINGS_OUT = 2;

export type Linked = { readonly ok: true; readonly nc: NatsConnection } | { readonly ok: false; readonly failure: FeedFailure };

/** Shown to people; holds no login. */
export function hostOf({ urls }: NatsConfig): string {
  return new URL(urls[0] ?? 'nats://nowhere').host;
}

function loginOf(config: NatsConfig): Partial<NodeConnectionOptions> {
  const bytes = (text: string) => new TextEncoder().encode(text.trim());
  if (config.creds !== '') return { authenticator: credsAuthenticator(new TextEncoder().encode(config.creds)) };
  if (config.nkeySeed !== '') return { authenticator: nkeyAuthenticator(bytes(config.nkeySeed)) };
  if (config.token !== '') return { token: config.token };
  return config.username === '' ? {} : { user: config.username, pass: config.password };
}

function optionsOf(config: NatsConfig): NodeConnectionOptions {
  const tls = tlsOf(config);
  const isTls = Object.keys(tls).length > 0 || config.urls.some((url) => url.startsWith('tls:'));
  return {
    servers: [...config.urls].map((url) => new URL(url).host),
    ...{ name: 'dogwatch', reconnect: false, noRandomize: true, ignoreClusterUpdates: true, pingInterval: PING_MS },
    ...{ maxPingOut: MAX_PINGS_OUT, timeout: config.connectTimeoutSeconds * 1000, noAsyncTraces: true },
    ...(isTls && { tls: tls as NonNullable<NodeConnectionOptions['tls']> }),
    ...loginOf(config),
  };
}

/** Never rejects. A connection that comes too late is closed. */
export async function openLink(ctx: Pick<FeedContext, 'isAborted' | 'now' | 'pause'>, config: NatsConfig): Promise<Linked> {
  const host = hostOf(config);
  let isLate = false;
  const opening = (async (): Promise<Linked> => {
    try {
      const nc = await connect(optionsOf(config));
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
