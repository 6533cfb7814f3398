// The worst moment to lose the engine: in the middle of a storm. The shell brings it back, and nothing is lost or told twice.
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import type { RunningApp } from '../harness/electron-app';
import { eventually } from '../harness/eventually';
import type { Received } from '../harness/notification-daemon';
import { makeStorm } from '../harness/storm';
import { slowness } from './parts/machine';
import { expect, test } from './parts/stage';
import { trayTells } from './parts/tray';
import { watchConfig } from './parts/watch-config';
import { queue, queueTab, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const ALERTS = 2_000;

test('[L7] SIGKILL in a storm: blind meanwhile, back within 2 s, all incidents there, none told twice', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const console = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(console.window);
  const storm = makeStorm(ALERTS);
  const groups = new Set(storm.map(({ labels }) => [labels.alertname, labels.service, labels.namespace, labels.cluster].join('\n')));

  await server.post(storm.slice(0, ALERTS / 2));
  await stage.daemon.waitFor(() => true, 15_000);
  const limitMs = 2_000 * slowness();
  const pouring = server.post(storm.slice(ALERTS / 2), 100);
  const deathAt = performance.now();
  process.kill(await enginePid(console), 'SIGKILL');
  await trayTells(stage.tray, /^Dogwatch is blind: The engine stopped/);
  await trayTells(stage.tray, /^Watching 1 feed/);
  expect(performance.now() - deathAt).toBeLessThan(limitMs);
  await pouring;

  await watches(console.window);
  await eventually('every group is an incident', async () => (await openCount(console.window)) === groups.size);
  await expect(queue(console.window).getByRole('row', { name: /^INC-/ }).first()).toBeVisible();
  expect(doubled(stage.daemon.received)).toEqual([]);
});

async function enginePid(console: RunningApp): Promise<number> {
  const pid = await console.app.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.name === 'Dogwatch engine')?.pid);
  if (!pid) throw new Error('no engine is running');
  return pid;
}

/** Incidents on the Open tab, by its count. */
async function openCount(window: Page): Promise<number> {
  return Number(/\d+/.exec((await queueTab(window, 'Open').textContent()) ?? '')?.[0]);
}

/** Notifications that stand beside another one of the same subject instead of replacing it. */
function doubled(received: readonly Received[]): readonly string[] {
  const seen = new Map<string, number>();
  for (const got of received) {
    const subject = got.summary.startsWith('Alert storm') ? 'storm' : (/INC-\d+/.exec(got.body)?.[0] ?? got.summary);
    if (got.replaces === 0) seen.set(subject, (seen.get(subject) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1).map(([subject]) => subject);
}
