// The record of an incident in the real window: a note with a pasted picture, a pin, a brushed span, an export that the documented
// command verifies, and what the notification daemon is told of a restricted incident.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { PIXEL } from '../electron/evidence/a-bundle';
import { startAlertmanager } from '../harness/alertmanager';
import type { RunningApp } from '../harness/electron-app';
import { graveViolations } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const labels = { alertname: 'DiskFilling', severity: 'critical', service: 'payments', namespace: 'prod', cluster: 'eu-west-1a' };
const alert = { labels, annotations: { summary: '/var/lib/data of payments is 97 % full' } };
const security = { labels: { alertname: 'LeakedKey', severity: 'warning', service: 'identity', category: 'security' } };

const verify = (file: string) => spawnSync(process.execPath, [resolve('scripts/verify.mjs'), file], { encoding: 'utf8' });

/** The picture really lies in the system's clipboard and is pasted by the keys. */
async function pastePicture({ app, window }: RunningApp, into: Locator): Promise<void> {
  await app.evaluate(({ clipboard, nativeImage }, base64) => {
    // Typings of a newer Electron have another name for it than the one that runs here.
    (clipboard as unknown as { writeImage(image: unknown): void }).writeImage(
      nativeImage.createFromBuffer(Buffer.from(base64, 'base64')).resize({ width: 40, height: 30 }),
    );
  }, PIXEL.toString('base64'));
  await into.focus();
  await window.keyboard.press('Control+V');
}

/** Where the person would have saved it. */
async function chooseFile({ app }: RunningApp, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

test('[H1] [H4] [H5] [H6] [H8] note with a pasted picture, pin, brush, export and verification, restriction', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const console = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  const { window } = console;
  await watches(window);
  await server.post([alert]);
  await stage.daemon.waitFor((got) => got.summary === 'SEV2 payments: DiskFilling');
  const panel = await select(window, 1);

  await incidentTab(window, 'Notes').click();
  const field = panel.getByRole('textbox', { name: 'New note' });
  await pastePicture(console, field);
  await expect(panel.getByRole('button', { name: /^Leave out / })).toBeVisible();
  await field.fill('The disk **fills**, see the picture <img src=x onerror=alert(1)>');
  await panel.getByRole('button', { name: 'Happened earlier' }).click();
  await panel.getByLabel('Happened at').fill('2026-01-02T03:04:05');
  await window.keyboard.press('Control+Enter');
  const picture = panel.locator('figure img');
  await expect(picture).toHaveJSProperty('naturalWidth', 40);
  await expect(panel.getByText('fills', { exact: true })).toHaveJSProperty('tagName', 'STRONG');
  const [kept = ''] = readdirSync(join(stage.profile, 'attachments'));
  expect(readFileSync(join(stage.profile, 'attachments', kept)).includes('PNG')).toBe(false);

  await incidentTab(window, 'Timeline').click();
  const entries = panel.getByRole('region', { name: 'Timeline', exact: true }).getByRole('listitem');
  await expect(entries.last()).toContainText('2026-01-02 03:04:05');
  await expect(entries.last()).toContainText('(seen ');
  await panel.getByRole('button', { name: 'Pin: Note by Robin' }).click();
  await expect(panel.getByRole('button', { name: 'Unpin: Note by Robin' })).toBeVisible();

  const slider = panel.getByRole('slider', { name: /^Timeline picture/ });
  const box = await slider.boundingBox();
  if (!box) throw new Error('the picture has no box');
  await window.mouse.move(box.x + 64, box.y + 12);
  await window.mouse.down();
  await window.mouse.move(box.x + 140, box.y + 12, { steps: 3 });
  await window.mouse.up();
  await expect(panel.getByText(/^1 of \d+ entries/)).toBeVisible();
  await expect(entries).toHaveCount(1);
  await slider.press('Escape');
  expect(await graveViolations(window)).toEqual([]);

  const file = join(stage.profile, 'INC-1-evidence.tar');
  await chooseFile(console, file);
  await panel.getByRole('button', { name: 'Evidence', exact: true }).click();
  await panel.getByRole('button', { name: 'Export evidence…' }).click();
  await expect(panel.getByText(/^Saved \d+ events to /)).toBeVisible();
  const whole = verify(file);
  expect(whole.stdout).toMatch(/WHOLE: \d+ events and 1 attachments/);
  expect(whole.status).toBe(0);
  const sha256 = /SHA-256 of the bundle: ([0-9a-f]{64})/.exec(whole.stdout)?.[1] ?? 'none';
  await expect(panel.getByText(sha256)).toBeVisible();
  const changed = readFileSync(file);
  changed[changed.indexOf('fills')] = 0x46;
  writeFileSync(file, changed);
  expect(verify(file)).toMatchObject({ status: 1, stdout: expect.stringMatching(/broken: events.jsonl/) });
  expect(existsSync(`${file}.part`)).toBe(false);

  await window.keyboard.press('Shift+K');
  await window.getByRole('dialog').getByRole('button', { name: 'Restrict' }).click();
  await expect(rowOf(window, 1)).toHaveAttribute('aria-label', /restricted/);
  await expect(panel.locator('header')).toContainText('Need to know');
  await window.keyboard.press('a');
  await expect(panel.locator('header')).toContainText('Acknowledged');
  await window.keyboard.press('Shift+A');
  const discreet = await stage.daemon.waitFor((got) => got.summary === 'SEV2 INC-1');
  expect(`${discreet.summary} ${discreet.body}`).not.toMatch(/payments|Disk|97/);

  await server.post([security]);
  const page = await stage.daemon.waitFor((got) => got.summary.includes('INC-2'));
  expect(`${page.summary} ${page.body}`).not.toMatch(/identity|Leaked/);
  await window.getByRole('grid', { name: 'Incident queue' }).focus();
  await window.keyboard.press('n');
  await window.getByRole('button', { name: /^Sort:/ }).click();
  await window.getByRole('menuitemradio', { name: 'age' }).click();
  const names = window.getByRole('grid', { name: 'Incident queue' }).locator('[role=row][data-id]');
  await expect(names.first()).toHaveAttribute('aria-label', /^INC-2 .*security, restricted/);
});
