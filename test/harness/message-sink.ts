// A real HTTP server that takes messages, slowly enough for a process to die in between, and remembers every one of them.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Taken {
  readonly key: string;
  readonly subject?: string;
  readonly text: string;
}

export interface MessageSink {
  readonly url: string;
  /** Every request that came, also repetitions. */
  readonly taken: readonly Taken[];
  stop(): Promise<void>;
}

/** Answers after `slowMs()`; what came is remembered before that, so a sender that dies meanwhile was heard. Port 0: any. */
export async function startMessageSink(slowMs: () => number = () => 0, listenOn = 0): Promise<MessageSink> {
  const taken: Taken[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      taken.push(JSON.parse(body) as Taken);
      setTimeout(() => response.end('ok'), slowMs());
    });
  });
  await new Promise<void>((resolve) => server.listen(listenOn, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    taken,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
