// Two installations of the console, each with its own profile, write in the same postmortem offline and give each other files.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp, type RunningApp } from '../harness/electron-app';
import { looksRight } from '../harness/looks';
import { begun, startPostmortem, textOf, wholeText } from './parts/postmortem';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

/** What the dialogs of the shell answer from now on. */
async function choose({ app }: RunningApp, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
}

async function share({ window }: RunningApp): Promise<Locator> {
  await incident(window, 1).getByRole('button', { name: 'Share…' }).click();
  return window.getByRole('dialog').getByRole('region', { name: 'Another desk' });
}

async function saveEdits(desk: RunningApp, file: string): Promise<void> {
  await choose(desk, file);
  const part = await share(desk);
  await part.getByRole('button', { name: 'Save edits for another desk…' }).click();
  await expect(part.getByText(`Saved to ${file}.`)).toBeVisible();
  await desk.window.keyboard.press('Escape');
}

async function takeIn(desk: RunningApp, file: string, told: RegExp): Promise<void> {
  await choose(desk, file);
  const part = await share(desk);
  await part.getByRole('button', { name: 'Take in edits…' }).click();
  await expect(part.getByRole('status')).toHaveText(told);
  await desk.window.keyboard.press('Escape');
}

async function writeAtEnd({ window }: RunningApp, words: string): Promise<void> {
  const panel = incident(window, 1);
  await textOf(panel).click();
  await window.keyboard.press('Control+End');
  await window.keyboard.type(words);
  await expect(panel.getByRole('status').filter({ hasText: 'everything is saved here' })).toBeVisible();
}

test('[M1] [M13] what two installations wrote offline becomes one text at both, with who wrote it; a bad file changes nothing', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
  const other = mkdtempSync(join(tmpdir(), 'dogwatch-other-'));
  const configOf = (name: string): string => watchConfig({ urls: [server.url], settings: { person: { name } } });
  const anna = await stage.open({ config: configOf('Anna') });
  const raj = await launchApp({ env: stage.desktop.env, profile: other, config: configOf('Raj') });
  stage.keep({
    stop: async () => {
      await raj.close();
      rmSync(other, { recursive: true, force: true });
      rmSync(`${other}.config`, { recursive: true, force: true });
    },
  });
  for (const { window } of [anna, raj]) {
    await watches(window);
    await expect(rowOf(window, 1)).toBeVisible();
    await select(window, 1);
  }
  await startPostmortem(anna.window);
  const file = (name: string): string => join(stage.profile, `${name}.dogwatch-edits`);
  await saveEdits(anna, file('first'));

  await incidentTab(raj.window, 'Postmortem').click();
  await choose(raj, file('first'));
  await incident(raj.window, 1).getByRole('button', { name: 'Take in edits of another desk…' }).click();
  await begun(raj.window);
  await expect.poll(() => wholeText(raj.window)).toBe(await wholeText(anna.window));

  for (const { window } of [anna, raj]) await window.context().setOffline(true);
  await writeAtEnd(anna, '\nThe queue was full, says Anna.\n');
  await writeAtEnd(raj, '\nIt lasted an hour, says Raj.\n');
  await saveEdits(anna, file('anna'));
  await saveEdits(raj, file('raj'));
  await takeIn(anna, file('raj'), /^Took in what Raj wrote on “.+”\.$/);
  await takeIn(raj, file('anna'), /^Took in what Anna wrote on “.+”\.$/);
  const text = await wholeText(anna.window);
  await expect.poll(() => wholeText(raj.window)).toBe(text);
  for (const words of ['The queue was full, says Anna.', 'It lasted an hour, says Raj.']) expect(text.split(words)).toHaveLength(2);
  await takeIn(anna, file('raj'), /^This desk has all that was written on “.+”\.$/);

  writeFileSync(file('bad'), 'no edits\n');
  await choose(anna, file('bad'));
  const part = await share(anna);
  await part.getByRole('button', { name: 'Take in edits…' }).click();
  await expect(anna.window.getByText('This file holds no edits of a postmortem.')).toBeVisible();
  await looksRight(anna.window, 'postmortem-two-desks/edits');
  await anna.window.keyboard.press('Escape');
  expect(await wholeText(anna.window)).toBe(text);
  await incidentTab(anna.window, 'Timeline').click();
  const timeline = incident(anna.window, 1).getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByText(/^Took in edits of the postmortem from “/).first()).toBeVisible();
  await expect(timeline.getByText(/written by Raj; taken in by Anna/).first()).toBeVisible();
});
