// What another tool was told becomes a desk that watches: Nagstamon's folder and an alertmanager.yml, looked at, then taken over.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { test } from './parts/stage';
import { foot } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const fixtures = join(import.meta.dirname, '../fixtures/import');

test('[O23] from the first screen to a page by way of Nagstamon’s folder; nothing is written before Import', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const home = mkdtempSync(join(tmpdir(), 'dogwatch-nagstamon-'));
  stage.keep({ stop: async () => rmSync(home, { recursive: true, force: true }) });
  const folder = join(home, '.nagstamon');
  mkdirSync(join(folder, 'servers'), { recursive: true });
  cpSync(join(fixtures, 'nagstamon/nagstamon.conf'), join(folder, 'nagstamon.conf'));
  for (const name of ['Main cluster', 'Frankfurt', 'Old']) {
    const text = readFileSync(join(fixtures, `nagstamon/servers/server_${name}.conf`), 'utf8');
    writeFileSync(join(folder, 'servers', `server_${name}.conf`), text.replace('http://127.0.0.1:9093', server.url));
  }

  const { window } = await stage.open();
  await expect(window.getByRole('heading', { name: 'A demo is playing' })).toBeVisible({ timeout: 20_000 });
  await looksRight(window, 'import/import-first-run');
  await window.getByRole('button', { name: 'Import from another tool' }).click();
  await window.getByLabel('Nagstamon folder').setInputFiles(folder);
  const plan = window.getByRole('region', { name: 'What would be made' });
  await expect(plan).toContainText(/Feeds \(2\)/);
  await expect(plan).toContainText('server “Old”: the server');
  await looksRight(window, 'import/import-nagstamon');
  await window.keyboard.press('Control+1');
  await expect(window.getByRole('complementary', { name: 'Demo' })).toBeVisible();
  await window.keyboard.press('Control+,');
  await window.getByLabel('Nagstamon folder').setInputFiles(folder);

  await plan.getByRole('button', { name: 'Import' }).click();
  const done = window.getByRole('region', { name: 'Taken over' });
  await expect(done.getByRole('button', { name: 'Give secrets' })).toBeVisible();
  await expect(foot(window).getByRole('button', { name: /^Watching/ })).toBeVisible({ timeout: 20_000 });
  await looksRight(window, 'import/import-nagstamon-done');
  await server.post([{ labels: { alertname: 'DiskFilling', severity: 'critical', service: 'payments' } }]);
  // Nagstamon asked every 30 s, and so does the feed.
  const page = await stage.daemon.waitFor((got) => got.summary.includes('DiskFilling'), 60_000);
  expect(page.summary).toBe('SEV2 payments: DiskFilling');

  await window.getByLabel('Alertmanager file').setInputFiles(join(fixtures, 'alertmanager/alertmanager.yml'));
  await expect(plan).toContainText(/Routing rules \(4\)/);
  await looksRight(window, 'import/import-alertmanager');
  await plan.getByRole('button', { name: 'Cancel' }).click();
  await expect(plan).toHaveCount(0);

  const bad = join(home, 'page.yml');
  writeFileSync(bad, '<!doctype html><html><body>Sign in</body></html>');
  await window.getByLabel('Alertmanager file').setInputFiles(bad);
  await expect(window.getByText('There is nothing in it to take over.')).toBeVisible();
});
