// Rules tried in the real Electron on what a real Alertmanager told: changed, replayed before they are saved; and from a loud rule of the
// insights to a rule that holds it back.
import type { Page } from '@playwright/test';
import { type Alertmanager, startAlertmanager } from '../harness/alertmanager';
import { graveViolations, picture } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { queue } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

/** Settings that a person may change, unlike those of a file of the fleet. */
async function watchThree(window: Page, server: Alertmanager): Promise<void> {
  await go(window, 'Settings');
  await section(window, 'Import and export');
  const buffer = Buffer.from(watchConfig({ urls: [server.url] }));
  await window.getByLabel('Settings file').setInputFiles({ name: 'settings.yml', mimeType: 'text/yaml', buffer });
  await expect(window.getByText('Imported, with 1 feed')).toBeVisible();
  await go(window, 'Queue');
  const labels = (i: number) => ({ alertname: `Rule${i}`, service: `shop-${i}`, severity: i === 0 ? 'critical' : 'warning' });
  await server.post([0, 1, 2].map((i) => ({ labels: labels(i), annotations: {} })));
  await expect(queue(window).getByRole('row', { name: /^INC-/ })).toHaveCount(3, { timeout: 20_000 });
}

async function go(window: Page, view: string): Promise<void> {
  await window
    .getByRole('button', { name: new RegExp(`^${view}`) })
    .first()
    .click();
}

async function section(window: Page, name: string): Promise<void> {
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name, exact: true }).click();
}

test('[Z4] [Z5] rules run over what was recorded before they are saved; a loud rule is held back, shown before it is written, and undone', async ({
  stage,
}) => {
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open();
  await watchThree(window, server);
  await go(window, 'Settings');
  await section(window, 'Paging');
  const bar = window.getByRole('region', { name: 'Try rules' });
  await bar.getByRole('button', { name: 'Try before saving' }).click();
  await window.getByRole('button', { name: 'Add a rule' }).first().click();
  const matchers = window.getByRole('combobox', { name: 'Incidents with' });
  await matchers.press('Backspace');
  await matchers.fill('service=~"shop-[12]"');
  await matchers.press('Enter');
  await expect(bar).toContainText('Changed, not saved');
  await picture(window, 'replay/trial');
  await bar.getByRole('button', { name: 'Replay the last 4 weeks' }).click();
  const dialog = window.getByRole('dialog', { name: 'Replay of the last 4 weeks' });
  await expect(dialog.getByText(/This would have cut 3 (night )?pages to 1\./)).toBeVisible();
  const differences = dialog.getByRole('list', { name: 'Incidents that differ' });
  await expect(differences.getByRole('listitem')).toHaveCount(2);
  await expect(differences).toContainText('held back: rule “hold 1” waits until it has been open for 5 min');
  expect(await graveViolations(window)).toEqual([]);
  await picture(window, 'replay/result');
  await window.emulateMedia({ colorScheme: 'light' });
  await picture(window, 'replay/result-light');
  await window.emulateMedia({ colorScheme: 'dark' });
  await window.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Discard' }).click();
  await expect(window.getByText('No rule holds anything back.')).toBeVisible();

  await go(window, 'Insights');
  await window.getByRole('button', { name: 'Hold back Rule1' }).click();
  const hold = window.getByRole('dialog', { name: 'Hold back Rule1' });
  await expect(hold).toContainText('alertname="Rule1" pages once it has been open for 5 min');
  await picture(window, 'replay/hold');
  expect(await graveViolations(window)).toEqual([]);
  await hold.getByRole('button', { name: 'Write the rule' }).click();
  await expect(hold).toBeHidden();
  await picture(window, 'replay/noise');
  await go(window, 'Settings');
  await section(window, 'All rules');
  const held = window.getByRole('region', { name: 'Holding back' });
  await expect(held).toContainText('hold back Rule1');
  await picture(window, 'replay/all-rules');
  await window.locator('.toast').getByRole('button', { name: 'Undo' }).last().click();
  await expect(held).not.toContainText('hold back Rule1');
});
