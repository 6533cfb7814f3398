// Alerts that come by themselves: how soon a page about one is given to the desktop by the engine, and received by the notification
// daemon from the real app.
import { stringify } from 'yaml';
import { launchApp } from '../harness/electron-app';
import { eventually } from '../harness/eventually';
import { startNotificationDaemon, startVirtualDesktop } from '../harness/notification-daemon';
import { benchFlood } from './flood.bench';
import { quantile } from './measure/quantile';
import { engineFor } from './parts/push-engine-started';
import { keyInTitle, mqttWay, natsWay, sendSteadily, settingsFor, type Way, webhookWay } from './parts/push-ways';
import { atMost, type BenchRow, rowOf } from './row';

const PER_SECOND = 100;
const SETTLE_MS = 4_000;

function delayRow(what: string, sentAt: ReadonlyMap<string, number>, receivedAt: ReadonlyMap<string, number>): BenchRow {
  const samples = [...sentAt].map(([key, at]) => (receivedAt.get(key) ?? Number.POSITIVE_INFINITY) - at);
  const [middle, worst] = [quantile(samples, 0.5), Math.max(...samples)].map(Math.round);
  return rowOf({
    what,
    ...{ measured: quantile(samples, 0.99), unit: 'ms', reach: [atMost(60)] },
    note: `${sentAt.size} alerts at ${PER_SECOND}/s; median ${middle}, worst ${worst}`,
  });
}

async function benchEngine(way: Way, count: number): Promise<BenchRow> {
  const { engine, end } = await engineFor(way);
  const sentAt = await sendSteadily(way.send, count, PER_SECOND);
  await eventually('all are there', async () => (await engine.ask('count')) >= count, { limitMs: 30_000 });
  const pagedAt = new Map(Object.entries(await engine.ask('received')));
  await end();
  return delayRow(`${way.name}: send -> page given to the desktop, p99`, sentAt, pagedAt);
}

type Desktop = Awaited<ReturnType<typeof startVirtualDesktop>>;

/** One alert is sent until its page is there: then the link stands and everything was used once. */
async function benchReceipt(way: Way, count: number, { env }: Desktop): Promise<BenchRow> {
  const daemon = await startNotificationDaemon(env);
  const receivedAt = new Map<string, number>();
  daemon.onReceived(({ summary, at }) => {
    const key = keyInTitle(summary);
    if (key !== undefined && !receivedAt.has(key)) receivedAt.set(key, at);
  });
  const app = await launchApp({ env, config: stringify(settingsFor(way)) });
  const isWarm = async (): Promise<boolean> => {
    await way.send('warm').catch(() => undefined);
    return receivedAt.has('warm');
  };
  await eventually('the first page', isWarm, { limitMs: 30_000, everyMs: 500 });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const sentAt = await sendSteadily(way.send, count, PER_SECOND);
  await eventually('all pages', () => receivedAt.size > count, { limitMs: 30_000 }).catch(() => undefined);
  await app.close();
  await daemon.stop();
  return delayRow(`${way.name}: send -> receipt by the notification daemon, p99`, sentAt, receivedAt);
}

export async function benchPush(isQuick: boolean): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const count = (isQuick ? 3 : 10) * PER_SECOND;
  const desktop = await startVirtualDesktop();
  for (const open of [webhookWay, natsWay, mqttWay])
    for (const bench of [benchEngine, benchReceipt]) {
      const way = await open();
      rows.push(await bench(way, count, desktop));
      await way.end();
    }
  await desktop.stop();
  return [...rows, ...(await benchFlood(isQuick ? 5 : 60))];
}
