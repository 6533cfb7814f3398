// The flight recorder in the real window: an alert of a real Alertmanager brings its row, a page and a real Prometheus' curve into the tab.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'yaml';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { startPrometheus } from '../harness/prometheus';
import { expect, test } from './parts/stage';
import { rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs real servers and a private session bus');

test('[S1] [S2] [S6] [S7] what was kept at the trigger is read in the incident: a row, a page as text, a curve, and what failed', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const prometheus = stage.keep(await startPrometheus(server.url));
  const page = createServer((request, response) => {
    response.writeHead(request.url === '/down' ? 503 : 200).end('<img src=x onerror="document.title=1"> 4711 waiting');
  }).listen(0, '127.0.0.1');
  stage.keep({ stop: async () => void page.close() });
  await new Promise((resolve) => (page.listening ? resolve(null) : page.once('listening', resolve)));
  const pageUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  prometheus.set('orders-db', 40);
  const feeds = [
    { id: 'am', kind: 'alertmanager', name: 'Main', intervalSeconds: 0.5, config: { urls: [server.url], restartGraceSeconds: 0 } },
    {
      id: 'prom',
      kind: 'prometheus',
      name: 'Numbers',
      isEnabled: false,
      config: { url: prometheus.url, rules: [{ name: 'x', query: 'up == 0' }] },
    },
  ];
  const snapshots = [
    { kind: 'http', name: 'queue', url: `${pageUrl}/queue` },
    { kind: 'http', name: 'broken page', url: `${pageUrl}/down` },
    { kind: 'promql', name: 'scrapes', feed: 'prom', query: 'up', minutes: 5 },
  ];
  const config = stringify({ version: 1, person: { name: 'Robin' }, feeds, recorder: { snapshots } });
  const { window } = await stage.open({ config });
  await watches(window);
  const scraped = async (): Promise<boolean> => (await (await fetch(`${prometheus.url}/api/v1/query?query=up`)).text()).includes('"value"');
  await expect.poll(scraped, { timeout: 20_000 }).toBe(true);
  await server.post([
    { labels: { alertname: 'OrdersSlow', severity: 'critical', instance: 'orders-db' }, annotations: { summary: 'Slow' } },
  ]);
  await expect(rowOf(window, 1)).toContainText('OrdersSlow');
  const panel = await select(window, 1);
  await panel.getByRole('tab', { name: 'Recorded' }).click();
  const list = panel.getByRole('list', { name: 'Recorded at the trigger' });
  await expect(list.getByRole('listitem')).toHaveCount(4);
  await list.getByRole('button', { name: /OrdersSlow/ }).press('Enter');
  const tree = panel.getByRole('tree', { name: 'What OrdersSlow said' });
  await expect(tree.getByRole('treeitem', { name: /^fingerprint/ })).toBeVisible();
  await panel.getByRole('textbox', { name: 'Search names and values' }).fill('ORDERS-db');
  await expect(tree.locator('[aria-selected=true]')).toHaveText('instance"orders-db"');
  await tree.focus();
  for (const key of ['ArrowLeft', 'ArrowLeft']) await tree.press(key);
  await expect(tree.locator('[aria-selected=true]')).toHaveAttribute('aria-expanded', 'false');
  await tree.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: /^instance/ })).toBeVisible();
  await panel.getByRole('button', { name: 'Copy this value' }).click();
  await expect(window.getByText('Copied')).toBeVisible();
  await looksRight(window, 'recorder/tree');
  await list.getByRole('button', { name: /OrdersSlow/ }).press('Enter');
  await expect(list.getByRole('listitem').filter({ hasText: 'broken page' })).toContainText('status 503');
  await list.getByRole('button', { name: /queue/ }).press('Enter');
  await expect(panel.getByRole('group', { name: 'What queue said' })).toHaveText('<img src=x onerror="document.title=1"> 4711 waiting');
  await list.getByRole('button', { name: /scrapes/ }).press('Enter');
  await expect(panel.getByRole('group', { name: 'What scrapes said' })).toBeVisible();
  await expect(panel.getByRole('img', { name: /Chart of \d+ series/ })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Save…' }).first()).toBeVisible();
  await looksRight(window, 'recorder/tab');
});
