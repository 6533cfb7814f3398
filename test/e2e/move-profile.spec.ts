// A desk moves house: the whole profile leaves one machine as a file, and another machine goes on with it.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp, type RunningApp } from '../harness/electron-app';
import { looksRight } from '../harness/looks';
import { test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { foot, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const PASSPHRASE = 'calm dogs sleep';

/** The person chooses this path in every dialog for files. */
async function choosing(app: RunningApp, path: string): Promise<void> {
  await app.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath: chosen })) as unknown as typeof dialog.showSaveDialog;
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [chosen] })) as unknown as typeof dialog.showOpenDialog;
  }, path);
}

async function exchange(window: Page): Promise<void> {
  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Import and export' }).click();
}

test('[U7] a profile leaves as one sealed file and goes on elsewhere; a wrong passphrase changes nothing, what was there is put aside', async ({
  stage,
}) => {
  test.setTimeout(150_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'DiskFilling', severity: 'critical', service: 'payments' } }]);
  const old = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(old.window);
  await expect(rowOf(old.window, 1)).toBeVisible();
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-moved-'));
  stage.keep({ stop: async () => rmSync(folder, { recursive: true, force: true }) });
  const file = join(folder, 'mine.dogwatch-profile');

  await choosing(old, file);
  await exchange(old.window);
  await old.window.getByRole('button', { name: 'Export the profile…' }).click();
  const form = old.window.getByRole('form', { name: 'Export the profile' });
  await form.getByLabel('Passphrase for the file').fill(PASSPHRASE);
  await form.getByLabel('Once more').fill('another');
  await form.getByRole('button', { name: /export…$/ }).click();
  await expect(form).toContainText('The two are not the same.');
  await looksRight(old.window, 'move-profile/profile-export');
  await form.getByLabel('Once more').fill(PASSPHRASE);
  await form.getByRole('button', { name: /export…$/ }).click();
  await expect(old.window.getByText(/^Exported to /)).toBeVisible();
  expect(existsSync(file)).toBe(true);
  await old.close();

  const profile = join(folder, 'new-machine');
  // Nobody answers there: what was open stays open.
  const config = watchConfig({ urls: ['http://127.0.0.1:9'] });
  const next = await launchApp({ env: stage.desktop.env, profile, config });
  stage.keep({ stop: next.close });
  await choosing(next, file);
  await expect(foot(next.window).getByRole('button', { name: /^Blind/ })).toBeVisible({ timeout: 20_000 });
  await expect(rowOf(next.window, 1)).toHaveCount(0);
  await exchange(next.window);
  await next.window.getByRole('button', { name: 'Import a profile…' }).click();
  const taking = next.window.getByRole('form', { name: 'Import a profile' });
  await taking.getByLabel('Passphrase of the file').fill('wild dogs bark');
  await taking.getByRole('button', { name: /import…$/ }).click();
  await expect(taking).toContainText('This passphrase does not open the profile.');
  await looksRight(next.window, 'move-profile/profile-import');
  expect(existsSync(join(profile, 'put-aside'))).toBe(false);
  await taking.getByLabel('Passphrase of the file').fill(PASSPHRASE);
  await taking.getByRole('button', { name: /import…$/ }).click();
  await expect(next.window.getByText(/^Imported \d+ events/)).toBeVisible();
  await next.window.keyboard.press('Control+1');
  await expect(rowOf(next.window, 1)).toBeVisible();
  const [aside = ''] = readdirSync(join(profile, 'put-aside'));
  expect(readdirSync(join(profile, 'put-aside', aside))).toContain('log.db');
  expect(existsSync(join(profile, 'import-staging'))).toBe(false);
});
