// Actions in the real console: written down for a real incident, pushed to a fake GitHub that loses the answer and asks for patience, one
// issue in the end; closed there, done here once its guard is green; restarted in between.
import type { Page } from '@playwright/test';
import { startGithubFake } from '../fakes/github-fake';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

test('[J5] [J6] [J4] an action becomes one ticket, is closed there and proved by its guard', async ({ stage }) => {
  test.setTimeout(120_000);
  const [alertmanager, github] = [stage.keep(await startAlertmanager()), stage.keep(await startGithubFake())];
  const settings = {
    trackers: [{ id: 'shop', kind: 'github', name: 'acme/shop', config: github.config }],
    actions: { pollMinutes: 0.05, isReminded: false },
  };
  const config = watchConfig({ urls: [alertmanager.url], settings });
  const first = await stage.open({ config });
  await alertmanager.post([{ labels: { alertname: 'DiskFilling', service: 'db', severity: 'critical' } }]);
  await watches(first.window);
  await expect(rowOf(first.window, 1)).toBeVisible({ timeout: 20_000 });

  await first.window.keyboard.press('Control+7');
  await expect(first.window.getByText('No action yet')).toBeVisible();
  await looksRight(first.window, 'actions/empty');
  await first.window.getByRole('button', { name: 'Write down an action' }).click();
  const dialog = first.window.getByRole('dialog', { name: 'New action' });
  await dialog.getByRole('textbox', { name: 'What is to be done' }).fill('Alert when a disk is 80 % full');
  await dialog.getByRole('textbox', { name: 'Owner' }).fill('@anna');
  await looksRight(first.window, 'actions/new');
  await dialog.getByRole('button', { name: 'Write it down' }).click();

  const row = (window: Page) => window.getByRole('button', { name: /^Alert when a disk is 80 % full/ });
  github.troubles.push('lost-after', 'slow-down');
  await row(first.window).click();
  await first.window.getByRole('button', { name: 'Push to acme/shop' }).click();
  await expect(first.window.getByText('1 ticket on the way')).toBeVisible();
  await first.window.keyboard.press('Control+3');
  const act = first.window.getByRole('listitem', { name: /^Ticket in acme\/shop/ });
  await expect(act).toContainText('An earlier try may have arrived.', { timeout: 20_000 });
  await expect(act).not.toContainText('not in the postmortem');
  await looksRight(first.window, 'actions/outbox');
  await first.window.keyboard.press('Control+7');
  await expect(row(first.window)).toContainText('acme/shop #1: open', { timeout: 45_000 });
  expect(github.issues).toHaveLength(1);
  await first.close();

  const { window } = await stage.open({ config });
  await watches(window);
  await window.keyboard.press('Control+7');
  await row(window).click();
  github.check = 'red';
  await window.getByRole('button', { name: 'Guard it by a check…' }).click();
  await window.getByRole('textbox', { name: 'Address' }).fill(`${github.sink.url}/acme/shop/pull/5`);
  await window.getByRole('button', { name: 'Guard it', exact: true }).click();
  github.move('1', 'done', 'Dana');
  await expect(row(window)).toContainText('Done, not proved', { timeout: 20_000 });
  await expect(row(window)).toContainText('Guard red');
  await expect(window.getByRole('region', { name: 'State' })).toContainText('by Dana');
  await looksRight(window, 'actions/not-proved');
  github.check = 'green';
  await expect(row(window)).toBeHidden({ timeout: 20_000 });
  await window.getByRole('button', { name: /^Show:/ }).click();
  await window.getByRole('menuitemradio', { name: 'done', exact: true }).click();
  await expect(row(window)).toContainText('Guard green');
  expect(github.issues).toHaveLength(1);
});

test('[J11] a tracker is added in the settings and tried; a wrong token is told in words, the right one is saved and never shown', async ({
  stage,
}) => {
  const github = stage.keep(await startGithubFake());
  const { window } = await stage.open();
  await window.getByRole('button', { name: 'Watch the demo' }).click({ timeout: 20_000 });
  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Trackers', exact: true }).click();
  await window.getByRole('button', { name: 'Add a tracker' }).click();
  const dialog = window.getByRole('dialog', { name: 'Add a tracker' });
  await dialog.getByRole('textbox', { name: 'Repository' }).fill('acme/shop');
  await dialog.getByLabel('Token').fill('wrong-token-123');
  await dialog.getByRole('button', { name: /Advanced/ }).click();
  await dialog.getByRole('textbox', { name: 'API address' }).fill(String(github.config.baseUrl));
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('The tracker does not know this token (401)');
  await expect(dialog.getByRole('status')).not.toContainText('wrong-token-123');
  await looksRight(window, 'actions/tracker');
  await dialog.getByLabel('Token').fill(String(github.config.token));
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Reached acme/shop.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('list', { name: 'Trackers' })).toContainText('acme/shop');
  await expect(window.locator('body')).not.toContainText(String(github.config.token));
  await looksRight(window, 'actions/trackers');
});
