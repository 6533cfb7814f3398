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
/** Old enough that no age on screen counts seconds any more. */
const HOUR_MS = 3_600_000;
const SETTLE_MS = 20_000;

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

export async function benchIdle(isQuick: boolean): Promise<BenchRow[]> {
  const forMs = isQuick ? 20_000 : 60_000;
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-'));
  const desktop = await startVirtualDesktop({ hasNotifications: true });
  const servers: Alertmanager[] = [];
  for (let n = 0; n < FEEDS; n++) {
    const server = await startAlertmanager();
    await server.post(makeStorm(ALERTS, { from: n * ALERTS, now: Date.now() - HOUR_MS, livesMs: 3 * HOUR_MS }));
    servers.push(server);
  }
  const configFile = join(folder, 'settings.yml');
  writeFileSync(configFile, benchSettings({ urls: servers.map(({ url }) => url), intervalSeconds: 15 }));
  const hello = await startApp({ appDir: HELLO, env: desktop.env });
  await pause(5_000);
  const baseline = await shareOf(hello.pid, Math.min(forMs, 20_000));
  await hello.stop();
  const app = await startApp({ appDir: PRODUCT, env: desktop.env, configFile, probe: queueHolds(100) });
  await app.usableMs();
  await pause(SETTLE_MS);
  const product = await shareOf(app.pid, forMs);
  await app.stop();
  for (const server of servers) await server.stop();
  await desktop.stop();
  rmSync(folder, { recursive: true, force: true });
  return [
    rowOf({
      what: `idle CPU of one core, ${FEEDS} feeds of ${ALERTS} alerts every 15 s`,
      measured: product.percent,
      unit: '%',
      baseline: baseline.percent,
      reach: [atMost(1)],
      note: `${product.parts.join(', ')}; baseline: hello`,
    }),
  ];
}
