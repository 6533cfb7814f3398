// Plays recorded answers of an Alertmanager: where the source's own CPU would be measured instead of ours, and where the moment of the
// last byte must be known.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AnswerServer {
  readonly url: string;
  /** Body of GET /api/v2/alerts from now on. */
  answer(body: Buffer | string): void;
  /** Resolves with the moment (Unix ms) when the last byte of the next answer with this body was handed to the system. */
  sent(): Promise<number>;
  stop(): Promise<void>;
}

export async function startAnswerServer(first: Buffer | string): Promise<AnswerServer> {
  let body = first;
  let onSent: (at: number, sent: Buffer | string) => void = () => undefined;
  const server = createServer((request, response) => {
    const isAlerts = request.url?.startsWith('/api/v2/alerts');
    const answer = isAlerts ? body : '[]';
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
    response.end(answer, () => {
      if (isAlerts) onSent(performance.timeOrigin + performance.now(), answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (next) => {
      body = next;
    },
    sent: () =>
      new Promise((resolve) => {
        const wanted = body;
        onSent = (at, sent) => sent === wanted && resolve(at);
      }),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
