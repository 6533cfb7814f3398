// Turns one feed's connection settings into an undici dispatcher: direct, through an HTTP proxy, or through SOCKS5.
import type { LookupFunction, Socket } from 'node:net';
import type { buildConnector as Connecting, Dispatcher } from 'undici';
import type { Connection } from './connection';
import { Agent, buildConnector, ProxyAgent, Socks5ProxyAgent } from './undici-parts';

/** Idle connections are kept this long; a poll every 15 s then needs no new handshake. */
const KEEP_ALIVE_MS = 30_000;

function tlsOf(c: Connection): Connecting.BuildOptions {
  return {
    timeout: c.connectTimeoutSeconds * 1000,
    rejectUnauthorized: !c.isTlsUnchecked,
    ...(c.caPem && { ca: c.caPem }),
    ...(c.certPem && { cert: c.certPem }),
    ...(c.keyPem && { key: c.keyPem }),
    ...(c.tlsServerName && { servername: c.tlsServerName }),
  };
}

/** undici's SOCKS5 handshake has no time-out of its own: a silent proxy would hold a socket for ever. */
function guardedConnector(timeoutMs: number): Connecting.connector {
  const connect = buildConnector({ timeout: timeoutMs });
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const guarded: Socket = socket;
      const giveUp = () =>
        guarded.destroy(Object.assign(new Error('the SOCKS5 proxy does not answer'), { code: 'UND_ERR_CONNECT_TIMEOUT' }));
      guarded.setTimeout(timeoutMs, giveUp);
      guarded.once('close', () => guarded.removeListener('timeout', giveUp));
      callback(null, socket);
    });
}

/**
 * Makes the pool for one feed; the caller destroys it. Time-outs of whole requests are the client's, not the pool's. `lookup` resolves
 * names of direct connections, and may refuse.
 */
export function createDispatcher(c: Connection, lookup?: LookupFunction): Dispatcher {
  const pool = { keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS, headersTimeout: 0, bodyTimeout: 0, connections: 8 };
  const tls = tlsOf(c);
  if (c.proxyUrl === '') return new Agent({ ...pool, connect: { ...tls, ...(lookup && { lookup }) } });
  const timeout = c.connectTimeoutSeconds * 1000;
  if (c.proxyUrl.startsWith('socks')) {
    const options = {
      ...pool,
      requestTls: tls,
      connect: guardedConnector(timeout),
      ...(c.proxyUsername && { username: c.proxyUsername, password: c.proxyPassword }),
    };
    return new Socks5ProxyAgent(c.proxyUrl, options);
  }
  const login = Buffer.from(`${c.proxyUsername}:${c.proxyPassword}`).toString('base64');
  return new ProxyAgent({
    ...pool,
    uri: c.proxyUrl,
    requestTls: tls,
    proxyTls: { timeout },
    ...(c.proxyUsername && { token: `Basic ${login}` }),
  });
}
