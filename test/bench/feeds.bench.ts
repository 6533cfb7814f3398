// What a poll that brings nothing new costs the engine, against the floor: downloading and parsing the same answer in bare Node.
import { get } from 'node:http';
import { createHttpClient } from '../../electron/feeds/http';
import { connectionOf } from '../../electron/feeds/connection';
import { openSession } from '../../electron/feeds/session';
import { registry, type AnyFeed } from '../../electron/feeds/registry';
import { type Alertmanager, startAlertmanager } from '../harness/alertmanager';
import { makeStorm } from '../harness/storm';
import type { BenchRow } from './log.bench';

const ALERTS_QUERY = '/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true';

function download(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve(Buffer.concat(chunks)));
      answer.on('error', reject);
    }).on('error', reject);
  });
}

/** CPU of this process (user and system, all threads) in ms while `work` runs. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (n: number): number => Math.round(n * 100) / 100;

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_000_000;
}

/** A session as the runner opens it; `cursor` is kept between polls. */
function watcher(url: string) {
  const opened = openSession(registry.get('alertmanager') as AnyFeed, { urls: url, timeoutSeconds: 120 }, { now: Date.now, log: () => undefined });
  if (!opened.ok) throw new Error(opened.failure.what);
  const { session } = opened;
  const { signal } = new AbortController();
  let cursor: unknown = null;
  return {
    poll: async () => {
      const result = await session.poll(cursor, null, signal);
      if (result.kind === 'failed') throw new Error(result.failure.what);
      cursor = result.cursor;
      return result.kind;
    },
    close: () => session.close(),
  };
}

interface Costs {
  readonly floor: number;
  readonly sameBytes: number;
  readonly resent: number;
  readonly heap: number;
}

async function resend(server: Alertmanager, storm: ReturnType<typeof makeStorm>, step: number): Promise<void> {
  await server.post(storm.map((alert) => ({ ...alert, endsAt: new Date(Date.now() + 7_200_000 + step).toISOString() })));
}

async function measure(count: number, rounds: number): Promise<Costs> {
  const server = await startAlertmanager();
  const storm = makeStorm(count);
  await server.post(storm);
  const watch = watcher(server.url);
  const url = `${server.url}${ALERTS_QUERY}`;
  const costs = { floor: [] as number[], sameBytes: [] as number[], resent: [] as number[] };
  const expectUnchanged = async () => {
    if ((await watch.poll()) !== 'unchanged') throw new Error('a poll that brings nothing new told something');
  };
  const floor = async () => void JSON.parse((await download(url)).toString('utf8'));
  const empty = heapMb();
  await watch.poll();
  const heap = heapMb() - empty;
  for (let i = 0; i < rounds; i++) {
    costs.floor.push(await cpuOf(floor));
    costs.sameBytes.push(await cpuOf(expectUnchanged));
    await resend(server, storm, i + 1);
    costs.resent.push(await cpuOf(expectUnchanged));
    costs.floor.push(await cpuOf(floor));
  }
  await watch.close();
  await server.stop();
  return { floor: median(costs.floor), sameBytes: median(costs.sameBytes), resent: median(costs.resent), heap };
}

/** CPU of the download alone through the feeds' client, in ms; tells where the rest of the floor goes. */
export async function benchDownload(url: string): Promise<number> {
  const client = createHttpClient(connectionOf({}));
  const cost = await cpuOf(() => client.request({ url, timeoutMs: 120_000 }, new AbortController().signal));
  await client.close();
  return cost;
}

/** Polls a real Alertmanager with each number of alerts. Run with `--expose-gc` for steady figures. */
export async function benchFeeds(counts: readonly number[] = [1_000, 10_000, 50_000], rounds = 5): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await measure(1_000, 3);
  for (const count of counts) {
    const { floor, sameBytes, resent, heap } = await measure(count, rounds);
    const name = `${count / 1000}k alerts`;
    rows.push(
      { what: `floor: download and JSON.parse, ${name}, CPU`, measured: round(floor), unit: 'ms', reach: '-' },
      { what: `engine CPU of a poll with equal bytes, ${name}, over floor`, measured: round(sameBytes / floor), unit: 'x', reach: '<= 1.5' },
      { what: `engine CPU of a poll where alerts were only sent again, ${name}, over floor`, measured: round(resent / floor), unit: 'x', reach: '<= 1.5' },
      { what: `heap kept for ${name}`, measured: round(heap), unit: 'MB', reach: '-' },
    );
  }
  return rows;
}
