// What the fakes of vendors' clouds have in common: an HTTP server with a handler by method and path, and moods that make it ill.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly value: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What comes instead of an answer; null: the cloud answers as it should. */
export type Mood = (asked: Asked, count: number) => Answer | 'drop' | 'half' | { readonly html: string } | null;

export interface Cloud {
  readonly url: string;
  readonly asked: Asked[];
  mood: Mood;
  readonly stop: () => Promise<void>;
}

function send(response: ServerResponse, { status, value, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Half of what would have been said, announced as whole. */
function sendHalf(response: ServerResponse, { value }: Answer): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) });
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
}

export async function startCloud(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<Cloud> {
  const sockets = new Set<Socket>();
  const cloud = { asked: [] as Asked[], mood: (() => null) as Mood };
  const reply = async (response: ServerResponse, asked: Asked, instead: ReturnType<Mood>): Promise<void> => {
    if (instead === 'drop') response.socket?.destroy();
    else if (instead === 'half') sendHalf(response, await answer(asked));
    else if (instead !== null && 'html' in instead) {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(instead.html);
    } else send(response, instead ?? (await answer(asked)));
  };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://cloud.invalid');
      const { method = '', headers } = request;
      const asked: Asked = { method, path: url.pathname, query: url.searchParams, headers, body: text === '' ? null : JSON.parse(text) };
      cloud.asked.push(asked);
      const instead = cloud.mood(asked, cloud.asked.length);
      void reply(response, asked, instead);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return Object.assign(cloud, { url: `http://127.0.0.1:${port}`, stop });
}
