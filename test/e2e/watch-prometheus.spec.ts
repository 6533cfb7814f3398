// The same watch with the source that people really have before their Alertmanager: a Prometheus whose own rule fires.
import { startAlertmanager } from '../harness/alertmanager';
import { eventually } from '../harness/eventually';
import { startPrometheus } from '../harness/prometheus';
import { expect, test } from './parts/stage';
import { trayTells } from './parts/tray';
import { watchConfig } from './parts/watch-config';
import { rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Prometheus and a private session bus');

test('a rule that fires in Prometheus pages, and its incident resolves when the rule does', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const prometheus = stage.keep(await startPrometheus(server.url));
  prometheus.set('orders-db', 40);
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);

  prometheus.set('orders-db', 97);
  const page = await stage.daemon.waitFor((got) => got.summary.includes('DiskFilling'), 20_000);
  expect(page.summary).toBe('SEV2 orders-db: DiskFilling');
  expect(page.body).toContain('Disk of orders-db is 97 % full');
  expect(await prometheus.firing()).toEqual(['orders-db']);
  await trayTells(stage.tray, /1 problem/);
  await expect(rowOf(window, 1)).toContainText('New');

  prometheus.set('orders-db', 40);
  await eventually('the rule is over', async () => (await prometheus.firing()).length === 0);
  await trayTells(stage.tray, /all clear/);
  expect(stage.daemon.received).toHaveLength(1);
});
