// Takes a picture of every view, dark and light, for the documentation and for whoever judges how it looks: the playing demo with some
// work done in it, and the feeds of a watch where not all is well.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { stringify } from 'yaml';
import { expect, test } from '../e2e/parts/stage';
import { chooseTheme, type Theme, tour } from '../e2e/parts/tour';
import { incidentTab, queue, queueTab, rowOf, select } from '../e2e/parts/window';
import { startAlertmanager, startAlertmanagerPair } from '../harness/alertmanager';
import type { RunningApp } from '../harness/electron-app';
import { freePort } from '../harness/free-port';
import { makeStorm } from '../harness/storm';

const folder = resolve(process.env.DOGWATCH_PICTURES ?? 'test-results/pictures/views');
const themes = ['dark', 'light'] as const satisfies readonly Theme[];
const restingPlace = [720, 890] as const;

mkdirSync(folder, { recursive: true });

/** Saves what the window shows once nothing moves in it any more. */
async function take(window: Page, name: string, theme: Theme): Promise<void> {
  await window.mouse.move(...restingPlace);
  await expect(window.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  await window.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
  await window.screenshot({ path: join(folder, `${name}-${theme}.png`) });
}

async function fitWindow({ app }: RunningApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
}

/** What a person does in the first half minute of the demo. */
async function work(window: Page): Promise<void> {
  const cascade = queue(window).getByRole('row', { name: /^INC-\d+ SEV1, RequestLatencyHigh/ });
  await expect(cascade).toBeVisible({ timeout: 60_000 });
  await select(window, 1);
  await window.keyboard.press('a');
  await expect(rowOf(window, 1)).toContainText('me');
  await select(window, 3);
  await window.keyboard.press('s');
  await window
    .getByRole('dialog')
    .getByRole('button', { name: /1 hour/ })
    .click();
  await expect(rowOf(window, 3)).toContainText(/Until/);
  await dismissToasts(window);
}

/** The drafted postmortem of the worst incident, in its editor. */
async function begunPostmortem(window: Page): Promise<void> {
  await window.keyboard.press('Control+1');
  await queueTab(window, 'Open').click();
  await queue(window).getByRole('row', { name: /^INC-/ }).first().click();
  await incidentTab(window, 'Postmortem').click();
  await window.getByRole('button', { name: 'Start the postmortem' }).click();
  await expect(window.getByRole('textbox', { name: 'Postmortem text' })).toBeVisible({ timeout: 20_000 });
  await dismissToasts(window);
}

/** Said what was done; they would stand over the pictures. */
async function dismissToasts(window: Page): Promise<void> {
  const dismiss = window.getByRole('button', { name: 'Dismiss' });
  await dismiss.evaluateAll((buttons: HTMLElement[]) => {
    for (const button of buttons) button.click();
  });
  await expect(dismiss).toHaveCount(0);
}

/** Settings that a person brings along: the file is only read, so no path of this machine is in the picture. */
async function importSettings(window: Page, settings: unknown): Promise<void> {
  await window.getByRole('button', { name: 'Watch the demo' }).click();
  await window.keyboard.press('Control+,');
  await window.getByRole('button', { name: 'Import and export' }).click();
  const file = { name: 'settings.yml', mimeType: 'text/yaml', buffer: Buffer.from(stringify(settings)) };
  await window.getByLabel('Settings file').setInputFiles(file);
}

for (const theme of themes) {
  test(`every view of the demo, ${theme}`, async ({ stage }) => {
    const console = await stage.open();
    const { app, window } = console;
    await fitWindow(console);
    const watch = window.getByRole('button', { name: 'Watch the demo' });
    await expect(watch).toBeVisible();
    await app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await expect(window.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await take(window, 'first-run', theme);
    await watch.click();
    await work(window);
    await chooseTheme(window, theme);
    for (const stop of tour) {
      await stop.go(window);
      await take(window, stop.name, theme);
    }
    await begunPostmortem(window);
    await take(window, 'postmortem', theme);
  });

  test(`feeds of which not all are well, ${theme}`, async ({ stage }) => {
    const [one, two] = await startAlertmanagerPair();
    const staging = stage.keep(await startAlertmanager());
    stage.keep(one);
    stage.keep(two);
    const storm = makeStorm(240);
    await one.post(storm);
    await two.post(storm);
    await staging.post(makeStorm(30, { seed: 2 }));
    const feed = (id: string, name: string, urls: readonly string[]) => ({ id, kind: 'alertmanager', name, config: { urls } });
    const feeds = [
      feed('main', 'Main cluster', [one.url, two.url]),
      feed('staging', 'Staging', [staging.url]),
      feed('mimir', 'Mimir eu', [`http://127.0.0.1:${await freePort()}/alertmanager`]),
    ].map((settings) => ({ ...settings, intervalSeconds: 2 }));
    await one.kill();
    const console = await stage.open();
    const { window } = console;
    await fitWindow(console);
    await importSettings(window, { version: 1, feeds });
    await chooseTheme(window, theme);
    await window.keyboard.press('Control+2');
    const table = window.getByRole('table', { name: 'Feeds' });
    await expect(table.getByRole('row', { name: /Main cluster/ })).toContainText(/partial/i);
    await expect(table.getByRole('row', { name: /Mimir/ })).toContainText(/blind/i, { timeout: 20_000 });
    await table.getByRole('button', { name: 'Mimir eu' }).click();
    await dismissToasts(window);
    await take(window, 'feeds-not-well', theme);
    await window.keyboard.press('Control+1');
    await expect(queue(window).getByRole('row', { name: /^INC-/ }).first()).toBeVisible();
    await take(window, 'queue-busy', theme);
  });
}
