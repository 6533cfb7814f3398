// What hotels and firms put before the net: it lets requests through, or answers each with a page for people and status 200.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Portal {
  readonly url: string;
  /** Shut: every request is answered with its own page. */
  isShut: boolean;
  /** Where it lets requests through to, on loopback. */
  readonly lead: (port: number) => void;
  readonly stop: () => Promise<void>;
}

const PAGE = '<!doctype html><title>Welcome</title><p>Please accept the terms of this network.</p>';

export async function startPortal(): Promise<Portal> {
  let to = 0;
  const server = createServer((asked, answer) => {
    if (portal.isShut) return void answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    const { method, url: path, headers } = asked;
    const on = request({ host: '127.0.0.1', port: to, method, path, headers }, (came) => {
      answer.writeHead(came.statusCode ?? 502, came.headers);
      came.pipe(answer);
    });
    on.once('error', () => answer.destroy());
    asked.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const portal: Portal = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isShut: false,
    lead: (port) => {
      to = port;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return portal;
}
