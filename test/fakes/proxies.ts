// The two kinds of proxy that stand between an on-call laptop and its servers, as small as they go: HTTP CONNECT and SOCKS5.
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface FakeProxy {
  readonly url: string;
  /** `host:port` of every connection that was asked for. */
  readonly targets: string[];
  readonly close: () => Promise<void>;
}

interface Login {
  readonly username: string;
  readonly password: string;
}

async function listening(server: Server, scheme: string, targets: string[], sockets: Set<Socket>): Promise<FakeProxy> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { url: `${scheme}://127.0.0.1:${port}`, targets, close };
}

function join(a: Socket, b: Socket): void {
  a.pipe(b).pipe(a);
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    one.on('error', () => undefined);
    one.on('close', () => other.destroy());
  }
}

function keep(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on('error', () => undefined);
  socket.on('close', () => sockets.delete(socket));
}

/** Answers CONNECT; 407 without the login. */
export function startConnectProxy(login: Login | null = null): Promise<FakeProxy> {
  const targets: string[] = [];
  const sockets = new Set<Socket>();
  const wanted = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
  const server = createHttpServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket: Socket) => keep(sockets, socket));
  server.on('connect', (request, client: Socket) => {
    if (wanted && request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    targets.push(request.url ?? '');
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      join(client, upstream);
    });
    upstream.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'));
  });
  return listening(server, 'http', targets, sockets);
}

/** SOCKS5 with or without a login (RFC 1928, 1929). */
export function startSocksProxy(login: Login | null = null): Promise<FakeProxy> {
  const targets: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    keep(sockets, client);
    let step: 'greeting' | 'login' | 'request' = 'greeting';
    const onData = (data: Buffer) => {
      if (step === 'greeting') {
        step = login ? 'login' : 'request';
        client.write(Buffer.from([5, login ? 2 : 0]));
      } else if (step === 'login') {
        const nameLength = data[1] ?? 0;
        const username = data.toString('utf8', 2, 2 + nameLength);
        const password = data.toString('utf8', 3 + nameLength);
        const isRight = username === login?.username && password === login.password;
        step = 'request';
        client.write(Buffer.from([1, isRight ? 0 : 1]));
        if (!isRight) client.end();
      } else {
        client.removeListener('data', onData);
        relay(client, data, targets);
      }
    };
    client.on('data', onData);
  });
  return listening(server, 'socks5', targets, sockets);
}

function relay(client: Socket, request: Buffer, targets: string[]): void {
  const isName = request[3] === 3;
  const length = isName ? (request[4] ?? 0) : 4;
  const from = isName ? 5 : 4;
  const host = isName ? request.toString('utf8', from, from + length) : [...request.subarray(from, from + 4)].join('.');
  const port = request.readUInt16BE(from + length);
  targets.push(`${host}:${port}`);
  const upstream = connect(port, host, () => {
    client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
    join(client, upstream);
  });
  upstream.on('error', () => client.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])));
}

/** Takes connections and never says a word. */
export function startMuteServer(): Promise<FakeProxy & { readonly open: () => number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => keep(sockets, socket.resume()));
  return listening(server, 'socks5', [], sockets).then((proxy) => ({ ...proxy, open: () => sockets.size }));
}
