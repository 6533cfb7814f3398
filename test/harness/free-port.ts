// Real servers in tests listen on loopback ports below those that systems give to outgoing connections: while a server is down
// between two starts, no connection of anybody, not even one to its own port, can take its place.
import net from 'node:net';

const FIRST = 15_000;
/** Linux gives out 32,768 and above, macOS and Windows 49,152 and above. */
const COUNT = 17_000;
const TRIES = 50;

/** A TCP port that is free on 127.0.0.1 now. */
export async function freePort(): Promise<number> {
  for (let i = 0; i < TRIES; i++) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port after ${TRIES} tries`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
