// An incident reported in one line, without any source: from the palette, and from the tray while the window is hidden.

import { looksRight, picture } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { foot, incident, rowOf } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a private session bus');

test('[I10] palette, dialog, queue; then the tray with a hidden window; all without a network', async ({ stage }) => {
  test.setTimeout(90_000);
  const { window, app } = await stage.open({ config: watchConfig({ urls: ['http://127.0.0.1:9'] }) });
  await expect(foot(window).getByRole('button').first()).toBeVisible({ timeout: 20_000 });
  await window.keyboard.press('Control+k');
  await window.getByRole('combobox').fill('report: checkout is down sev2 #payments');
  const found = window.getByRole('option', { name: /Report: checkout is down/ });
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog', { name: 'Report an incident' });
  await expect(dialog.getByRole('textbox')).toHaveValue('checkout is down sev2 #payments');
  await expect(dialog.getByRole('status')).toHaveText(/SEV2payments.*checkout is down/);
  await dialog.getByLabel('I have it').uncheck();
  await looksRight(window, 'report/dialog');
  await dialog.getByRole('textbox').press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(rowOf(window, 1)).toContainText('checkout is down');
  await expect(incident(window, 1)).toBeVisible();
  await stage.daemon.waitFor((got) => got.summary.includes('checkout is down'));

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await stage.tray.press('Report an incident…');
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await window.keyboard.type('keys leaked sev1 !security');
  await window.keyboard.press('Enter');
  await expect(rowOf(window, 2)).toContainText('keys leaked');
  await expect(incident(window, 2)).toContainText(/acknowledged/i);
  await picture(window, 'report/queue');
  await window.keyboard.press('r');
  await expect(rowOf(window, 2)).toContainText('Resolved');
});
