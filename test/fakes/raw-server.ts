// A server that answers with exactly the bytes it is given: for answers that no decent server would send.
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** Heads of the requests that came in. */
  readonly requests: string[];
  /** With TLS: the certificate of connections from now on. */
  readonly present: (tls: { readonly cert: string; readonly key: string }) => void;
  readonly close: () => Promise<void>;
}

/** `body` is what of the request came with its head or, where the head tells a length, all of it. */
export type RawAnswer = (socket: Socket, head: string, body?: string) => void;

/** Calls `answer` for every request. */
export async function startRawServer(
  answer: RawAnswer,
  tls: { readonly cert: string; readonly key: string } | null = null,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end === -1) return;
      const head = text.slice(0, end);
      const body = text.slice(end + 4);
      if (body.length < Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)) return;
      text = '';
      requests.push(head);
      answer(socket, head, body);
    });
  };
  const secure = tls ? createTlsServer(tls, serve) : null;
  secure?.on('tlsClientError', () => undefined);
  const server = secure ?? createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    ...{ url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, port, requests },
    present: (next) => secure?.setSecureContext(next),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A whole answer that closes the connection. */
export function rawAnswer(status: string, headers: Readonly<Record<string, string>>, body: string | Buffer): RawAnswer {
  return (socket) => {
    const lines = Object.entries({ connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`);
    socket.end(body);
  };
}

export function jsonAnswer(body: unknown, status = '200 OK', headers: Readonly<Record<string, string>> = {}): RawAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return rawAnswer(status, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)), ...headers }, text);
}
