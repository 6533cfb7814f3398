// Every way in which a request can fail, in words for a person at 03:10: what happened and what to do about it.
import type { FeedFailure } from '../../shared/feed';
import { msg } from '../../shared/words/words';

/** The pool refuses the settings, e.g. a proxy's address. */
export const UNUSABLE: FeedFailure = {
  kind: 'config',
  what: msg`The connection settings of this feed can not be used.`,
  remedy: msg`Check certificates, key and proxy; PEM begins with "-----BEGIN".`,
};

type Words = Pick<FeedFailure, 'kind' | 'remedy'> & { readonly what: (host: string) => string };

const DNS: Words = {
  kind: 'dns',
  what: (host) => msg`The name ${host} can not be resolved.`,
  remedy: msg`Check the address, the network and the VPN.`,
};
const REFUSED: Words = {
  kind: 'unreachable',
  what: (host) => msg`${host} refuses connections.`,
  remedy: msg`Is the server running, and is the port right?`,
};
const NO_ROUTE: Words = {
  kind: 'unreachable',
  what: (host) => msg`There is no way to ${host} from here.`,
  remedy: msg`Check the network and the VPN.`,
};
const NO_CONNECT: Words = {
  kind: 'unreachable',
  what: (host) => msg`${host} does not take the connection in time.`,
  remedy: msg`Check the network, the VPN and firewalls.`,
};
const CLOSED: Words = {
  kind: 'server',
  what: (host) => msg`${host} closed the connection before it answered.`,
  remedy: msg`Look at the server's log, or at the proxy in between. A server that asks for a client certificate closes like this too.`,
};
const NOT_HTTP: Words = {
  kind: 'bad-answer',
  what: (host) => msg`What ${host} answers is not HTTP.`,
  remedy: msg`Check the port; use https:// if the server speaks TLS.`,
};
const UNTRUSTED: Words = {
  kind: 'tls',
  what: (host) => msg`The certificate of ${host} is not signed by an authority that is trusted here.`,
  remedy: msg`Add the authority under "Certificate authority (PEM)".`,
};
const SOCKS: Words = {
  kind: 'unreachable',
  what: (host) => msg`The SOCKS proxy did not connect to ${host}.`,
  remedy: msg`Check the proxy's address and login, and whether it may reach the server.`,
};
const PROXY: Words = {
  kind: 'unreachable',
  what: (host) => msg`The proxy did not connect to ${host}.`,
  remedy: msg`Check the proxy's address and login, and whether it may reach the server.`,
};

const BY_CODE: Readonly<Record<string, Words>> = {
  ENOTFOUND: DNS,
  EAI_AGAIN: DNS,
  EAI_FAIL: DNS,
  EPRIVATE: {
    kind: 'config',
    what: (host) => msg`${host} is in a private network, or is this machine.`,
    remedy: msg`Name the host in the settings if it may be asked.`,
  },
  ECONNREFUSED: REFUSED,
  EHOSTUNREACH: NO_ROUTE,
  ENETUNREACH: NO_ROUTE,
  ENETDOWN: NO_ROUTE,
  EADDRNOTAVAIL: NO_ROUTE,
  ETIMEDOUT: NO_CONNECT,
  UND_ERR_CONNECT_TIMEOUT: NO_CONNECT,
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  UND_ERR_CLOSED: CLOSED,
  UND_ERR_DESTROYED: CLOSED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_HAS_EXPIRED: {
    kind: 'tls',
    what: (host) => msg`The certificate of ${host} has expired.`,
    remedy: msg`Renew it at the server, and check this machine's clock.`,
  },
  CERT_NOT_YET_VALID: {
    kind: 'tls',
    what: (host) => msg`The certificate of ${host} is not valid yet.`,
    remedy: msg`Check this machine's clock.`,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    kind: 'tls',
    what: (host) => msg`The certificate of ${host} is for another name.`,
    remedy: msg`Use the name in the certificate, or set "Name in the certificate".`,
  },
};

/** Codes and messages along the chain of causes; a failure over two addresses carries both as `errors`. */
function trail(error: unknown, depth = 0): { code: string; message: string }[] {
  if (depth > 5 || typeof error !== 'object' || error === null) return [];
  const e = error as { code?: unknown; message?: unknown; cause?: unknown; errors?: unknown };
  const inner = Array.isArray(e.errors) ? e.errors.flatMap((one) => trail(one, depth + 1)) : [];
  return [{ code: String(e.code ?? ''), message: String(e.message ?? '') }, ...inner, ...trail(e.cause, depth + 1)];
}

function wordsFor(code: string, message: string): Words | undefined {
  const known = BY_CODE[code];
  if (known && !/socks5/i.test(message)) return known;
  if (/^UND_ERR_SOCKS5|SOCKS5/i.test(code) || /socks5/i.test(message)) return SOCKS;
  if (/CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE/.test(code)) {
    return {
      kind: 'tls',
      what: (host) => msg`${host} asks for a client certificate and did not accept ours.`,
      remedy: msg`Set the client certificate and its key (PEM).`,
    };
  }
  if (/^ERR_(OSSL|X509|CRYPTO)/.test(code))
    return {
      kind: 'config',
      what: () => msg`A certificate or key in the settings can not be read.`,
      remedy: msg`Paste them as PEM, beginning with "-----BEGIN".`,
    };
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(`${code} ${message}`))
    return { kind: 'tls', what: (host) => msg`${host} does not speak TLS on this port.`, remedy: msg`Use http:// or the TLS port.` };
  if (/^(ERR_SSL|ERR_TLS|EPROTO|CERT_)/.test(code))
    return {
      kind: 'tls',
      what: (host) => msg`TLS with ${host} failed (${code}).`,
      remedy: msg`Check the certificates and the TLS versions on both sides.`,
    };
  if (/Proxy response|Proxy Authentication|HTTP Tunneling/.test(message) || code === 'UND_ERR_PRX_TLS')
    return { ...PROXY, what: (host) => `${PROXY.what(host)} ${shorten(message, 80)}` };
  if (/^HPE_|UND_ERR_RESPONSE|UND_ERR_HEADERS_OVERFLOW/.test(code) || /does not match the HTTP/.test(message)) return NOT_HTTP;
  return undefined;
}

/** One line of at most `max` characters, free of control characters and markup. */
export function shorten(text: string, max = 300): string {
  const line = text
    .replace(/<[^>]{0,500}>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** What an error of the HTTP library means. `host` is shown; it never holds a login. */
export function failureOfError(error: unknown, host: string): FeedFailure {
  for (const { code, message } of trail(error)) {
    const words = wordsFor(code, message);
    if (words) return { kind: words.kind, what: words.what(host), remedy: words.remedy };
  }
  const [first] = trail(error);
  return {
    kind: 'unreachable',
    what: msg`The connection to ${host} failed: ${shorten(first?.message ?? String(error), 120)}`,
    remedy: msg`Check the network, the address and the server.`,
  };
}

/** The total time-out has passed. */
export function timeoutFailure(host: string, ms: number): FeedFailure {
  return {
    kind: 'timeout',
    what: msg`${host} did not finish its answer within ${ms / 1000} s.`,
    remedy: msg`The server or the network is slow; raise the time-out if this is normal.`,
  };
}

export const ABORTED: FeedFailure = {
  kind: 'aborted',
  what: msg`The request was given up.`,
  remedy: msg`Nothing to do: it is tried again by itself.`,
};
