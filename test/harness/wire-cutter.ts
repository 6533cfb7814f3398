// A TCP relay on loopback that a test cuts and mends: a partition as the two ends of a connection see it.
import net from 'node:net';
import { freePort } from './free-port';

export interface WireCutter {
  readonly port: number;
  /** Ends what runs through it and refuses what comes, until `mend`; with a name, only of dialers that say that name. */
  readonly cut: (dialer?: string) => void;
  readonly mend: () => void;
  readonly stop: () => Promise<void>;
}

/** `nameOf` reads from the first bytes that a dialer sends who it is; null: not said yet. */
export async function wireCutter(to: number, nameOf: (said: string) => string | null = () => ''): Promise<WireCutter> {
  const port = await freePort();
  const wires = new Map<net.Socket, { name: string | null; readonly other: net.Socket }>();
  const cuts = new Set<string>();
  let isCut = false;
  const isDown = (name: string | null): boolean => isCut || (name !== null && cuts.has(name));
  const drop = (socket: net.Socket): void => {
    wires.get(socket)?.other.destroy();
    socket.destroy();
    wires.delete(socket);
  };
  const sweep = (): void => {
    for (const [socket, { name }] of wires) if (isDown(name)) drop(socket);
  };
  const server = net.createServer((socket) => {
    if (isCut) return void socket.destroy();
    const other = net.connect(to, '127.0.0.1');
    const wire = { name: null as string | null, other };
    wires.set(socket, wire);
    let said = '';
    socket.on('data', (chunk) => {
      if (wire.name !== null) return;
      said += chunk.toString('latin1');
      wire.name = nameOf(said);
      if (isDown(wire.name)) drop(socket);
    });
    socket.pipe(other);
    other.pipe(socket);
    for (const end of [socket, other]) end.on('error', () => drop(socket)).on('close', () => drop(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    cut(dialer) {
      if (dialer === undefined) isCut = true;
      else cuts.add(dialer);
      sweep();
    },
    mend() {
      isCut = false;
      cuts.clear();
    },
    async stop() {
      isCut = true;
      sweep();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
