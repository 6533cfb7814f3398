// A real Alertmanager (Debian's prometheus-alertmanager) in a temporary folder on loopback, for tests and benches.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from '../../scripts/process/child.mjs';
import { type AlertmanagerClient, alertmanagerClient } from './alertmanager-client';
import { account, quietConfig, type Tls, writeWebAccess } from './alertmanager-config';
import type { Certificates } from './certificates';
import { eventually } from './eventually';
import { freePort } from './free-port';

export interface AlertmanagerOptions {
  /** YAML; default: sends nowhere, and `ClusterDown` inhibits warnings of its cluster. */
  readonly config?: string;
  readonly hasBasicAuth?: boolean;
  readonly tls?: Tls;
  /** Gossip on `port` with the peers on `peerPorts`; null (default): no cluster. */
  readonly cluster?: { readonly port: number; readonly peerPorts: readonly number[] } | null;
}

/** The running server; its client's calls go straight to it. */
export interface Alertmanager extends AlertmanagerClient {
  /** `http(s)://127.0.0.1:PORT`, no slash at the end; the same after a restart. */
  readonly url: string;
  readonly port: number;
  readonly auth: { readonly username: string; readonly password: string } | null;
  readonly certificates: Certificates | null;
  readonly pid: () => number;
  /** SIGKILL, nothing said; `start` brings it back with what it had stored (silences and notification log; alerts are lost). */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends in good order, then starts again on the same port. */
  readonly restart: () => Promise<void>;
  /** Stops answering without closing a connection (SIGSTOP), until `thaw`. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** Starts one and resolves when it is ready (about 0.1 s). */
export async function startAlertmanager(options: AlertmanagerOptions = {}): Promise<Alertmanager> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-alertmanager-'));
  const port = await freePort();
  const access = writeWebAccess(dir, options.hasBasicAuth ?? false, options.tls ?? 'none');
  writeFileSync(join(dir, 'alertmanager.yml'), options.config ?? quietConfig);
  const url = `${access.certificates ? 'https' : 'http'}://127.0.0.1:${port}`;
  const auth = options.hasBasicAuth ? account : null;
  const client = alertmanagerClient(url, auth, access.certificates);
  const args = argumentsFor(dir, port, access.file, options.cluster ?? null);
  let server: Child | null = null;
  const start = async (): Promise<void> => {
    server = startChild({ name: 'alertmanager', file: 'prometheus-alertmanager', args });
    const mine = server;
    await eventually('Alertmanager is ready', async () => (await client.get('/-/ready')).status === 200).catch((error: unknown) => {
      throw new Error(`Alertmanager did not become ready (package prometheus-alertmanager):\n${mine.tail()}`, { cause: error });
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await server?.stop(signal);
  };
  const stop = async (): Promise<void> => {
    await end('SIGTERM');
    await client.close();
    rmSync(dir, { recursive: true, force: true });
  };
  await start();
  return {
    ...client,
    ...{ url, port, auth, certificates: access.certificates, start, stop },
    pid: () => server?.pid ?? -1,
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    freeze: () => void server?.process.kill('SIGSTOP'),
    thaw: () => void server?.process.kill('SIGCONT'),
  };
}

/** Two that gossip silences with each other (alerts are not gossiped); resolves when both see two members. */
export async function startAlertmanagerPair(
  options: Omit<AlertmanagerOptions, 'cluster'> = {},
): Promise<readonly [Alertmanager, Alertmanager]> {
  const [one, two] = [await freePort(), await freePort()];
  const a = await startAlertmanager({ ...options, cluster: { port: one, peerPorts: [two] } });
  const b = await startAlertmanager({ ...options, cluster: { port: two, peerPorts: [one] } });
  for (const peer of [a, b]) {
    await eventually('both peers see each other', async () => {
      const { cluster } = JSON.parse((await peer.get('/api/v2/status')).body) as { cluster: { peers?: unknown[] } };
      return cluster.peers?.length === 2;
    });
  }
  return [a, b];
}

function argumentsFor(dir: string, port: number, webFile: string | null, cluster: AlertmanagerOptions['cluster']): string[] {
  const own = [
    `--config.file=${join(dir, 'alertmanager.yml')}`,
    `--storage.path=${join(dir, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  if (webFile) own.push(`--web.config.file=${webFile}`);
  if (!cluster) return [...own, '--cluster.listen-address='];
  const peers = cluster.peerPorts.map((peer) => `--cluster.peer=127.0.0.1:${peer}`);
  return [...own, `--cluster.listen-address=127.0.0.1:${cluster.port}`, ...peers, '--cluster.settle-timeout=0s', '--log.level=warn'];
}
