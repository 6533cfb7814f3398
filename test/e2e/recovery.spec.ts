// A profile that broke overnight: the console says what is wrong with its log, offers the last good backup, and overwrites nothing.

import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { eventually } from '../harness/eventually';
import { looksRight } from '../harness/looks';
import { expect, type Stage, test } from './parts/stage';
import { trayTells } from './parts/tray';
import { watchConfig } from './parts/watch-config';
import { rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

async function openBackups(window: Page): Promise<void> {
  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Backups', exact: true }).click();
}

async function openWithIncident(stage: Stage): Promise<{ config: string; window: Page; close: () => Promise<void> }> {
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'DiskFilling', severity: 'critical', service: 'payments' } }]);
  const config = watchConfig({ urls: [server.url] });
  const { window, close } = await stage.open({ config });
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible();
  return { config, window, close };
}

test('[U3] a damaged log: told in words, the backup is offered and brings the incidents back, the broken file is kept', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  const { config, window, close } = await openWithIncident(stage);
  await openBackups(window);
  await window.getByRole('button', { name: 'Back up now' }).click();
  await expect(window.getByRole('button', { name: /^Restore 20/ })).toHaveCount(1);
  await looksRight(window, 'recovery/settings-backups');
  await close();

  const file = join(stage.profile, 'log.db');
  const bytes = readFileSync(file);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const broken = await stage.open({ config });
  await expect(broken.window.getByRole('heading', { name: 'The log is damaged' })).toBeVisible();
  await expect(broken.window.getByRole('radio')).toHaveCount(1);
  await trayTells(stage.tray, /^Dogwatch is blind: The log is damaged/);
  await looksRight(broken.window, 'recovery/recovery-damaged');
  expect(readFileSync(file).equals(bytes)).toBe(true);
  await broken.window.getByRole('button', { name: 'Restore this backup' }).click();
  await watches(broken.window);
  await broken.window.keyboard.press('Control+1');
  await expect(rowOf(broken.window, 1)).toBeVisible();
  const [aside = ''] = readdirSync(join(stage.profile, 'put-aside'));
  expect(readFileSync(join(stage.profile, 'put-aside', aside, 'log.db')).equals(bytes)).toBe(true);
});

test('[U3] damage that ends the engine whenever it reads: after some deaths the log is checked, told, and brought back', async ({
  stage,
}) => {
  test.setTimeout(150_000);
  const { config, window, close } = await openWithIncident(stage);
  await openBackups(window);
  await window.getByRole('button', { name: 'Back up now' }).click();
  await expect(window.getByRole('button', { name: /^Restore 20/ })).toHaveCount(1);
  await close();
  const file = join(stage.profile, 'log.db');
  const bytes = readFileSync(file);
  for (let at = 4096 + 3000; at < bytes.length; at += 512) bytes[at] = (bytes[at] ?? 0) ^ 0x40;
  writeFileSync(file, bytes);
  const broken = await stage.open({ config });
  await expect(broken.window.getByRole('heading', { name: 'The log is damaged' })).toBeVisible({ timeout: 60_000 });
  expect(readFileSync(file).equals(bytes)).toBe(true);
  await broken.window.getByRole('button', { name: 'Restore this backup' }).click();
  await watches(broken.window);
  await broken.window.keyboard.press('Control+1');
  await expect(rowOf(broken.window, 1)).toBeVisible();
});

test('[U6] a deleted key: told in words, no new one is made; brought back, the console goes on where it was', async ({ stage }) => {
  test.setTimeout(120_000);
  const { config, close } = await openWithIncident(stage);
  await close();
  const key = join(stage.profile, 'log.key');
  renameSync(key, `${key}.away`);
  const { window, output } = await stage.open({ config });
  await expect(window.getByRole('heading', { name: 'The log’s key is missing' })).toBeVisible();
  expect(existsSync(key)).toBe(false);
  await looksRight(window, 'recovery/recovery-no-key');
  await window.getByRole('button', { name: 'Try again', exact: true }).click();
  await eventually('it is told again', async () => output().split('the key it is encrypted with is not').length > 2);
  await expect(window.getByRole('heading', { name: 'The log’s key is missing' })).toBeVisible();
  renameSync(`${key}.away`, key);
  await window.getByRole('button', { name: 'Try again', exact: true }).click();
  await watches(window);
  await window.keyboard.press('Control+1');
  await expect(rowOf(window, 1)).toBeVisible();
});
