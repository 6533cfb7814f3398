// Two consoles of one team, each in its own window, on a real NATS server: the way in by hand, one incident for both, one postmortem.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp } from '../harness/electron-app';
import { graveViolations, picture, pictureBoth } from '../harness/looks';
import { startNats } from '../harness/nats';
import { begun, startPostmortem, textOf, wholeText } from './parts/postmortem';
import { desks, link, showSharing } from './parts/sharing';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, rowOf, select, watches } from './parts/window';

const PEOPLE = ['Ana', 'Bo'].map((name) => ({ id: name.toLowerCase(), name }));

test.skip(process.platform !== 'linux', 'needs a real Alertmanager, a real NATS server and a private session bus');

/** Ana keeps the incident to herself, then lets Bo in, then everybody; each window says where it stands. */
async function restrictedToOne(ana: Page, bo: Page): Promise<void> {
  await ana.keyboard.press('Shift+K');
  const dialog = ana.getByRole('dialog', { name: /Who needs to know/ });
  await expect(dialog).toContainText('is sealed for this desk and those of the people chosen here');
  await expect(dialog).toContainText('reads it at Bo’s desk');
  expect(await graveViolations(ana)).toEqual([]);
  await pictureBoth(ana, 'team/restrict');
  await dialog.getByRole('button', { name: 'Restrict', exact: true }).click();
  await expect(incident(ana, 1)).toContainText('Read by Ana’s desk (Ana) only');
  await expect(incident(bo, 1)).toContainText('Restricted by Ana’s desk (Ana)', { timeout: 20_000 });
  expect(await graveViolations(bo)).toEqual([]);
  await pictureBoth(bo, 'team/outside-of-a-ring');
  await pictureBoth(ana, 'team/inside-of-a-ring');
  await ana.keyboard.press('Shift+K');
  await dialog.getByLabel('Bo', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(incident(bo, 1)).toContainText('Read by Ana’s desk (Ana), Bo’s desk (Bo) only', { timeout: 20_000 });
  await ana.keyboard.press('Shift+K');
  await dialog.getByRole('button', { name: 'Lift the restriction' }).click();
  await expect(incident(bo, 1)).not.toContainText('Read by', { timeout: 20_000 });
}

test('[T10] [T2] [T11] [T33] two windows: founded, joined, one incident, one acknowledgement, one postmortem; who is removed reads nothing new', async ({
  stage,
}) => {
  test.setTimeout(180_000);
  const server = stage.keep(await startAlertmanager());
  const nats = stage.keep(await startNats());
  const other = mkdtempSync(join(tmpdir(), 'dogwatch-other-'));
  const configOf = (name: string): string =>
    watchConfig({
      urls: [server.url],
      settings: {
        person: { name },
        people: PEOPLE,
        sharing: { isOn: true, space: 'ops', servers: [nats.url], deskName: `${name}’s desk` },
      },
    });
  const ana = await stage.open({ config: configOf('Ana') });
  const bo = await launchApp({ config: configOf('Bo'), profile: other, env: stage.desktop.env });
  try {
    await watches(ana.window);
    await watches(bo.window);
    await showSharing(ana.window);
    await expect(link(ana.window)).toContainText('belongs to no space yet');
    await picture(ana.window, 'team/outside');
    await ana.window.getByRole('button', { name: 'Found “ops”' }).click();
    await expect(link(ana.window)).toContainText('✓ Connected');
    const name = await link(ana.window).locator('code').innerText();

    await showSharing(bo.window);
    await bo.window.getByLabel('Founder’s desk name').fill(name);
    await bo.window.getByRole('button', { name: 'Ask to join' }).click();
    await desks(ana.window).getByRole('button', { name: 'Let in Bo’s desk · Bo' }).click();
    await expect(desks(ana.window).getByRole('alert')).toContainText('Does that desk show the name');
    await desks(ana.window).getByRole('button', { name: 'The names are the same: let in' }).click();
    await expect(link(bo.window)).toContainText('✓ Connected');
    await expect(link(bo.window)).toContainText('2 of 2 desks here now.');
    expect(await graveViolations(ana.window)).toEqual([]);
    await picture(ana.window, 'team/members');

    await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
    for (const { window } of [ana, bo]) await window.keyboard.press('Control+1');
    await expect(rowOf(ana.window, 1)).toContainText('CheckoutSlow');
    await expect(rowOf(bo.window, 1)).toContainText('CheckoutSlow');
    await select(ana.window, 1);
    await ana.window.keyboard.press('a');
    await expect(rowOf(bo.window, 1)).toContainText('Ana');

    await select(bo.window, 1);
    await restrictedToOne(ana.window, bo.window);
    await startPostmortem(ana.window);
    await textOf(incident(ana.window, 1)).click();
    await ana.window.keyboard.press('Control+End');
    await ana.window.keyboard.type('Written by Ana.');
    await begun(bo.window);
    await expect.poll(() => wholeText(bo.window)).toContain('Written by Ana.');
    await textOf(incident(bo.window, 1)).click();
    await bo.window.keyboard.press('Control+Home');
    await bo.window.keyboard.type('Read by Bo. ');
    await expect.poll(() => wholeText(ana.window)).toContain('Read by Bo.');
    await expect.poll(async () => (await wholeText(bo.window)) === (await wholeText(ana.window))).toBe(true);

    await showSharing(ana.window);
    await desks(ana.window).getByRole('button', { name: 'Remove Bo’s desk · Bo' }).click();
    await desks(ana.window).getByRole('button', { name: 'Remove it' }).click();
    await expect(desks(ana.window)).toContainText('was removed');
    await picture(ana.window, 'team/removed');
    await ana.window.keyboard.press('Control+1');
    await select(ana.window, 1);
    await textOf(incident(ana.window, 1)).click();
    await ana.window.keyboard.press('Control+End');
    await ana.window.keyboard.type(' Not for Bo any more.');
    await expect.poll(() => wholeText(ana.window)).toContain('Not for Bo any more.');
    await showSharing(bo.window);
    await expect(link(bo.window)).toContainText('This desk was removed from the space');
    await expect(link(bo.window)).toContainText('wait until they can be opened');
    await picture(bo.window, 'team/put-out');
    await bo.window.keyboard.press('Control+1');
    await select(bo.window, 1);
    await begun(bo.window);
    expect(await wholeText(bo.window)).not.toContain('Not for Bo any more.');
  } finally {
    await bo.close();
    rmSync(other, { recursive: true, force: true });
  }
});
