// What watching costs while nothing happens: three real Alertmanagers with 1,000 alerts each, asked every 15 seconds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Alertmanager, startAlertmanager } from '../harness/alertmanager';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { makeStorm } from '../harness/storm';
import { cpuMsOf, kindOf, treeOf } from './measure/process-tree';
import { benchSettings } from './parts/settings-file';
import { HELLO, PRODUCT, queueHolds, startApp } from './parts/started-app';
import { atMost, type BenchRow, rowOf } from './row';

const FEEDS = 3;
const ALERTS = 1_000;
const HOUR_MS = 3_600_000;

interface Case {
  readonly words: string;
  readonly ageMs: number;
  readonly settleMs: number;
}

/** Ages under ten minutes count seconds on screen; a minute after the last key or move of the pointer they do so every five seconds. */
const CASES: readonly Case[] = [
  { words: 'an hour old', ageMs: HOUR_MS, settleMs: 30_000 },
  { words: 'fresh, nobody at the desk', ageMs: 0, settleMs: 75_000 },
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Share {
  readonly percent: number;
  /** `kind percent`, the costliest first. */
  readonly parts: readonly string[];
}

/** CPU of the app and its children in percent of one core over `forMs`. */
async function shareOf(pid: number, forMs: number): Promise<Share> {
  const pids = treeOf(pid);
  const before = pids.map((one) => cpuMsOf([one]));
  const startedAt = performance.now();
  await pause(forMs);
  const tookMs = performance.now() - startedAt;
  const used = pids.map((one, n) => ({ kind: kindOf(one), percent: ((cpuMsOf([one]) - (before[n] ?? 0)) / tookMs) * 100 }));
  used.sort((a, b) => b.percent - a.percent);
  const parts = used.filter(({ percent }) => percent > 0).map(({ kind, percent }) => `${kind} ${percent.toFixed(2)}`);
  return { percent: used.reduce((sum, one) => sum + one.percent, 0), parts };
}

async function benchCase({ words, ageMs, settleMs }: Case, baseline: number, forMs: number, env: NodeJS.ProcessEnv): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-'));
  const servers: Alertmanager[] = [];
  for (let n = 0; n < FEEDS; n++) {
    const server = await startAlertmanager();
    await server.post(makeStorm(ALERTS, { from: n * ALERTS, now: Date.now() - ageMs, livesMs: ageMs + 2 * HOUR_MS }));
    servers.push(server);
  }
  const configFile = join(folder, 'settings.yml');
  writeFileSync(configFile, benchSettings({ urls: servers.map(({ url }) => url), intervalSeconds: 15 }));
  const app = await startApp({ appDir: PRODUCT, env, configFile, probe: queueHolds(100) });
  await app.usableMs();
  await pause(settleMs);
  const product = await shareOf(app.pid, forMs);
  await app.stop();
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return rowOf({
    what: `idle CPU of one core, ${FEEDS} feeds of ${ALERTS} alerts every 15 s, ${words}`,
    measured: product.percent,
    unit: '%',
    baseline,
    reach: [atMost(1)],
    note: `${product.parts.join(', ')}; baseline: hello`,
  });
}

export async function benchIdle(isQuick: boolean): Promise<BenchRow[]> {
  const forMs = isQuick ? 20_000 : 60_000;
  const desktop = await startVirtualDesktop({ hasNotifications: true });
  const hello = await startApp({ appDir: HELLO, env: desktop.env });
  await pause(5_000);
  const baseline = await shareOf(hello.pid, Math.min(forMs, 20_000));
  await hello.stop();
  const rows: BenchRow[] = [];
  for (const one of CASES) rows.push(await benchCase(one, baseline.percent, forMs, desktop.env));
  await desktop.stop();
  return rows;
}
