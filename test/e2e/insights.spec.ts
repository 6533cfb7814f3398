// Looking back in the real Electron on a real Alertmanager: numbers, their incidents, and what is saved; and the report on paper.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { reportHtml } from '../../electron/insights/report-html';
import { startAlertmanager } from '../harness/alertmanager';
import { graveViolations } from '../harness/looks';
import { pagesOf, startPrintApp } from '../harness/print-app';
import { pastReport } from '../renderer/harness/past-months';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, queue, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const FOLDER = resolve('test-results/pictures/insights');
const ALERTS = 12;
/** Alerts before this one, but for the first, are of one rule. */
const SAME = 4;
const hasPoppler = spawnSync('pdftoppm', ['-v']).status === 0;

async function saveInto(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, into) => {
    dialog.showSaveDialog = ((_: unknown, options: { defaultPath: string }) =>
      Promise.resolve({ canceled: false, filePath: `${into}/${options.defaultPath}` })) as never;
  }, folder);
}

test('[Q3] [Q11] [Q12] a night is looked back on: its numbers, their incidents, CSV, PNG and the report as PDF', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const { app, window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  const alerts = Array.from({ length: ALERTS }, (_, i) => ({
    labels: { alertname: i === 0 ? '=cmd()' : i < SAME ? 'SameRule' : `Rule${i}`, service: `shop-${i}`, severity: 'warning' },
    annotations: {},
  }));
  await server.post(alerts);
  await expect(queue(window).getByRole('row', { name: /^INC-/ })).toHaveCount(ALERTS);
  for (const number of [1, 2, 3]) {
    await rowOf(window, number).click();
    await window.keyboard.press('a');
    await expect(rowOf(window, number)).toHaveAccessibleName(/Robin/);
  }
  await window.keyboard.press('Control+8');
  const tile = window.getByRole('button', { name: /^MTTA, time to acknowledge: mean .*n 3 · median/ });
  await expect(tile).toBeVisible();
  await expect(window.getByRole('button', { name: `${ALERTS - 3} never acknowledged` })).toBeVisible();
  expect(await graveViolations(window)).toEqual([]);

  await saveInto(app, stage.profile);
  await window.getByRole('button', { name: 'Save Noise' }).click();
  await window.getByRole('menuitem', { name: 'Numbers (CSV)' }).click();
  await expect(window.getByText(/Saved as .*noise\.csv/)).toBeVisible();
  await expect(window.getByRole('menu')).toHaveCount(0);
  expect(readFileSync(join(stage.profile, 'noise.csv'), 'utf8')).toContain("'=cmd()");
  await window.getByRole('button', { name: 'Save Pages by hour and weekday' }).click();
  await window.getByRole('menuitem', { name: 'Picture (PNG)' }).click();
  const png = join(stage.profile, 'pages-by-hour.png');
  await expect(window.getByText(/Saved as .*pages-by-hour\.png/)).toBeVisible();
  expect(readFileSync(png).subarray(1, 4).toString('latin1')).toBe('PNG');
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'saved.png'), readFileSync(png));

  const cards = window.getByRole('region', { name: 'Pictures' }).getByRole('heading', { level: 3 });
  for (const title of await cards.allTextContents())
    for (const [item, begin] of [
      ['Picture (PNG)', '\u0089PNG'],
      ['Numbers (CSV)', '\u00ef\u00bb\u00bf'],
    ] as const) {
      const before = new Set(readdirSync(stage.profile));
      await window.getByRole('button', { name: `Save ${title}`, exact: true }).click();
      await window
        .getByRole('menu', { name: `Save ${title}` })
        .getByRole('menuitem', { name: item })
        .click();
      const extension = begin.endsWith('PNG') ? 'png' : 'csv';
      const saved = async (): Promise<string | undefined> =>
        readdirSync(stage.profile).find((name) => name.endsWith(`.${extension}`) && !before.has(name));
      if (!['Noise', 'Pages by hour and weekday'].includes(title)) await expect.poll(saved, `${title}: ${item}`).toBeDefined();
      const name = await saved();
      if (name !== undefined) expect(readFileSync(join(stage.profile, name)).toString('latin1').startsWith(begin)).toBe(true);
    }

  const alike = window.getByRole('group', { name: 'Groups of similar incidents' }).getByRole('button').first();
  await expect(alike).toHaveAccessibleName(/similar incidents, /);
  await alike.click();
  const similar = window.getByRole('complementary', { name: 'Incidents behind the number' });
  await expect(similar.getByRole('button', { name: /INC-/ })).toHaveCount(3);
  await window.keyboard.press('Escape');

  await window.getByRole('button', { name: 'Monthly report' }).click();
  await window.getByRole('menuitem').first().click();
  await expect(window.getByText(/Saved as .*insights-\d{4}-\d{2}\.pdf/)).toBeVisible({ timeout: 20_000 });

  await tile.click();
  const pane = window.getByRole('complementary', { name: 'Incidents behind the number' });
  await pane.getByRole('button', { name: /INC-3 / }).press('Enter');
  await expect(incident(window, 3)).toBeVisible();
});

test('[Q12] the report of a busy month on paper', async () => {
  const app = await startPrintApp();
  try {
    const input = pastReport(Date.UTC(2026, 10, 23));
    const { pdf } = await app.print({ html: reportHtml(input), paper: 'A4', head: { left: input.title, right: '' }, foot: 'Dogwatch' });
    expect(pagesOf(pdf)).toBeGreaterThanOrEqual(2);
    expect(pagesOf(pdf)).toBeLessThanOrEqual(5);
    mkdirSync(FOLDER, { recursive: true });
    const file = join(FOLDER, 'report.pdf');
    writeFileSync(file, pdf);
    if (!hasPoppler) return;
    execFileSync('pdftoppm', ['-png', '-r', '70', file, join(FOLDER, 'report')]);
    const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(words).toContain('How this is counted');
    expect(words).toContain('restricted');
  } finally {
    await app.close();
  }
});
