// A real mosquitto in a temporary folder on loopback, for tests and benches. What it keeps for absent clients survives a restart.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { type Child, startChild } from '../../scripts/process/child.mjs';
import { eventually } from './eventually';
import { freePort } from './free-port';

export interface Mosquitto {
  readonly url: string;
  readonly port: number;
  readonly connect: (more?: IClientOptions) => Promise<MqttClient>;
  readonly publish: (topic: string, body: unknown, options?: { readonly retain?: boolean; readonly qos?: 0 | 1 }) => Promise<void>;
  readonly setPassword: (password: string) => void;
  readonly kill: () => Promise<void>;
  readonly stopServer: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
}

/** With `password` the only user is `ann`. `acl`: lines of an access list, such as `topic read alerts/#`. */
export async function startMosquitto(password = '', acl = ''): Promise<Mosquitto> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-mosquitto-'));
  const port = await freePort();
  const [file, users] = [join(dir, 'mosquitto.conf'), join(dir, 'users')];
  let word = password;
  let server: Child | null = null;
  const setPassword = (next: string): void => {
    word = next;
    execFileSync('mosquitto_passwd', ['-c', '-b', users, 'ann', next], { stdio: 'pipe' });
  };
  if (password !== '') setPassword(password);
  const access = password === '' ? 'allow_anonymous true' : `allow_anonymous false\npassword_file ${users}`;
  const store = `persistence true\npersistence_location ${dir}/\nautosave_interval 1\nautosave_on_changes true\nuser root\nmax_queued_messages 0`;
  const rights = acl === '' ? '' : `acl_file ${join(dir, 'acl')}`;
  if (acl !== '') writeFileSync(join(dir, 'acl'), `${acl}\n`);
  writeFileSync(file, `listener ${port} 127.0.0.1\n${access}\n${rights}\n${store}\n`);
  const open = (more: IClientOptions = {}) =>
    connectAsync(`mqtt://127.0.0.1:${port}`, {
      reconnectPeriod: 0,
      connectTimeout: 2000,
      ...(word !== '' && { username: 'ann', password: word }),
      ...more,
    });
  const start = async (): Promise<void> => {
    server = startChild({ name: 'mosquitto', file: 'mosquitto', args: ['-c', file] });
    const mine = server;
    await eventually('mosquitto is ready', async () => (await open()).endAsync().then(() => true)).catch((error: unknown) => {
      throw new Error(`mosquitto did not become ready:\n${mine.tail()}`, { cause: error });
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await server?.stop(signal);
  };
  await start();
  return {
    ...{ url: `mqtt://127.0.0.1:${port}`, port, connect: open, start, setPassword },
    async publish(topic, body, { retain = false, qos = 1 } = {}) {
      const client = await open();
      const payload = typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body);
      await client.publishAsync(topic, payload, { qos, retain });
      await client.endAsync();
    },
    kill: () => end('SIGKILL'),
    stopServer: () => end('SIGTERM'),
    freeze: () => void server?.process.kill('SIGSTOP'),
    thaw: () => void server?.process.kill('SIGCONT'),
    stop: async () => {
      await end('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
