// Kinds that hear a broker: real brokers behind a gate that can be slow or show another certificate, and messages that are wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { expect } from 'vitest';
import { eventually } from '../eventually';
import { startMosquitto } from '../mosquitto';
import { startNats } from '../nats';
import { type BadCertificates, type Fault, NO_HTTP, type OpenSubject, type Outcome } from './faults';
import { MESSAGES, nextIsTaken, type Pushed, startPushed, startsAreSound, words } from './pushing';

const CANNOT: Readonly<Partial<Record<Fault, string>>> = {
  'a circle of redirects': NO_HTTP,
  '429 with Retry-After': NO_HTTP,
  '429 without Retry-After': NO_HTTP,
  '503 for an hour': `${NO_HTTP} A broker that is away is told as away, and tried again with pauses of up to a minute.`,
};

/** One real broker. */
interface Broker {
  readonly port: number;
  readonly send: (body: string | Buffer) => Promise<unknown>;
  /** Its users' password is another one from now on, and all links are cut. */
  readonly revoke: (password: string) => Promise<void>;
  readonly settingsAt: (port: number, isTls: boolean, ca: string) => Readonly<Record<string, unknown>>;
  /** The largest message that it takes, up to 100 MB. */
  readonly large: Buffer;
  readonly stop: () => Promise<void>;
}

async function mosquitto(): Promise<Broker> {
  const server = await startMosquitto('pw1');
  return {
    ...{ port: server.port, stop: server.stop, large: Buffer.alloc(100_000_000, 32) },
    send: (body) =>
      server.publish('alerts/x', typeof body === 'string' ? Buffer.from(body) : body, { qos: body.length > 20_000_000 ? 0 : 1 }),
    async revoke(password) {
      server.setPassword(password);
      await server.kill();
      await server.start();
    },
    settingsAt: (port, isTls, caPem) => ({
      ...{ url: `mqtt${isTls ? 's' : ''}://127.0.0.1:${port}`, topics: ['alerts/#'], connectTimeoutSeconds: 2 },
      ...{ username: 'ann', ...(isTls && { caPem }) },
    }),
  };
}

async function natsServer(more = '', tls: object | null = null): Promise<Broker> {
  const users = (password: string) => `authorization { users = [ { user: ann, password: ${password} } ] }\nmax_payload: 16MB\n${more}`;
  const login = { user: 'ann', pass: 'pw1', ...(tls && { tls }) };
  const server = await startNats(users('pw1'), login);
  await server.addStream();
  return {
    ...{ port: server.port, stop: server.stop, large: Buffer.alloc(15_000_000, 32) },
    send: (body) => server.publish('alerts.x', body),
    async revoke(password) {
      login.pass = password;
      await server.restart(users(password));
    },
    settingsAt: (port, isTls, caPem) => ({
      ...{ urls: [`${isTls ? 'tls' : 'nats'}://127.0.0.1:${port}`], subject: 'alerts.>', connectTimeoutSeconds: 2, username: 'ann' },
      ...(isTls && { caPem }),
    }),
  };
}

interface Gate {
  readonly port: number;
  /** `slow`: it says a byte now and then, and nothing goes through. All links are cut. */
  readonly set: (mode: 'open' | 'slow') => void;
  readonly present: (tls: { readonly cert: string; readonly key: string }) => void;
  readonly stop: () => void;
}

async function startGate(target: number, tls: { readonly cert: string; readonly key: string } | null): Promise<Gate> {
  const sockets = new Set<Socket>();
  let mode: 'open' | 'slow' = 'open';
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const serve = (socket: Socket): void => {
    keep(socket);
    if (mode === 'slow') {
      const timer = setInterval(() => socket.write(' '), 50);
      return void socket.on('close', () => clearInterval(timer)).resume();
    }
    const behind = keep(connect(target, '127.0.0.1'));
    socket.pipe(behind).pipe(socket);
    socket.on('close', () => behind.destroy());
    behind.on('close', () => socket.destroy());
  };
  const server: Server | TlsServer = tls ? createTlsServer(tls, serve).on('tlsClientError', () => undefined) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    set(next) {
      mode = next;
      cut();
    },
    present(next) {
      (server as TlsServer).setSecureContext(next);
      cut();
    },
    stop() {
      cut();
      server.close();
    },
  };
}

/** Blind with words; then `mend`, and it hears again. */
async function blindUntil(rig: Pushed, broker: Broker, mend: () => unknown): Promise<Outcome> {
  await eventually('told', () => rig.health().state === 'blind', { limitMs: 20_000 });
  await eventually('in its own words', () => {
    rig.runner.pollNow();
    return !/closed the connection/.test(rig.health().why);
  });
  const outcome = words(rig.health());
  await mend();
  await eventually(
    'heard again',
    () => {
      if (rig.health().state !== 'ok') rig.runner.pollNow();
      return rig.health().state === 'ok';
    },
    { limitMs: 20_000, everyMs: 200 },
  );
  await nextIsTaken(rig, broker.send);
  return outcome;
}

async function slow(kind: string, broker: Broker): Promise<Outcome> {
  const gate = await startGate(broker.port, null);
  const rig = await startPushed(kind, { ...broker.settingsAt(gate.port, false, ''), connectTimeoutSeconds: 1 }, { password: 'pw1' });
  try {
    await nextIsTaken(rig, broker.send);
    gate.set('slow');
    return await blindUntil(rig, broker, () => gate.set('open'));
  } finally {
    await rig.stop();
    gate.stop();
  }
}

async function behindTls(kind: string, broker: Broker, { ca, good, key }: BadCertificates, cert: string): Promise<Outcome> {
  const gate = await startGate(broker.port, { cert: good, key });
  const rig = await startPushed(kind, broker.settingsAt(gate.port, true, ca), { password: 'pw1' });
  try {
    await nextIsTaken(rig, broker.send);
    gate.present({ cert, key });
    return await blindUntil(rig, broker, () => gate.present({ cert: good, key }));
  } finally {
    await rig.stop();
    gate.stop();
  }
}

/** NATS begins in the clear, so it shows its certificate itself. */
async function ownTls(kind: string, { ca, key, good }: BadCertificates, cert: string): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-tls-'));
  const write = (pem: string) => writeFileSync(join(dir, 'cert.pem'), pem);
  write(cert);
  writeFileSync(join(dir, 'key.pem'), key);
  const tls = `tls { cert_file: "${join(dir, 'cert.pem')}", key_file: "${join(dir, 'key.pem')}" }`;
  const broker = await natsServer(tls, { rejectUnauthorized: false });
  const rig = await startPushed(kind, broker.settingsAt(broker.port, true, ca), { password: 'pw1' });
  try {
    return await blindUntil(rig, broker, () => {
      write(good);
      return broker.revoke('pw1');
    });
  } finally {
    await rig.stop();
    await broker.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function revoked(rig: Pushed, broker: Broker): Promise<Outcome> {
  await broker.revoke('pw2');
  rig.runner.pollNow();
  await eventually('told', () => /refused the login/.test(rig.health().why), { limitMs: 20_000 });
  return blindUntil(rig, broker, () => broker.revoke('pw1'));
}

const READ_AS: Readonly<Record<string, string>> = {
  'future and zero dates': 'Recorded; a start that can not be counts as not known.',
  'a clock an hour off': 'Recorded; a start that is ahead counts as not known.',
  'duplicate keys': 'Recorded; the last word counts.',
};

async function message(kind: string, rig: Pushed, broker: Broker, fault: Fault): Promise<Outcome> {
  const before = process.memoryUsage().rss;
  await broker.send(fault === '100 MB' ? broker.large : (MESSAGES[fault] ?? ''));
  const isClearing = kind === 'mqtt' && fault === 'empty';
  const read = isClearing ? 'An empty message clears what its topic said, as at the broker.' : READ_AS[fault];
  if (read === undefined) await eventually('it is told', () => rig.health().rejectedCount > 0, { limitMs: 20_000 });
  else await eventually('it is recorded', () => rig.reports.length > 0);
  expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000);
  startsAreSound(rig);
  const outcome = read === undefined ? words(rig.health()) : { harmless: read };
  await nextIsTaken(rig, broker.send);
  return outcome;
}

export const openBroker: OpenSubject = async (kind, certificates) => {
  const broker = kind === 'nats' ? await natsServer() : await mosquitto();
  const inClear = async (use: (rig: Pushed) => Promise<Outcome>): Promise<Outcome> => {
    const rig = await startPushed(kind, broker.settingsAt(broker.port, false, ''), { password: 'pw1' });
    try {
      return await use(rig);
    } finally {
      expect(JSON.stringify([rig.told, rig.logged])).not.toContain('pw1');
      await rig.stop();
    }
  };
  const tls = (cert: string) => (kind === 'nats' ? ownTls(kind, certificates, cert) : behindTls(kind, broker, certificates, cert));
  return {
    stop: broker.stop,
    async suffer(fault) {
      const cannot = CANNOT[fault];
      if (cannot !== undefined) return { cannot };
      if (fault === 'TLS that can not be trusted') return tls(certificates.foreign);
      if (fault === 'an expired certificate') return tls(certificates.expired);
      if (fault === 'slow loris') return slow(kind, broker);
      return inClear((rig) => (fault === 'a token revoked mid-run' ? revoked(rig, broker) : message(kind, rig, broker, fault)));
    },
  };
};
