// Roles as people work by them in the window: somebody added, asked, accepted, ticked, handed over; and a shift that goes to a file
// on one desk and is taken over on another.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp } from '../harness/electron-app';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incidentTab, queue, queueTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const PASSPHRASE = 'seven bells and all is well';
const labels = { alertname: 'DiskFilling', severity: 'critical', service: 'payments' };
const card = (panel: Locator, role: string): Locator => panel.getByRole('article', { name: role });
const dialog = (window: Page, name: string | RegExp): Locator => window.getByRole('dialog', { name });

async function assign(window: Page, name: string): Promise<void> {
  await expect(dialog(window, /^Assign a role/)).toBeVisible();
  await window.getByRole('combobox', { name: /^(To|Name)$/ }).fill(name);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog')).toHaveCount(0);
}

test('[D2] [D3] [D4] [D8] [D9] a role is given to somebody new, accepted, worked by its list, handed over; the rest is asked about', async ({
  stage,
}) => {
  test.setTimeout(90_000);
  const { window } = await stage.open();
  await window.getByRole('button', { name: 'Watch the demo' }).click({ timeout: 20_000 });
  await queue(window).getByRole('row', { name: /^INC-/ }).first().click();
  const panel = window.getByRole('region', { name: /^Incident INC-/ });
  await window.keyboard.press('p');
  await expect(dialog(window, /^Assign a role/)).toBeVisible();
  await looksRight(window, 'roles/assign-nobody');
  await assign(window, 'Ana Lima');
  const strip = panel.getByRole('list', { name: 'Roles' });
  await looksRight(window, 'roles/strip');
  await expect(strip.getByRole('button', { name: 'Incident manager: Ana Lima was asked' })).toBeVisible();

  await strip.getByRole('button', { name: /^Incident manager/ }).click();
  await expect(incidentTab(window, 'Response')).toHaveAttribute('aria-selected', 'true');
  const manager = card(panel, 'Incident manager');
  await expect(manager.getByRole('button', { name: 'Note their yes' })).toBeVisible();
  await panel.getByRole('combobox', { name: 'You are' }).selectOption({ label: 'Ana Lima' });
  await manager.getByRole('button', { name: 'Accept' }).click();
  await expect(manager).toContainText('held by Ana Lima');
  await expect(queue(window).getByRole('row', { selected: true })).toContainText('AL');
  await manager.getByRole('checkbox', { name: /^Say that you lead/ }).click();
  await expect(manager.getByRole('checkbox', { name: /^Say that you lead/ })).toBeChecked();
  await expect(manager).toContainText(/Say that you lead · Ana Lima, \d\d:\d\d/);
  await card(panel, 'Tech leader').getByRole('button', { name: 'Take it' }).click();
  await expect(card(panel, 'Tech leader')).toContainText('held by Ana Lima');
  await looksRight(window, 'roles/response');

  await manager.getByRole('button', { name: 'Hand over…' }).click();
  await expect(dialog(window, /^Hand over a role/)).toBeVisible();
  await window.getByRole('combobox', { name: 'To' }).fill('Bo');
  await looksRight(window, 'roles/hand-over-role');
  await window.keyboard.press('Enter');
  await expect(manager).toContainText('held by Ana Lima; Bo was asked to take it over');
  await manager.getByRole('button', { name: 'Note their yes' }).click();
  await expect(manager).toContainText('held by Bo');

  await window.keyboard.press('r');
  const question = dialog(window, /^Resolve INC-/);
  await expect(question).toContainText('duties are not ticked');
  await looksRight(window, 'roles/unfinished');
  await expect(question.getByRole('button', { name: 'Resolve all the same' })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(panel).toContainText('Resolved');
  for (const section of ['People', 'Roles', 'Person']) {
    await window.keyboard.press('Control+,');
    await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: section, exact: true }).click();
    await looksRight(window, `roles/settings-${section.toLowerCase()}`);
  }
});

test('[D9] resolving many at once asks about the open duties of each, as resolving one does', async ({ stage }) => {
  test.setTimeout(90_000);
  const server = stage.keep(await startAlertmanager());
  const people = [{ id: 'robin', name: 'Robin' }];
  const settings = { people, person: { name: 'Robin', id: 'robin' } };
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings }) });
  await watches(window);
  await server.post(['payments', 'billing', 'search'].map((service) => ({ labels: { ...labels, service } })));
  await expect(rowOf(window, 3)).toBeVisible({ timeout: 15_000 });
  await select(window, 2);
  await window.keyboard.press('p');
  await assign(window, 'Robin');
  await expect(rowOf(window, 2)).toContainText('R');
  for (const number of [1, 2]) await rowOf(window, number).getByRole('checkbox').check();
  const ask = () =>
    window
      .getByRole('toolbar', { name: 'Acts on checked incidents' })
      .getByRole('button', { name: /^Resolve/ })
      .click();
  await ask();
  const question = dialog(window, 'Resolve 2 incidents?');
  await expect(question).toContainText('duties are not ticked: they stay on their lists.');
  await expect(question.getByRole('listitem').first()).toHaveText(/^INC-2: .+ Incident manager$/);
  await looksRight(window, 'roles/unfinished-many');
  await question.getByRole('button', { name: 'Resolve all the same' }).click();
  await expect(queueTab(window, 'Resolved')).toContainText('2');

  for (const number of [1, 2]) await rowOf(window, number).getByRole('checkbox').uncheck();
  await select(window, 3);
  await window.keyboard.press('p');
  await assign(window, 'Robin');
  await rowOf(window, 3).getByRole('checkbox').check();
  await ask();
  await expect(dialog(window, /^Resolve INC-3/)).toBeVisible();
  const service = /service (payments|billing|search)/.exec((await rowOf(window, 3).textContent()) ?? '')?.[1] ?? '';
  await server.resolve({ ...labels, service });
  await expect(window.getByRole('dialog')).toHaveCount(0, { timeout: 20_000 });
  await expect(window.getByText('INC-3: resolved meanwhile')).toBeVisible();
});

/** The native dialogs of files are answered as a person would: with this path. */
async function answerFileDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog: native }, chosen) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    native.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

test('[D12] [D13] [D14] [D16] a shift is shown, exported on one desk, opened and taken over on another', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels }]);
  const people = ['Robin', 'Ana'].map((name) => ({ id: name.toLowerCase(), name, timeZone: 'Asia/Tokyo' }));
  const config = (name: string) => watchConfig({ urls: [server.url], settings: { people, person: { name, id: name.toLowerCase() } } });
  const file = join(stage.profile, 'night.dogwatch-shift');

  const robin = await stage.open({ config: config('Robin') });
  await watches(robin.window);
  const panel = await select(robin.window, 1);
  await robin.window.keyboard.press('Shift+P');
  await card(panel, 'Incident manager').getByRole('button', { name: 'Take it' }).click();
  await expect(card(panel, 'Incident manager')).toContainText(/held by Robin · \d\d:\d\d for them/);
  await answerFileDialogs(robin.app, file);
  await robin.window.keyboard.press('Control+Shift+H');
  const handing = robin.window.getByRole('region', { name: 'Hand over' });
  await expect(handing.getByRole('list', { name: 'Incidents that will be in it' })).toContainText('DiskFilling');
  await handing.getByRole('textbox', { name: 'To' }).fill('Ana');
  await handing.getByRole('textbox', { name: 'Note' }).fill('watch db-3');
  await handing.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE);
  await looksRight(robin.window, 'roles/shift-hand-over');
  await handing.getByRole('button', { name: 'Export…' }).click();
  await expect(robin.window.getByText(/^Shift saved to /)).toBeVisible({ timeout: 20_000 });
  expect(readFileSync(file, 'utf8')).not.toContain('DiskFilling');
  await robin.close();

  const ana = await launchApp({ config: config('Ana'), env: stage.desktop.env, profile: join(stage.profile, 'ana') });
  stage.keep({ stop: ana.close });
  await watches(ana.window);
  await expect(rowOf(ana.window, 1)).toContainText('DiskFilling');
  await answerFileDialogs(ana.app, file);
  await ana.window
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Shift/ })
    .click();
  const taking = ana.window.getByRole('region', { name: 'Take over' });
  await taking.getByRole('button', { name: 'Open a shift…' }).click();
  await taking.getByRole('textbox', { name: /^Passphrase/ }).fill('not this one');
  await ana.window.keyboard.press('Enter');
  await expect(taking).toContainText('This passphrase does not open the shift.');
  await taking.getByRole('textbox', { name: /^Passphrase/ }).fill(PASSPHRASE);
  await ana.window.keyboard.press('Enter');
  const shift = taking.getByRole('article', { name: 'From Robin’s shift' });
  await expect(shift).toContainText('First time from this sender');
  await expect(shift).toContainText('+ Incident manager: Ana');
  await looksRight(ana.window, 'roles/shift-received');
  await ana.window.keyboard.press('Control+1');
  await expect(ana.window.getByRole('region', { name: 'A shift waits to be taken over' })).toContainText('Robin’s shift');
  await looksRight(ana.window, 'roles/shift-waits');
  await ana.window.getByRole('button', { name: 'Look and take over' }).click();
  await shift.getByRole('button', { name: 'Take over', exact: true }).click();
  await expect(taking.getByRole('button', { name: 'Open a shift…' })).toBeVisible();
  await ana.window.keyboard.press('Control+1');
  await expect(rowOf(ana.window, 1)).toContainText('AN');
});
