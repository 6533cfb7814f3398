// A postmortem in the real window: started, written, the engine killed while the person types, the app closed and opened again, reviewed.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import type { RunningApp } from '../harness/electron-app';
import { graveViolations } from './parts/axe';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

/** Looked at by whoever changes these views: each state, dark and light. */
async function picture(window: Page, name: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await window.locator('html').evaluate((html, to) => html.setAttribute('data-mantine-color-scheme', to), theme);
    await window.waitForTimeout(200);
    await window.screenshot({ path: join('test-results/pictures/postmortem', `${name}-${theme}.png`) });
  }
  await window.locator('html').evaluate((html) => html.setAttribute('data-mantine-color-scheme', 'dark'));
  expect.soft(await graveViolations(window), name).toEqual([]);
}

async function killEngine(console: RunningApp): Promise<void> {
  const pid = await console.app.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.name === 'Dogwatch engine')?.pid);
  if (!pid) throw new Error('no engine is running');
  process.kill(pid, 'SIGKILL');
}

const panelOf = (window: Page) => window.getByRole('region', { name: /^Incident INC-/ });
const textOf = (window: Page) => panelOf(window).getByRole('textbox', { name: /^Postmortem of INC-/ });

test('[M1] [M2] [M7] [M12] is written, survives the engine and the app, and goes its way', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
  const config = watchConfig({ urls: [server.url] });
  const console = await stage.open({ config });
  const { window } = console;
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible();
  await window.keyboard.press('Control+6');
  await expect(window.getByText('No postmortem yet')).toBeVisible();
  await picture(window, 'list-empty');
  await window.keyboard.press('Control+1');
  await select(window, 1);
  await incidentTab(window, 'Postmortem').click();
  await picture(window, 'not-started');
  await panelOf(window).getByRole('button', { name: 'Start the postmortem' }).click();
  await expect(textOf(window)).toHaveValue(/^# INC-\d+: /);
  const saved = panelOf(window).getByText('Saved', { exact: true });
  await textOf(window).focus();
  await window.keyboard.press('Control+End');
  await window.keyboard.type('## Summary\n\nCheckout was slow.\n');
  await expect(saved).toBeVisible();
  await picture(window, 'written');

  await killEngine(console);
  await window.keyboard.type('Written while the engine was away.\n', { delay: 20 });
  await expect(saved).toBeVisible({ timeout: 20_000 });
  await expect(textOf(window)).toHaveValue(/Checkout was slow\.\nWritten while the engine was away\.\n$/);
  const text = await textOf(window).inputValue();
  await window.reload();
  await select(window, 1);
  await incidentTab(window, 'Postmortem').click();
  await expect(textOf(window)).toHaveValue(text);

  await panelOf(window).getByRole('button', { name: 'Versions' }).click();
  await panelOf(window).getByRole('textbox', { name: 'Name of the version' }).fill('First');
  await window.keyboard.press('Enter');
  await expect(panelOf(window).getByRole('region', { name: 'Versions' }).getByText('First')).toBeVisible();
  await textOf(window).fill('All gone');
  await expect(saved).toBeVisible();
  await panelOf(window).getByRole('button', { name: 'Show First' }).click();
  await picture(window, 'versions');
  await panelOf(window).getByRole('button', { name: 'Restore First' }).click();
  await expect(textOf(window)).toHaveValue(text);
  await panelOf(window).getByRole('button', { name: 'Versions' }).click();

  await panelOf(window).getByRole('button', { name: 'Ask for review' }).click();
  await picture(window, 'asking');
  await panelOf(window).getByRole('form').getByRole('button', { name: 'Ask for review' }).click();
  await expect(panelOf(window).getByText('In review', { exact: true })).toBeVisible();
  await panelOf(window).getByRole('button', { name: 'Approve…' }).click();
  await panelOf(window).getByRole('form').getByRole('button', { name: 'Approve' }).click();
  await expect(panelOf(window).getByRole('alert')).toContainText('is not over yet');
  await picture(window, 'refused');
  await incidentTab(window, 'Timeline').click();
  await expect(panelOf(window).getByText('Postmortem started')).toBeVisible();
  await expect(panelOf(window).getByText('Postmortem edited')).toHaveCount(0);

  await window.keyboard.press('Control+6');
  const list = window.getByRole('listbox', { name: 'Postmortems, 1' });
  await expect(list.getByRole('option')).toContainText('In review');
  await picture(window, 'list');
  await window.getByRole('button', { name: /^Published/ }).click();
  await expect(window.getByText('None of them fits')).toBeVisible();
  await window.getByRole('button', { name: 'Show all' }).click();
  await list.focus();
  await window.keyboard.press('Enter');
  await expect(textOf(window)).toHaveValue(text);
  await console.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 640));
  await picture(window, 'narrow');
});
