// An HTTP target on loopback that keeps what it gets and answers as it is told; the vendors' sinks are made of it.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** When it had come whole, Unix ms. */
  readonly at: number;
}

export interface SinkAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `hang`: never answers. `drop`: takes the request, then closes. */
export type SinkRule = (got: Got, count: number) => SinkAnswer | 'hang' | 'drop';

export interface HttpSink {
  readonly url: string;
  readonly got: Got[];
  /** Replaces how it answers from now on. */
  answer(rule: SinkRule): void;
  readonly stop: () => Promise<void>;
}

function reply(response: ServerResponse, answer: ReturnType<SinkRule>): void {
  if (answer === 'hang') return;
  if (answer === 'drop') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'text/plain', ...answer.headers });
  response.end(answer.body ?? '');
}

export async function startHttpSink(first: SinkRule): Promise<HttpSink> {
  let rule = first;
  const got: Got[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      got.push({ method, path: url, headers, body: Buffer.concat(chunks).toString('utf8'), at: Date.now() });
      reply(response, rule(got[got.length - 1] as Got, got.length));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    answer: (next) => {
      rule = next;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
