// Two consoles of one team in the same postmortem: each sees who else is there and where that one's cursor stands, and who goes is gone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp } from '../harness/electron-app';
import { looksRight } from '../harness/looks';
import { startNats } from '../harness/nats';
import { begun, startPostmortem, textOf, wholeText } from './parts/postmortem';
import { becomeTeam } from './parts/sharing';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager, a real NATS server and a private session bus');

const alsoHere = (window: Page): Locator => incident(window, 1).getByRole('list', { name: 'Also here:' });
const bars = (window: Page): Locator => incident(window, 1).locator('.cm-person');

async function cursorTo(window: Page, ...keys: string[]): Promise<void> {
  await textOf(incident(window, 1)).click();
  for (const key of ['Control+Home', ...keys]) await window.keyboard.press(key);
}

/** Right of which line of the text a cursor of somebody else is drawn. */
async function lineOfBar(window: Page): Promise<string> {
  const at = await bars(window).first().boundingBox();
  const lines = await incident(window, 1).locator('.cm-line').all();
  for (const line of lines) {
    const box = await line.boundingBox();
    if (at && box && box.y <= at.y + at.height / 2 && at.y + at.height / 2 <= box.y + box.height) return line.innerText();
  }
  return '';
}

test('[T41] [T42] two windows: who else is there stands by name, the cursor where it is, edits move it along, and who goes is gone', async ({
  stage,
}) => {
  test.setTimeout(180_000);
  const server = stage.keep(await startAlertmanager());
  const nats = stage.keep(await startNats());
  const other = mkdtempSync(join(tmpdir(), 'dogwatch-other-'));
  const configOf = (name: string): string =>
    watchConfig({
      urls: [server.url],
      settings: { person: { name }, sharing: { isOn: true, space: 'ops', servers: [nats.url], deskName: `${name}’s desk` } },
    });
  const ana = await stage.open({ config: configOf('Ana') });
  const bo = await launchApp({ config: configOf('Bo'), profile: other, env: stage.desktop.env });
  try {
    await watches(ana.window);
    await watches(bo.window);
    await becomeTeam(ana.window, bo.window);
    await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
    for (const { window } of [ana, bo]) {
      await window.keyboard.press('Control+1');
      await expect(rowOf(window, 1)).toContainText('CheckoutSlow');
      await select(window, 1);
    }
    await startPostmortem(ana.window);
    await expect(alsoHere(ana.window)).toHaveCount(0);
    await begun(bo.window);
    await expect(alsoHere(ana.window).getByRole('button', { name: 'Bo' })).toBeVisible();
    await expect(alsoHere(bo.window).getByRole('button', { name: 'Ana' })).toBeVisible();
    await expect(bars(ana.window)).toHaveCount(0);

    await cursorTo(bo.window, 'ArrowDown', 'ArrowDown', 'End');
    await bo.window.keyboard.type(' Bo was here');
    await expect(bars(ana.window)).toHaveText('Bo');
    await expect.poll(() => lineOfBar(ana.window)).toContain('Bo was here');
    await cursorTo(ana.window);
    await ana.window.keyboard.type('A line above.\n');
    await expect.poll(() => wholeText(bo.window)).toContain('A line above.');
    await expect.poll(() => lineOfBar(ana.window)).toContain('Bo was here');
    await bo.window.keyboard.press('Shift+Home');
    await expect(incident(ana.window, 1).locator('.cm-person-selection').first()).toBeVisible();
    await looksRight(ana.window, 'team-presence/two');

    await incidentTab(bo.window, 'Timeline').click();
    await expect(alsoHere(ana.window)).toHaveCount(0);
    await expect(bars(ana.window)).toHaveCount(0);
    await begun(bo.window);
    await expect(alsoHere(ana.window).getByRole('button', { name: 'Bo' })).toBeVisible();
    await bo.kill();
    await expect(alsoHere(ana.window)).toHaveCount(0, { timeout: 15_000 });
  } finally {
    await bo.close();
    rmSync(other, { recursive: true, force: true });
  }
});
