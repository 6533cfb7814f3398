// Alerts that come by themselves: how soon a page about one is at the desktop, and whether a flood through the webhook is taken whole.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream } from '@nats-io/jetstream';
import { stringify } from 'yaml';
import { eventually } from '../harness/eventually';
import { freePort } from '../harness/free-port';
import { startMosquitto } from '../harness/mosquitto';
import { startNats } from '../harness/nats';
import { startSubject } from './measure/child';
import { quantile } from './measure/quantile';
import type { PushEngine } from './parts/push-engine';
import { atMost, type BenchRow, rowOf } from './row';

const TOKEN = 'a-token-of-the-bench';
const KEY = 'ab'.repeat(32);
const PER_SECOND = 100;
const FLOOD_PER_SECOND = 5000;
/** Alerts in one request of the flood, as Alertmanager groups them, and how many alerts there are that fire and clear in turn. */
const PER_REQUEST = 25;
const DIFFERENT = 2000;

type Send = (key: string) => Promise<void>;

interface Way {
  readonly name: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly send: Send;
  readonly end: () => Promise<void>;
}

function poster(port: number): (body: unknown) => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
  return (body) =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/alerts', method: 'POST', agent, headers }, (answer) => {
        answer.resume().on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`answered ${answer.statusCode}`))));
      });
      asked.on('error', reject).end(JSON.stringify(body));
    });
}

const plain = (key: string) => ({ key, name: 'Bench', labels: { service: `s${key}` }, severity: 'critical' });

async function webhookWay(): Promise<Way> {
  const port = await freePort();
  const post = poster(port);
  const config = { address: `127.0.0.1:${port}`, token: TOKEN };
  return { name: 'webhook', kind: 'webhook', config, send: (key) => post(plain(key)), end: async () => undefined };
}

async function natsWay(): Promise<Way> {
  const server = await startNats();
  await server.addStream();
  const nc = await server.connect();
  const js = jetstream(nc);
  const end = async (): Promise<void> => {
    await nc.close();
    await server.stop();
  };
  const send: Send = async (key) => void (await js.publish('alerts.bench', JSON.stringify(plain(key))));
  return { name: 'NATS', kind: 'nats', config: { urls: [server.url], subject: 'alerts.>' }, send, end };
}

async function mqttWay(): Promise<Way> {
  const server = await startMosquitto();
  const client = await server.connect();
  const end = async (): Promise<void> => {
    await client.endAsync();
    await server.stop();
  };
  const send: Send = async (key) => void (await client.publishAsync('alerts/bench', JSON.stringify(plain(key)), { qos: 1 }));
  return { name: 'MQTT', kind: 'mqtt', config: { url: server.url, topics: ['alerts/#'] }, send, end };
}

/** An engine with one feed of the way's kind, whose link stands. */
async function engineFor({ kind, config }: Pick<Way, 'kind' | 'config'>) {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-'));
  const configFile = join(folder, 'settings.yml');
  const feed = { id: 'push', kind, name: 'Push', config };
  writeFileSync(
    configFile,
    stringify({ version: 1, feeds: [feed], paging: { minSeverity: 5, storm: { incidents: 1000, withinSeconds: 1 } } }),
  );
  const engine = startSubject<PushEngine>('parts/push-engine.ts', ['--expose-gc']);
  await engine.ask('boot', { profile: join(folder, 'profile'), key: KEY, configFile });
  const end = async (): Promise<void> => {
    await engine.ask('stop');
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { engine, end };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

async function benchWay(way: Way, seconds: number): Promise<BenchRow> {
  const { engine, end } = await engineFor(way);
  const sentAt = new Map<string, number>();
  const started = performance.now();
  const sends: Promise<void>[] = [];
  for (let i = 0; i < seconds * PER_SECOND; i++) {
    await pause(started + (i * 1000) / PER_SECOND - performance.now());
    sentAt.set(`${i}`, Date.now());
    sends.push(way.send(`${i}`));
  }
  await Promise.all(sends);
  await eventually('all are there', async () => (await engine.ask('count')) >= sentAt.size, { limitMs: 30_000 });
  const pagedAt = new Map(Object.entries(await engine.ask('received')));
  const samples = [...sentAt].map(([key, at]) => (pagedAt.get(key) ?? Number.POSITIVE_INFINITY) - at);
  await end();
  await way.end();
  return rowOf({
    what: `${way.name}: send -> page given to the desktop, p99`,
    ...{ measured: quantile(samples, 0.99), unit: 'ms', reach: [atMost(60)] },
    note: `${sentAt.size} alerts at ${PER_SECOND}/s; median ${Math.round(quantile(samples, 0.5))}, worst ${Math.round(Math.max(...samples))}`,
  });
}

/** Fires all that are different, then clears them, and again; one group of 25 a request. */
function floodBody(n: number): unknown {
  const round = Math.floor((n * PER_REQUEST) / DIFFERENT);
  const first = (n * PER_REQUEST) % DIFFERENT;
  const state = round % 2 === 0 ? 'firing' : 'resolved';
  return Array.from({ length: PER_REQUEST }, (_, i) => {
    const key = `${first + i}`;
    return { key, name: 'Flood', state, labels: { service: `s${Math.floor((first + i) / 100)}` }, severity: 'info' };
  });
}

async function benchFlood(seconds: number): Promise<BenchRow[]> {
  const port = await freePort();
  const { engine, end } = await engineFor({ kind: 'webhook', config: { address: `127.0.0.1:${port}`, token: TOKEN } });
  const post = poster(port);
  const requests = (seconds * FLOOD_PER_SECOND) / PER_REQUEST;
  const before = await engine.ask('memory');
  let middle = 0;
  const sends: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < requests; n++) {
    await pause(started + (n * PER_REQUEST * 1000) / FLOOD_PER_SECOND - performance.now());
    sends.push(post(floodBody(n)));
    if (n === Math.floor(requests / 2)) middle = await engine.ask('memory');
  }
  await Promise.all(sends);
  const tookS = (performance.now() - started) / 1000;
  const { fired, cleared, commits } = await engine.ask('tally');
  const after = await engine.ask('memory');
  await end();
  const lost = requests * PER_REQUEST - fired - cleared;
  const rate = Math.round((requests * PER_REQUEST) / tookS);
  return [
    rowOf({
      what: 'webhook: lost of a flood at 5,000 alerts/s',
      ...{ measured: lost, unit: 'alerts', reach: [atMost(0)] },
      note: `${requests * PER_REQUEST} in ${tookS.toFixed(1)} s (${rate}/s), each answered after its commit; ${commits} commits`,
    }),
    rowOf({
      what: 'webhook: heap grown in the second half of the flood',
      ...{ measured: Math.max(0, after - middle), unit: 'MB', reach: [atMost(20)] },
      note: `after collection: ${Math.round(before)} MB before, ${Math.round(middle)} in the middle, ${Math.round(after)} after`,
    }),
  ];
}

export async function benchPush(isQuick: boolean): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const open of [webhookWay, natsWay, mqttWay]) rows.push(await benchWay(await open(), isQuick ? 5 : 20));
  rows.push(...(await benchFlood(isQuick ? 10 : 60)));
  return rows;
}
