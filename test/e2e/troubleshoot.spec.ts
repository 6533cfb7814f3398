// "Why am I blind?" on a desk whose source is gone: the foot leads to the checks, the feed's words and remedy stand first, and they heal.

import { expect } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { test } from './parts/stage';
import { FEED_NAME, watchConfig } from './parts/watch-config';
import { foot, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

test('[O24] the foot’s “Blind” opens the checks; what is wrong stands first, with its remedy', async ({ stage }) => {
  const server = await startAlertmanager();
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= server.stop());
  stage.keep({ stop });
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await window.keyboard.press('Control+k');
  await window.getByRole('combobox', { name: /^Find/ }).fill('why am i blind');
  await window.getByRole('option', { name: /^Why am I blind/ }).click();
  const dialog = window.getByRole('dialog', { name: 'Why am I blind?' });
  await expect(dialog.getByRole('listitem').filter({ hasText: `Feed ${FEED_NAME}` })).toContainText('✓');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Disk' })).toContainText('free where the log lies');
  await window.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await stop();
  await foot(window)
    .getByRole('button', { name: /^Blind/ })
    .click({ timeout: 20_000 });
  const first = dialog.getByRole('listitem').first();
  await expect(first).toContainText(`Feed ${FEED_NAME}`);
  await expect(first.getByRole('img', { name: 'Trouble' })).toBeVisible();
  await expect(first.getByRole('paragraph')).not.toBeEmpty();
  await looksRight(window, 'troubleshoot/troubleshoot');
  await dialog.getByRole('button', { name: 'Send a test page' }).click();
  await stage.daemon.waitFor((got) => /test/i.test(got.summary + got.body));
});
