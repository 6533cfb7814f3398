// The shift begins: what Ana left is taken over from her file, then nothing happens, and the console says so.
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { foot, queue } from '../e2e/parts/window';
import { launchApp, type RunningApp } from '../harness/electron-app';
import { type Day, dismissToasts, rowWith } from './day';

const PASSPHRASE = 'seven bells and all is well';

/** Native dialogs of files are answered with this path, as a person would. */
export async function answerFileDialogs({ app }: RunningApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** Ana's night: one small thing is left, and goes to a file for Robin. */
export async function anasNight(day: Omit<Day, 'running'>): Promise<string> {
  const { site, stage } = day;
  const file = join(stage.profile, 'night.dogwatch-shift');
  const profile = join(stage.profile, 'ana');
  site.prometheus.expose('certificate_days_left', { service: 'login', instance: 'login.example.com' }, 6);
  const ana = await launchApp({ config: site.config('Ana'), env: stage.desktop.env, profile });
  const { window } = ana;
  await expect(queue(window).getByRole('row', { name: /CertificateExpiresSoon/ })).toBeVisible({ timeout: 30_000 });
  await queue(window)
    .getByRole('row', { name: /CertificateExpiresSoon/ })
    .click();
  await window.keyboard.press('a');
  await answerFileDialogs(ana, file);
  await window.keyboard.press('Control+Shift+H');
  const handing = window.getByRole('region', { name: 'Hand over' });
  await expect(handing.getByRole('list', { name: 'Incidents that will be in it' })).toContainText('CertificateExpiresSoon');
  await handing.getByRole('textbox', { name: 'To' }).fill('Robin');
  await handing.getByRole('textbox', { name: 'Note' }).fill('Quiet night. The new certificate is ordered, it comes before noon.');
  await handing.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE);
  await handing.getByRole('button', { name: 'Export…' }).click();
  await expect(window.getByText(/^Shift saved to /)).toBeVisible({ timeout: 20_000 });
  await ana.close();
  return file;
}

export async function morning(day: Day, file: string): Promise<void> {
  const { running, site, take } = day;
  const { window } = running;
  await expect(foot(window).getByRole('button', { name: /^Watching 2 feeds/ })).toBeVisible({ timeout: 30_000 });
  await answerFileDialogs(running, file);
  await window.keyboard.press('Control+Shift+H');
  const taking = window.getByRole('region', { name: 'Take over' });
  await taking.getByRole('button', { name: 'Open a shift…' }).click();
  await taking.getByRole('textbox', { name: /^Passphrase/ }).fill(PASSPHRASE);
  await window.keyboard.press('Enter');
  const shift = taking.getByRole('article', { name: /^From Ana/ });
  await expect(shift).toContainText('The new certificate is ordered');
  await take('shift-received');
  await shift.getByRole('button', { name: 'Take over', exact: true }).click();
  await expect(taking.getByRole('button', { name: 'Open a shift…' })).toBeVisible();
  site.prometheus.expose('certificate_days_left', { service: 'login', instance: 'login.example.com' }, 89);
  await window.keyboard.press('Control+2');
  await window.getByRole('table', { name: 'Feeds' }).getByRole('button', { name: 'Main cluster' }).click();
  await window.getByRole('button', { name: 'Prove now' }).click();
  await expect(window.getByRole('region', { name: 'Proof of detection' })).toContainText('Last proved', { timeout: 30_000 });
  await dismissToasts(day);
  await take('proved');
  await window.keyboard.press('Control+1');
  await expect(rowWith(day, /^INC-/)).toHaveCount(0, { timeout: 30_000 });
  await take('quiet-morning');
}
