// What the console occupies with a desk full of open alerts, all processes together, against a hello-world window.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { makeStorm } from '../harness/storm';
import { pssByKind, pssMbOf, treeOf } from './measure/process-tree';
import { median } from './measure/quantile';
import { inTurns, medians } from './measure/turns';
import { keepSettings } from './parts/kept-settings';
import { benchSettings } from './parts/settings-file';
import { HELLO, PRODUCT, queueHolds, startApp } from './parts/started-app';
import { type BenchRow, rowOf, timesBaseline } from './row';

const INTERVAL_SECONDS = 5;
/** Long enough for several polls and for the collectors to give back what the storm needed. */
const SETTLE_MS = 30_000;
const LOOKS = 5;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function settledPss(pid: number, settleMs: number): Promise<number> {
  await pause(settleMs);
  const looks: number[] = [];
  for (let n = 0; n < LOOKS; n++) {
    looks.push(pssMbOf(treeOf(pid)));
    await pause(1_000);
  }
  return median(looks);
}

async function benchCount(count: number, limit: number, rounds: number, settleMs: number): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-'));
  const desktop = await startVirtualDesktop({ hasNotifications: true });
  const server = await startAlertmanager();
  await server.post(makeStorm(count));
  const settings = benchSettings({ urls: [server.url], intervalSeconds: INTERVAL_SECONDS });
  let kinds: Readonly<Record<string, number>> = {};
  const samples = await inTurns(rounds, {
    hello: async () => {
      const app = await startApp({ appDir: HELLO, env: desktop.env });
      const pss = await settledPss(app.pid, 5_000);
      await app.stop();
      return pss;
    },
    product: async () => {
      const profile = mkdtempSync(join(folder, 'profile-'));
      keepSettings(profile, settings);
      const app = await startApp({ appDir: PRODUCT, env: desktop.env, profile, probe: queueHolds(100) });
      await app.usableMs();
      const pss = await settledPss(app.pid, settleMs);
      kinds = pssByKind(treeOf(app.pid));
      await app.stop();
      return pss;
    },
  });
  await server.stop();
  await desktop.stop();
  rmSync(folder, { recursive: true, force: true });
  const { hello, product } = medians(samples);
  const parts = Object.entries(kinds)
    .sort((a, b) => b[1] - a[1])
    .map(([kind, mb]) => `${kind} ${Math.round(mb)}`);
  return rowOf({
    what: `PSS of all processes, ${count / 1000}k open alerts`,
    measured: product,
    unit: 'MB',
    baseline: hello,
    reach: [timesBaseline(limit)],
    note: `rounds ${samples.product.map((mb) => Math.round(mb)).join(', ')}; the last: ${parts.join(', ')}`,
  });
}

export async function benchMemory(isQuick: boolean): Promise<BenchRow[]> {
  if (isQuick) return [await benchCount(1_000, 1.35, 1, 10_000)];
  const rows: BenchRow[] = [];
  for (const [count, limit] of [
    [1_000, 1.35],
    [10_000, 1.6],
    [50_000, 2.2],
  ] as const) {
    rows.push(await benchCount(count, limit, 3, SETTLE_MS));
  }
  return rows;
}
