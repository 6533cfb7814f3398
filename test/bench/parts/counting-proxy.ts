// Stands between a feed and its server and counts what is asked: the requests of a poll as the server gets them.
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingProxy {
  readonly url: string;
  /** Requests since it was asked last. */
  take(): number;
  stop(): Promise<void>;
}

/** `target`: address of an HTTP server on loopback. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  let count = 0;
  const server = createServer((asked, answered) => {
    count += 1;
    const onward = request({ ...{ hostname, port, agent }, method: asked.method, path: asked.url, headers: asked.headers }, (got) => {
      answered.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answered);
    });
    onward.on('error', () => answered.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = count;
      count = 0;
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
