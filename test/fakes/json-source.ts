// A small server that answers with JSON as a test tells it to: pages, headers, statuses; and remembers what it was asked.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SourceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
export interface SourceAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text as it is. */
  readonly body: unknown;
}

export interface JsonSource {
  readonly url: string;
  readonly asked: SourceRequest[];
  answer: (request: SourceRequest, count: number) => SourceAnswer;
  stop(): Promise<void>;
}

export async function startJsonSource(answer: JsonSource['answer']): Promise<JsonSource> {
  const asked: SourceRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://source');
    const told = { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers };
    asked.push({ ...told, body: Buffer.concat(chunks).toString('utf8') });
    const { status = 200, headers = {}, body } = source.answer(asked.at(-1) as SourceRequest, asked.length);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(status === 304 ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const source: JsonSource = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return source;
}
