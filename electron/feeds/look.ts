// Looks at a port, a certificate or a name for the kinds of feed that probe. Resolves always; a refusal is an answer in words.
import { Resolver } from 'node:dns/promises';
import net from 'node:net';
import tls from 'node:tls';
import type { Looked, LookRequest } from '../../shared/feed-look';
import { msg } from '../../shared/words/words';
import type { Connection } from './connection';

type Failed = Extract<Looked, { ok: false }>;
type Port = Extract<LookRequest, { kind: 'tcp' | 'tls' }>;

/** Codes of a machine that says no; what else goes wrong may be on our side of the wire. */
const REFUSALS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
const DNS_REFUSALS = new Set(['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'EFORMERR', 'ENOTIMP', 'EBADRESP']);
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'closed the connection',
  EPIPE: 'closed the connection',
  EHOSTUNREACH: 'has no way to it from here',
  ENETUNREACH: 'has no way to it from here',
  ENETDOWN: 'has no way to it from here',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  ENODATA: 'the name has no record of this type',
  ESERVFAIL: 'the resolver failed (SERVFAIL)',
  EREFUSED: 'the resolver refused to answer',
  ETIMEOUT: 'the resolver did not answer in time',
};

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}

function failed(code: string, hasAnswered: boolean): Failed {
  return { ok: false, hasAnswered, why: WORDS[code] ?? msg`it failed (${code.slice(0, 60)})` };
}

function lookPort(request: Port, connection: Connection, signal: AbortSignal): Promise<Looked> {
  const { host, port, timeoutMs, kind } = request;
  const started = performance.now();
  return new Promise((resolve) => {
    const done = (looked: Looked) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve(looked);
    };
    const told = (validUntil: number | null) => done({ ok: true, latencyMs: performance.now() - started, records: [], validUntil });
    const servername = connection.tlsServerName || (net.isIP(host) === 0 ? host : '');
    const login = { ...(connection.certPem && { cert: connection.certPem }), ...(connection.keyPem && { key: connection.keyPem }) };
    const socket: net.Socket =
      kind === 'tcp'
        ? net.connect({ host, port }, () => told(null))
        : tls.connect({ host, port, ...(servername && { servername }), ...login, rejectUnauthorized: false }, () => {
            const until = Date.parse((socket as tls.TLSSocket).getPeerCertificate().valid_to ?? '');
            told(Number.isFinite(until) ? until : null);
          });
    const giveUp = () => done(failed('ABORTED', false));
    const timer = setTimeout(() => done({ ok: false, hasAnswered: false, why: msg`no answer within ${timeoutMs} ms` }), timeoutMs);
    signal.addEventListener('abort', giveUp, { once: true });
    socket.on('error', (error) => done(failed(codeOf(error), kind === 'tls' || REFUSALS.has(codeOf(error)))));
  });
}

/** One text a record: an address, a name, `10 mail.example.com` for MX, the joined parts of a TXT. */
function textOf(record: unknown): string {
  if (typeof record === 'string') return record;
  if (Array.isArray(record)) return record.join('');
  const { priority, weight, port, exchange, name } = record as Readonly<Record<string, unknown>>;
  return [priority, weight, port, exchange ?? name].filter((part) => part !== undefined).join(' ');
}

async function lookName(request: Extract<LookRequest, { kind: 'dns' }>, signal: AbortSignal): Promise<Looked> {
  const resolver = new Resolver({ timeout: request.timeoutMs, tries: 1 });
  const started = performance.now();
  const giveUp = () => resolver.cancel();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    if (request.server !== '') resolver.setServers([request.server]);
    const answer: unknown = await resolver.resolve(request.name, request.type);
    const records = (Array.isArray(answer) ? answer : [answer]).map(textOf).sort();
    return { ok: true, latencyMs: performance.now() - started, records, validUntil: null };
  } catch (error) {
    const code = codeOf(error);
    // Without a server of one's own the refusal may be that of a stub on this very machine.
    const isProof = DNS_REFUSALS.has(code) && (request.server !== '' || code === 'ENOTFOUND' || code === 'ENODATA');
    return failed(code, isProof);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** One look; `connection` brings the client certificate and the name to ask for. Proxies are not used. */
export function look(request: LookRequest, connection: Connection, signal: AbortSignal): Promise<Looked> {
  if (signal.aborted) return Promise.resolve(failed('ABORTED', false));
  return request.kind === 'dns' ? lookName(request, signal) : lookPort(request, connection, signal);
}
