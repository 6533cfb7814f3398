// A name server of a few names on loopback (UDP, RFC 1035): addresses only, and names that do not exist.
import { createSocket } from 'node:dgram';

export interface DnsServer {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** IPv4 addresses by name; a name that is not here does not exist. */
  readonly names: Map<string, readonly string[]>;
  /** Takes questions and says nothing. */
  isSilent: boolean;
  readonly close: () => Promise<void>;
}

function questionOf(message: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

function answerTo(message: Buffer, names: DnsServer['names']): Buffer {
  const { name, end } = questionOf(message);
  const found = names.get(name);
  const head = Buffer.from(message.subarray(0, 12));
  head.writeUInt16BE(0x8180 | (found ? 0 : 3), 2);
  head.writeUInt16BE(found?.length ?? 0, 6);
  head.writeUInt32BE(0, 8);
  const records = (found ?? []).map((address) => {
    const record = Buffer.alloc(16);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(1, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(4, 10);
    record.set(address.split('.').map(Number), 12);
    return record;
  });
  return Buffer.concat([head, message.subarray(12, end), ...records]);
}

export async function startDnsServer(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const names = new Map<string, readonly string[]>();
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const server: DnsServer = {
    ...{ address: `127.0.0.1:${socket.address().port}`, names, isSilent: false },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  socket.on('message', (message, from) => {
    if (!server.isSilent) socket.send(answerTo(message, names), from.port, from.address);
  });
  return server;
}
