// A real nats-server (Debian's) in a temporary folder on loopback, with JetStream, for tests and benches.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { type Child, startChild } from '../../scripts/process/child.mjs';
import { eventually } from './eventually';
import { freePort } from './free-port';

export interface Nats {
  readonly url: string;
  readonly port: number;
  /** A connection of the test's own, with the given login. */
  readonly connect: (more?: Partial<NodeConnectionOptions>) => Promise<NatsConnection>;
  /** Makes the stream `ALERTS` for `alerts.>`. */
  readonly addStream: () => Promise<void>;
  /** Sends one message to the stream and waits until it is stored there. */
  readonly publish: (subject: string, body: unknown) => Promise<void>;
  /** What waits for the consumer, and how many it has sent without an acknowledgement; null: there is no such consumer. */
  readonly waiting: () => Promise<{ readonly pending: number; readonly unacked: number; readonly name: string } | null>;
  readonly restart: (configuration?: string) => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops answering without closing a connection (SIGSTOP), until `thaw`. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
}

/** `configuration`: more lines for its file, such as an `authorization` block. `login`: the test's own. */
export async function startNats(configuration = '', login: Partial<NodeConnectionOptions> = {}): Promise<Nats> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-nats-'));
  const file = join(dir, 'nats.conf');
  const name = `nats-${randomUUID()}`;
  // Somebody else may take it before this server does.
  let port = await freePort();
  let lines = configuration;
  let server: Child | null = null;
  const open = (more: Partial<NodeConnectionOptions> = login) =>
    connect({ servers: `127.0.0.1:${port}`, reconnect: false, timeout: 2000, ...more });
  const start = async (): Promise<void> => {
    writeFileSync(file, `listen: 127.0.0.1:${port}\nserver_name: ${name}\njetstream { store_dir: "${join(dir, 'store')}" }\n${lines}\n`);
    server = startChild({ name: 'nats', file: 'nats-server', args: ['-c', file] });
    const mine = server;
    const answers = await eventually('NATS is ready', async () => {
      const nc = await open();
      const told = { name: nc.info?.server_name };
      await nc.close();
      return told;
    }).catch((error: unknown) => {
      throw new Error(`nats-server did not become ready:\n${mine.tail()}`, { cause: error });
    });
    if (answers.name === name) return;
    await mine.stop('SIGKILL');
    port = await freePort();
    await start();
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await server?.stop(signal);
  };
  const using = async <T>(work: (nc: NatsConnection) => Promise<T>): Promise<T> => {
    const nc = await open();
    try {
      return await work(nc);
    } finally {
      await nc.close();
    }
  };
  await start();
  return {
    ...{ url: `nats://127.0.0.1:${port}`, port, connect: open, start },
    addStream: () => using(async (nc) => void (await (await jetstreamManager(nc)).streams.add({ name: 'ALERTS', subjects: ['alerts.>'] }))),
    publish: (subject, body) =>
      using(
        async (nc) =>
          void (await jetstream(nc).publish(subject, typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body))),
      ),
    waiting: () =>
      using(async (nc) => {
        const [info] = await (await jetstreamManager(nc)).consumers.list('ALERTS').next();
        return info ? { pending: info.num_pending, unacked: info.num_ack_pending, name: info.name } : null;
      }),
    kill: () => end('SIGKILL'),
    restart: async (configuration) => {
      lines = configuration ?? lines;
      await end('SIGTERM');
      await start();
    },
    freeze: () => void server?.process.kill('SIGSTOP'),
    thaw: () => void server?.process.kill('SIGCONT'),
    stop: async () => {
      await end('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
