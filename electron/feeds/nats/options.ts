// How a connection to NATS is asked for: servers, TLS and the login, for feeds and for a team alike.
import { credsAuthenticator, type NodeConnectionOptions, nkeyAuthenticator } from '@nats-io/transport-node';
import { type LinkConfig, tlsOf } from '../link-fields';
import type { NatsConfig } from './config';

const PING_MS = 10_000;
const MAX_PINGS_OUT = 2;

export type NatsLogin = LinkConfig & Pick<NatsConfig, 'urls' | 'creds' | 'nkeySeed' | 'token'>;

function loginOf(config: NatsLogin): Partial<NodeConnectionOptions> {
  const bytes = (text: string) => new TextEncoder().encode(text.trim());
  if (config.creds !== '') return { authenticator: credsAuthenticator(new TextEncoder().encode(config.creds)) };
  if (config.nkeySeed !== '') return { authenticator: nkeyAuthenticator(bytes(config.nkeySeed)) };
  if (config.token !== '') return { token: config.token };
  return config.username === '' ? {} : { user: config.username, pass: config.password };
}

/** It does not come back by itself unless the caller wants it to. */
export function connectOptions(config: NatsLogin): NodeConnectionOptions {
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
