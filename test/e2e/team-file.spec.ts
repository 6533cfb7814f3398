// A picture that one desk attaches is seen on the other; while the servers are away its place says so, and it comes when they are back.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp } from '../harness/electron-app';
import { graveViolations, looksRight } from '../harness/looks';
import { startNats } from '../harness/nats';
import { becomeTeam } from './parts/sharing';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager, a real NATS server and a private session bus');

const SHOWN = [resolve('docs/images/queue-dark.png'), resolve('docs/images/insights-light.png')] as const;

async function attach(window: Page, file: string, text: string): Promise<void> {
  const panel = incident(window, 1);
  await incidentTab(window, 'Notes').click();
  await panel.locator('input[type=file]').setInputFiles(file);
  await expect(panel.getByRole('button', { name: /^Leave out / })).toBeVisible();
  await panel.getByRole('textbox', { name: 'New note' }).fill(text);
  await window.keyboard.press('Control+Enter');
  await expect(panel.getByText(text, { exact: true })).toBeVisible();
}

test('[T20] a picture from another desk is there when it is looked at, and when it can’t be that is said until it can', async ({
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

    await attach(ana.window, SHOWN[0], 'as it was before');
    await incidentTab(bo.window, 'Notes').click();
    const pictures = incident(bo.window, 1).locator('figure img');
    await expect(pictures).toHaveCount(1);
    await expect(pictures.first()).not.toHaveJSProperty('naturalWidth', 0);

    await incidentTab(bo.window, 'Alerts').click();
    await attach(ana.window, SHOWN[1], 'as it is now');
    await expect(incidentTab(bo.window, 'Notes')).toContainText('2');
    await nats.kill();
    await incidentTab(bo.window, 'Notes').click();
    const said = incident(bo.window, 1).getByRole('alert');
    await expect(said).toContainText('the servers of the team are away');
    await looksRight(bo.window, 'team-file/away');
    expect(await graveViolations(bo.window)).toEqual([]);
    await nats.start();
    await expect(pictures).toHaveCount(2, { timeout: 30_000 });
    await expect(said).toHaveCount(0);
  } finally {
    await bo.close();
    rmSync(other, { recursive: true, force: true });
  }
});
