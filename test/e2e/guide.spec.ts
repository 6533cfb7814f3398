// From an empty profile to a real page that is acknowledged, by the guide alone: a real Alertmanager, the real desktop, no mouse.

import { expect, type Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { test } from './parts/stage';
import { rowOf } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const guide = (window: Page) => window.getByRole('complementary', { name: 'Guide to the first page' });
const step = (window: Page, name: string) => guide(window).getByRole('heading', { name });

async function press(window: Page, name: string | RegExp): Promise<void> {
  const button = guide(window).getByRole('button', { name }).first();
  await button.focus();
  await window.keyboard.press('Enter');
}

test('[O31] the guide leads from nothing to a page that is acknowledged; it is resumed where it was left', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const labels = { alertname: 'DiskFilling', severity: 'critical', service: 'payments' };
  await server.post([{ labels }]);
  const { window } = await stage.open();
  const start = window.getByRole('button', { name: 'Connect my alerts' });
  await expect(start).toBeVisible({ timeout: 20_000 });
  await looksRight(window, 'guide/guide-first-run');
  await start.focus();
  await window.keyboard.press('Enter');

  await expect(step(window, 'Find a source')).toBeFocused();
  await guide(window).getByRole('textbox', { name: 'Address or host name' }).focus();
  await window.keyboard.type(new URL(server.url).host);
  await window.keyboard.press('Enter');
  await expect(guide(window).getByRole('list', { name: 'Found' })).toContainText('Alertmanager', { timeout: 20_000 });
  await looksRight(window, 'guide/guide-found');
  await press(window, /^Use it: Alertmanager at /);
  await expect(window.getByRole('textbox', { name: 'Addresses' })).toHaveValue(server.url);
  await expect(window.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await window.keyboard.press('Control+Enter');

  await expect(step(window, 'Does it answer?')).toBeVisible({ timeout: 20_000 });
  await expect(guide(window)).toContainText('Alertmanager answers.', { timeout: 20_000 });
  await press(window, 'Next');
  await expect(guide(window)).toContainText('1 alert at Alertmanager', { timeout: 20_000 });
  await window.reload();
  await expect(step(window, 'See its alerts')).toBeVisible({ timeout: 20_000 });
  await press(window, 'Show the queue');
  await expect(rowOf(window, 1)).toContainText('DiskFilling', { timeout: 20_000 });
  await looksRight(window, 'guide/guide-alerts');

  await press(window, 'Next');
  await expect(step(window, 'Send a page')).toBeFocused();
  await looksRight(window, 'guide/guide-send');
  await press(window, 'Send a test page');
  await stage.daemon.waitFor((got) => /test page/i.test(got.summary));
  await expect(step(window, 'Did you hear it?')).toBeVisible();
  await press(window, 'No');
  await expect(guide(window).getByRole('list', { name: 'What stands in the way' })).toContainText('Volume');
  await looksRight(window, 'guide/guide-no');
  await press(window, 'Yes');
  await looksRight(window, 'guide/guide-done');
  await press(window, 'Close the guide');
  await expect(guide(window)).toHaveCount(0);

  await window.keyboard.press('j');
  await window.keyboard.press('a');
  await expect(rowOf(window, 1)).toContainText('me');
});
