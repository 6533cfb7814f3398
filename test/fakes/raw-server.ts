// A server that answers with exactly the bytes it is given: for answers that no decent server would send.
import { createServer, type Socket } from 'node:net';

export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** Heads of the requests that came in. */
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

export type RawAnswer = (socket: Socket, head: string) => void;

/** Calls `answer` for every request head (bodies are ignored). */
export async function startRawServer(answer: RawAnswer): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end === -1) return;
      const head = text.slice(0, end);
      text = '';
      requests.push(head);
      answer(socket, head);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    ...{ url: `http://127.0.0.1:${port}`, port, requests },
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
