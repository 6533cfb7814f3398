// The log of a real console gets another key while it watches: it goes on where it was, also after a restart, and the old key is gone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { foot, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

test('[U35] the log gets another key and the console goes on with all of it, also after a restart', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'DiskFilling', severity: 'critical', service: 'payments' } }]);
  const config = watchConfig({ urls: [server.url] });
  const running = await stage.open({ config });
  const { window } = running;
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible({ timeout: 30_000 });
  const key = (): string => readFileSync(join(stage.profile, 'log.key'), 'utf8');
  const before = key();

  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Desktop' }).click();
  const part = window.getByRole('region', { name: 'The log’s key' });
  await part.getByRole('button', { name: 'Make a new key…' }).click();
  await looksRight(window, 'new-key');
  await part.getByRole('button', { name: 'Make a new key' }).click();
  await expect(window.getByText('The log has a new key')).toBeVisible({ timeout: 60_000 });
  expect(key()).not.toBe(before);
  await expect(foot(window).getByRole('button', { name: /^Watching/ })).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press('Control+1');
  await expect(rowOf(window, 1)).toBeVisible();

  await running.close();
  const again = await stage.open({ config });
  await expect(rowOf(again.window, 1)).toBeVisible({ timeout: 30_000 });
});
