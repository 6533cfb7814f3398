// The one HTTP client of all feeds. It gives values, never throws: an answer with any status, or a failure in plain words.
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import type { FeedFailure, HttpAnswer, HttpRequest, HttpResult, LineStream } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import type { Connection } from './connection';
import { type Body, BodyError, brokenBody, readBody } from './http-body';
import { ABORTED, failureOfError, timeoutFailure, UNUSABLE } from './http-failure';
import { streamLines } from './http-stream';
import type { request } from './undici-parts';

const MAX_REDIRECTS = 3;

export interface HttpClient {
  /** Resolves with an answer of any status, or with a failure; never rejects. */
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpResult>;
  /** Hears lines until the stream ends; resolves with why it did. */
  stream(request: LineStream, signal: AbortSignal): Promise<FeedFailure>;
  /** Drops pooled connections: after a sleep they are dead without knowing it. */
  reset(): void;
  close(): Promise<void>;
}

/** What one try came to: `isStale` means that a pooled connection died before the server said anything. */
type Attempt =
  | { readonly ok: true; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly failure: FeedFailure; readonly isStale: boolean };

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

/** Joins the chunks only when somebody reads them: an answer whose digest is known is never copied. */
function answerOf(status: number, headers: Record<string, string>, body: Body, latencyMs: number): HttpAnswer {
  let joined: Uint8Array | null = null;
  return {
    status,
    headers,
    digest: body.digest,
    latencyMs,
    chunks: body.chunks,
    get bytes() {
      joined ??= body.chunks.length === 1 ? (body.chunks[0] as Buffer) : Buffer.concat(body.chunks as Buffer[], body.length);
      return joined;
    },
  };
}

function authHeaders(c: Connection): Record<string, string> {
  if (c.bearerToken) return { authorization: `Bearer ${c.bearerToken}` };
  if (c.username || c.password) return { authorization: `Basic ${Buffer.from(`${c.username}:${c.password}`).toString('base64')}` };
  return {};
}

function headersOf(c: Connection, asked: HttpRequest): Record<string, string> {
  return { accept: 'application/json', 'user-agent': 'dogwatch', ...authHeaders(c), ...asked.headers };
}

/** Where a redirect leads, if it stays on the same origin; a login page elsewhere must never see our credentials. */
function nextUrl(answer: HttpAnswer, from: string): string | FeedFailure | null {
  const location = answer.headers.location;
  if (answer.status < 300 || answer.status >= 400 || !location) return null;
  if (!URL.canParse(location, from)) return null;
  const to = new URL(location, from);
  if (to.origin === new URL(from).origin) return to.href;
  return {
    kind: 'bad-answer',
    what: msg`The server sends us on to ${to.host.slice(0, 100)} instead of answering.`,
    remedy: msg`Is a login page in the way? Use the final address, or a token that passes it.`,
  };
}

/** One signal for "given up" and "time is over"; `isTimeout` tells which. */
function deadline(outer: AbortSignal, ms: number) {
  const controller = new AbortController();
  let isTimeout = false;
  const timer = setTimeout(() => {
    isTimeout = true;
    controller.abort();
  }, ms);
  const giveUp = () => controller.abort();
  if (outer.aborted) giveUp();
  else outer.addEventListener('abort', giveUp, { once: true });
  const end = () => {
    clearTimeout(timer);
    outer.removeEventListener('abort', giveUp);
  };
  return { signal: controller.signal, isTimeout: () => isTimeout, end };
}

/** The client and the pool of one feed; loaded with the first request. */
export interface Pool {
  readonly request: typeof request;
  readonly dispatcher: Dispatcher;
}

/** null when the connection's settings can't be used. */
async function openPool(connection: Connection, lookup: LookupFunction | undefined): Promise<Pool | null> {
  const [{ request }, { createDispatcher }] = await Promise.all([import('./undici-parts'), import('./http-dispatcher')]);
  try {
    return { request, dispatcher: createDispatcher(connection, lookup) };
  } catch {
    return null;
  }
}

async function attempt(pool: Pool, c: Connection, asked: HttpRequest, outer: AbortSignal, timeoutMs: number): Promise<Attempt> {
  const host = new URL(asked.url).host;
  const limit = deadline(outer, timeoutMs);
  const started = performance.now();
  let hasHeaders = false;
  try {
    const answer = await pool.request(pool.dispatcher, asked.url, {
      method: asked.method ?? 'GET',
      headers: { 'accept-encoding': 'gzip, deflate', ...headersOf(c, asked) },
      body: asked.body ?? null,
      signal: limit.signal,
    });
    hasHeaders = true;
    const headers = flatHeaders(answer.headers);
    const contentLength = headers['content-length'] === undefined ? null : Number(headers['content-length']);
    const body = await readBody(answer.body, headers['content-encoding'] ?? '', contentLength, c.maxMegabytes * 1_000_000);
    return { ok: true, answer: answerOf(answer.statusCode, headers, body, performance.now() - started) };
  } catch (error) {
    if (limit.isTimeout()) return { ok: false, failure: timeoutFailure(host, timeoutMs), isStale: false };
    if (outer.aborted) return { ok: false, failure: ABORTED, isStale: false };
    if (error instanceof BodyError) return { ok: false, failure: error.failure, isStale: false };
    if (hasHeaders) return { ok: false, failure: brokenBody(host), isStale: false };
    const code = (error as { code?: unknown }).code;
    return {
      ok: false,
      failure: failureOfError(error, host),
      isStale: code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE',
    };
  } finally {
    limit.end();
  }
}

/** Makes the client of one feed. A GET that met a dead pooled connection is tried once more; nothing else is repeated. */
export function createHttpClient(connection: Connection, options: { readonly lookup?: LookupFunction } = {}): HttpClient {
  let opened: Promise<Pool | null> | null = null;

  async function send(asked: HttpRequest, signal: AbortSignal, redirects: number): Promise<HttpResult> {
    const timeoutMs = asked.timeoutMs ?? connection.timeoutSeconds * 1000;
    const isGet = (asked.method ?? 'GET') === 'GET';
    opened ??= openPool(connection, options.lookup);
    const pool = await opened;
    if (!pool) return { ok: false, failure: UNUSABLE };
    let result = await attempt(pool, connection, asked, signal, timeoutMs);
    if (!result.ok && result.isStale && isGet) result = await attempt(pool, connection, asked, signal, timeoutMs);
    if (!result.ok) return { ok: false, failure: result.failure };
    if (asked.keepsRedirects) return result;
    const next = nextUrl(result.answer, asked.url);
    if (next === null || !isGet) return result;
    if (typeof next !== 'string') return { ok: false, failure: next };
    if (redirects === 0)
      return {
        ok: false,
        failure: {
          kind: 'bad-answer',
          what: msg`The server sends us in a circle of redirects.`,
          remedy: msg`Check the address; is a login page in the way?`,
        },
      };
    return send({ ...asked, url: next }, signal, redirects - 1);
  }

  const drop = async (): Promise<void> => {
    const old = opened;
    opened = null;
    await (await old)?.dispatcher.destroy();
  };

  async function stream(asked: LineStream, signal: AbortSignal): Promise<FeedFailure> {
    opened ??= openPool(connection, options.lookup);
    const pool = await opened;
    return pool ? streamLines(pool, asked, headersOf(connection, asked), connection.timeoutSeconds * 1000, signal) : UNUSABLE;
  }

  return { request: (asked, signal) => send(asked, signal, MAX_REDIRECTS), stream, reset: () => void drop(), close: drop };
}
