// How many requests a real Zabbix is asked in one poll, with ten problems and with two thousand.
import { zabbix } from '../../electron/feeds/zabbix';
import type { Cursor } from '../../electron/feeds/zabbix/poll';
import { contextOf } from '../electron/feeds/rig';
import { eventually } from '../harness/eventually';
import { startZabbix, whyNoZabbix, type Zabbix } from '../harness/zabbix';
import { median } from './measure/quantile';
import { startCountingProxy } from './parts/counting-proxy';
import { atMost, type BenchRow, rowOf } from './row';

const HOST = 'web-1';
const TRIGGERS = 100;
const FEW = 10;
const POLLS = 5;
/** Senders at once: the server has two that listen. */
const SENDERS = 4;

const keyOf = (n: number): string => `value${n % TRIGGERS}`;

/** A hundred triggers of which each makes a new problem of every value that is too high. */
async function prepare(server: Zabbix): Promise<void> {
  const { groupids } = await server.call<{ groupids: string[] }>('hostgroup.create', { name: 'bench' });
  const host = { host: HOST, groups: [{ groupid: groupids[0] }] };
  const { hostids } = await server.call<{ hostids: string[] }>('host.create', host);
  const numbers = Array.from({ length: TRIGGERS }, (_, n) => n);
  await server.call(
    'item.create',
    numbers.map((n) => ({ hostid: hostids[0], name: keyOf(n), key_: keyOf(n), type: 2, value_type: 3 })),
  );
  await server.call(
    'trigger.create',
    numbers.map((n) => ({ description: `Value ${n} is high`, expression: `last(/${HOST}/${keyOf(n)})>90`, priority: 4, type: 1 })),
  );
}

/** Makes problems until there are `wanted` more; a value that comes before the server knows its item is sent again. */
async function raise(server: Zabbix, from: number, wanted: number): Promise<void> {
  let next = from;
  const sender = async (): Promise<void> => {
    for (let n = next++; n < from + wanted; n = next++)
      await eventually('the server takes a value', () => server.send(HOST, keyOf(n), '95'), { limitMs: 60_000, everyMs: 500 });
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
}

const problemsOf = async (server: Zabbix): Promise<number> => Number(await server.call<string>('problem.get', { countOutput: true }));

async function pollRow(server: Zabbix, least: number): Promise<BenchRow> {
  const proxy = await startCountingProxy(server.url);
  const parsed = zabbix.parseConfig({ url: proxy.url, bearerToken: server.token });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const ctx = contextOf({ bearerToken: server.token });
  const counts: number[] = [];
  const took: number[] = [];
  let cursor: Cursor | null = null;
  let sighted = 0;
  for (let poll = 0; poll <= POLLS; poll++) {
    const from = performance.now();
    const polled = await zabbix.poll(ctx, parsed.config, cursor);
    if (polled.kind === 'failed') throw new Error(polled.failure.what);
    if (polled.kind === 'snapshot') sighted = polled.sightings.length;
    cursor = polled.cursor;
    took.push(performance.now() - from);
    counts.push(proxy.take());
  }
  await ctx.close();
  await proxy.stop();
  if (sighted < least) throw new Error(`only ${sighted} problems were sighted`);
  const [first, ...later] = counts;
  return rowOf({
    what: `Zabbix: requests a poll, ${sighted.toLocaleString('en-US')} problems`,
    ...{ measured: Math.max(...later), unit: 'requests', reach: [atMost(2)] },
    note: `a real Zabbix behind a proxy that counts, the most of ${POLLS} polls; the first, which asks for the version, ${first}; a poll takes ${Math.round(median(took.slice(1)))} ms`,
  });
}

export async function benchZabbix(isQuick: boolean): Promise<BenchRow[]> {
  const why = whyNoZabbix();
  if (why !== null) throw new Error(`Zabbix can’t be started: ${why}`);
  const server = await startZabbix();
  try {
    await prepare(server);
    const rows: BenchRow[] = [];
    let raised = 0;
    for (const wanted of [FEW, isQuick ? 200 : 2_000]) {
      await raise(server, raised, wanted - raised);
      raised = wanted;
      await eventually('the problems are there', async () => (await problemsOf(server)) >= wanted * 0.99, {
        limitMs: 60_000,
        everyMs: 500,
      });
      rows.push(await pollRow(server, wanted * 0.99));
    }
    return rows;
  } finally {
    await server.stop();
  }
}
