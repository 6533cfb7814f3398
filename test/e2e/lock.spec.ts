// A locked console in the real window: nothing of an incident is in the page, its process, a page on the screen or the tray, and no call is answered.

import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import type { RunningApp } from '../harness/electron-app';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { settingsAt } from './parts/tour';
import { watchConfig } from './parts/watch-config';
import { rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const alertOf = (service: string) => ({
  labels: { alertname: 'DiskFilling', severity: 'critical', service },
  annotations: { summary: `/var/lib/data of ${service} is 97 % full` },
});
const DETAILS = /DiskFilling|payments|billing|97 %|var\/lib/;

const locked = (window: Page) => window.getByRole('heading', { name: 'Locked' });
const unlock = (window: Page) => window.getByRole('button', { name: 'Unlock' });

/** The process that draws the window now. */
const drawnBy = (app: RunningApp['app']): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);

/** All that the page and what it keeps can tell. */
const textOf = (window: Page): Promise<string> =>
  window.evaluate(async () =>
    [
      document.documentElement.outerHTML,
      document.title,
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(await indexedDB.databases()),
      JSON.stringify(Object.keys(window).filter((name) => !(name in Window.prototype))),
    ].join('\n'),
  );

async function press(window: Page, keys: string): Promise<void> {
  await window.locator('body').click({ position: { x: 2, y: 2 } });
  await window.keyboard.press(keys);
}

test('[K11] [K14] locked: the page, its process, pages on the screen and the tray hold nothing; calls are refused; the engine goes on', async ({
  stage,
}) => {
  test.setTimeout(150_000);
  const server = stage.keep(await startAlertmanager());
  const { app, window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await server.post([alertOf('payments')]);
  await expect(rowOf(window, 1)).toContainText('DiskFilling');
  await stage.daemon.waitFor((got) => DETAILS.test(`${got.summary}${got.body}`), 20_000);
  expect(await textOf(window)).toMatch(DETAILS);
  const before = await drawnBy(app);

  await press(window, 'Control+Shift+L');
  await expect(locked(window)).toBeVisible();
  expect(await textOf(window)).not.toMatch(DETAILS);
  // The memory that held the rows is gone with its process.
  await expect.poll(() => existsSync(`/proc/${before}`), { timeout: 30_000 }).toBe(false);
  expect(await drawnBy(app)).not.toBe(before);
  await stage.daemon.waitFor((got) => got.summary === 'SEV2 · INC-1', 20_000);

  const refused = await window.evaluate(async () => {
    const { dogwatch } = window as unknown as {
      dogwatch: { invoke(call: string, args: unknown): Promise<{ error?: { what: string } }>; requestPort(): void };
    };
    const ports: unknown[] = [];
    addEventListener('message', (event) => ports.push(event.data));
    dogwatch.requestPort();
    const asked: [string, unknown][] = [
      ['get-preferences', {}],
      ['set-lock-word', { word: null }],
      ['open-link', { url: 'https://example.org' }],
    ];
    const replies = await Promise.all(asked.map(([call, args]) => dogwatch.invoke(call, args)));
    return { whats: replies.map((reply) => reply.error?.what ?? 'answered'), ports };
  });
  expect(refused.ports).toEqual([]);
  for (const what of refused.whats) expect(what).toContain('while the console is locked');

  const told = stage.daemon.received.length;
  await server.post([alertOf('billing')]);
  await stage.daemon.waitFor((got) => got.summary === 'SEV2 · INC-2', 30_000);
  const after = stage.daemon.received.slice(told);
  expect(JSON.stringify(after.map(({ at: _, ...page }) => page))).not.toMatch(DETAILS);
  expect(JSON.stringify(after.map((page) => page.actions))).not.toContain('acknowledge');
  const labels = async () => (await stage.tray.menu()).filter((item) => !item.isSeparator).map((item) => item.label);
  await expect.poll(labels, { timeout: 20_000 }).toEqual(['Watching 1 feed, 2 problems', 'Unlock…', 'Quit']);

  await looksRight(window, 'lock/locked');
  await unlock(window).click();
  await expect(rowOf(window, 2)).toContainText('DiskFilling');
  await expect(rowOf(window, 1)).toContainText('DiskFilling');
});

test('[K12] [K13] [K15] a PIN, the desktop’s own lock, an idle machine, and a restart: locked until the PIN fits', async ({ stage }) => {
  test.setTimeout(150_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([alertOf('payments')]);
  const config = watchConfig({ urls: [server.url] });
  const first = await stage.open({ config });
  const { app, window } = first;
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible();
  await settingsAt('Desktop')(window);
  const rows = window.getByRole('region', { name: 'Lock', exact: true });
  await rows.getByRole('button', { name: 'Set a PIN' }).click();
  await rows.getByLabel('New PIN').fill('0815');
  await rows.getByLabel('Once more').fill('0815');
  await rows.getByRole('button', { name: 'Use this PIN' }).click();
  await expect(rows.getByText('Opened by a PIN')).toBeVisible();
  const withScreen = rows.getByRole('switch', { name: 'Lock with the screen' });
  await withScreen.click({ force: true });
  await expect(withScreen).toBeChecked();
  const byItself = rows.getByLabel('Lock by itself');
  await byItself.selectOption('5');
  await expect(byItself).toHaveValue('5');
  await rows.scrollIntoViewIfNeeded();
  await looksRight(window, 'lock/settings');

  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await expect(locked(window)).toBeVisible();
  const pin = window.getByLabel('Passphrase or PIN');
  await pin.fill('4711');
  await unlock(window).click();
  await expect(window.getByRole('alert')).toHaveText('That does not fit. Try again in 1 s.');
  await expect(async () => {
    await pin.fill('0815');
    await unlock(window).click();
    await expect(rowOf(window, 1)).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 30_000 });

  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 5 * 60;
  });
  await expect(locked(window)).toBeVisible({ timeout: 30_000 });
  await first.close();
  const again = await stage.open({ config });
  await expect(locked(again.window)).toBeVisible();
  expect(await textOf(again.window)).not.toMatch(DETAILS);
  await again.window.getByLabel('Passphrase or PIN').fill('0815');
  await unlock(again.window).click();
  await expect(rowOf(again.window, 1)).toContainText('DiskFilling');
});
