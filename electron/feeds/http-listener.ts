// Takes HTTP requests for a feed whose source knocks here. Loaded when the first such feed runs. Everything that comes in is limited:
// size, time, number and memory, so that no sender can hold up the watch.
import { X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FeedFailure } from '../../shared/feed';
import type { AnswerOut, ListenRequest, RequestHead } from '../../shared/feed-push';
import { msg } from '../../shared/words/words';
import { ABORTED } from './http-failure';

const MAX_CONNECTIONS = 500;
/** Bodies that are read or wait for their commit, all together. */
const MAX_WAITING_BYTES = 64_000_000;
const HEAD_MS = 10_000;
const REQUEST_MS = 30_000;
const KEEP_ALIVE_MS = 75_000;
/** So long requests that are in work may take when the listener ends. */
const FAREWELL_MS = 1000;

interface Refusal extends AnswerOut {
  readonly body: { readonly error: string };
}

const BUSY: Refusal = { status: 503, body: { error: 'Too much waits to be recorded; send it again.' }, headers: { 'retry-after': '1' } };
const BROKE_OFF: Refusal = { status: 400, body: { error: 'The request broke off.' } };
const BROKEN: AnswerOut = { status: 500, body: { error: 'Dogwatch stumbled over this request.' } };

function tooLarge(maxBytes: number): Refusal {
  return { status: 413, body: { error: `The body is larger than ${maxBytes / 1_000_000} MB, the limit of this feed.` } };
}

function failureOf(error: NodeJS.ErrnoException, host: string, port: number): FeedFailure {
  const place = `${host}:${port}`;
  if (error.code === 'EADDRINUSE')
    return { kind: 'server', what: msg`${place} is taken by another program.`, remedy: msg`End that program, or choose another port.` };
  if (error.code === 'EACCES')
    return { kind: 'config', what: msg`This account may not listen at ${place}.`, remedy: msg`Choose a port above 1023.` };
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAFNOSUPPORT')
    return {
      kind: 'config',
      what: msg`${host} is no address of this machine.`,
      remedy: msg`Use 127.0.0.1, or an address that this machine has.`,
    };
  return {
    kind: 'server',
    what: msg`It is not possible to listen at ${place}: ${error.message.slice(0, 120)}`,
    remedy: msg`Check the address.`,
  };
}

function headOf(request: IncomingMessage): RequestHead {
  const url = new URL(request.url ?? '/', 'http://here');
  const headers = Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]);
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    from: request.socket.remoteAddress ?? 'somebody',
  };
}

/** `isLast`: the rest of the request is not read, so the connection can not go on. */
function send(response: ServerResponse, { status, body, headers }: AnswerOut, isLast: boolean): void {
  if (response.destroyed || response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), server: 'dogwatch' },
    ...(isLast && { connection: 'close' }),
    ...headers,
  });
  response.end(text);
}

class Listener {
  private readonly asked: ListenRequest;
  private waitingBytes = 0;

  constructor(asked: ListenRequest) {
    this.asked = asked;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { onHead, onRequest, onLost, maxBytes } = this.asked;
    let read = 0;
    let head: RequestHead | null = null;
    const lose = (refusal: Refusal): void => {
      if (head) onLost?.(head, refusal.body.error);
      send(response, refusal, true);
    };
    try {
      const asked = headOf(request);
      const refused = onHead(asked);
      if (refused) return send(response, refused, true);
      head = asked;
      if (Number(asked.headers['content-length'] ?? 0) > maxBytes) return lose(tooLarge(maxBytes));
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) {
        read += chunk.length;
        this.waitingBytes += chunk.length;
        if (read > maxBytes) return lose(tooLarge(maxBytes));
        if (this.waitingBytes > MAX_WAITING_BYTES) return lose(BUSY);
        chunks.push(chunk);
      }
      send(response, await onRequest({ ...asked, body: Buffer.concat(chunks, read) }), false);
    } catch {
      if (request.complete) send(response, BROKEN, true);
      else lose(BROKE_OFF);
    } finally {
      this.waitingBytes -= read;
    }
  }
}

function createListening(asked: ListenRequest): Server {
  const listener = new Listener(asked);
  const limits = {
    ...{ headersTimeout: asked.headMs ?? HEAD_MS, requestTimeout: asked.requestMs ?? REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    connectionsCheckingInterval: 500,
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse) => void listener.answer(request, response);
  const server = asked.tls
    ? createTlsServer({ ...limits, cert: asked.tls.certPem, key: asked.tls.keyPem }, onRequest)
    : createServer(limits, onRequest);
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

/** Ends taking requests; those in work get a moment for their answer. */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), FAREWELL_MS);
  await closed;
  clearTimeout(timer);
}

/** Listens until `signal` or until the place is lost; resolves with why. Never rejects. */
export async function listenHttp(asked: ListenRequest, signal: AbortSignal): Promise<FeedFailure> {
  const { host, port, tls, onOpen } = asked;
  if (signal.aborted) return ABORTED;
  let server: Server;
  try {
    server = createListening(asked);
  } catch {
    return {
      kind: 'config',
      what: msg`The certificate or its key can not be read, or they do not go together.`,
      remedy: msg`Paste both as PEM, beginning with "-----BEGIN".`,
    };
  }
  const over = new Promise<FeedFailure>((resolve) => {
    server.on('error', (error) => resolve(failureOf(error, host, port)));
    signal.addEventListener('abort', () => resolve(ABORTED), { once: true });
  });
  server.listen({ host, port, exclusive: true }, () => {
    const { port: taken } = server.address() as AddressInfo;
    const url = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${taken}`;
    onOpen(url, tls ? Date.parse(new X509Certificate(tls.certPem).validTo) : null);
  });
  const failure = await over;
  await close(server);
  return failure;
}
