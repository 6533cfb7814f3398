// A page reaches a real notification daemon and its buttons reach the engine; a daemon that is hung or absent is told, never waited for.
import { expect, type Page, test } from '@playwright/test';
import { type LaunchOptions, launchApp, type RunningApp } from '../harness/electron-app';
import { eventually } from '../harness/eventually';
import { startNotificationDaemon, startVirtualDesktop, type VirtualDesktop } from '../harness/notification-daemon';

let desktop: VirtualDesktop;
let running: RunningApp;

/** The console past its first-run screen. */
async function openConsole(options: LaunchOptions): Promise<RunningApp> {
  const opened = await launchApp(options);
  running = opened;
  await opened.window.getByRole('button', { name: 'Watch the demo' }).click();
  return opened;
}

test.beforeEach(async () => {
  desktop = await startVirtualDesktop();
});
test.afterEach(async () => {
  await running?.close();
  await desktop?.stop();
});

async function sendTestPage(window: Page): Promise<void> {
  await window.keyboard.press('Control+k');
  await window
    .getByRole('dialog')
    .getByRole('combobox')
    .or(window.getByRole('dialog').getByRole('textbox'))
    .first()
    .fill('Send a test page');
  await window.getByRole('option', { name: /^Send a test page/ }).click();
}

const foot = (window: Page) => window.getByRole('contentinfo', { name: 'Status' });

test('[N1] a page is shown with buttons, escaped where bodies are markup, and Acknowledge reaches the incident', async () => {
  const daemon = await startNotificationDaemon(desktop.env, { capabilities: ['actions', 'body', 'body-markup'] });
  running = await openConsole({ env: desktop.env });
  const page = await daemon.waitFor((got) => got.summary.includes('FilesystemFillingUp'), 20_000);
  expect(page).toMatchObject({ app: 'Dogwatch', hints: { urgency: '0', 'desktop-entry': 'dogwatch', 'suppress-sound': 'true' } });
  expect(page.actions.map((action) => action.key)).toEqual(['default', 'acknowledge', 'snooze', 'open']);
  expect(page.body).not.toMatch(/[<>]/);
  daemon.invoke(page.id, 'acknowledge');
  const row = running.window.getByRole('row', { name: /^INC-1\b/ });
  await expect(row).toContainText('me', { timeout: 15_000 });
  expect(daemon.received.filter((got) => got.id === page.id)).toHaveLength(1);
  await daemon.stop();
});

test('what a person acknowledges leaves the screen, and a click on a page shows its incident', async () => {
  const daemon = await startNotificationDaemon(desktop.env);
  running = await openConsole({ env: desktop.env });
  const page = await daemon.waitFor((got) => got.summary.includes('DeployFailed'), 20_000);
  await running.window.getByRole('row', { name: /^INC-3\b/ }).click();
  await running.window.keyboard.press('a');
  await eventually('the page is withdrawn', () => daemon.withdrawn.includes(page.id));
  const next = await daemon.waitFor((got) => got.summary.includes('ProbeFailed'), 20_000);
  daemon.invoke(next.id, 'default');
  await expect(running.window.getByRole('heading', { name: 'ProbeFailed' })).toBeVisible();
  await daemon.stop();
});

test('a hung daemon: the page has failed after 3 s, the desk is blind, nothing blocks, and it heals by itself', async () => {
  const daemon = await startNotificationDaemon(desktop.env);
  running = await openConsole({ env: desktop.env });
  await daemon.waitFor((got) => got.summary.includes('FilesystemFillingUp'), 20_000);
  daemon.hang();
  await sendTestPage(running.window);
  const worst = await running.app.evaluate(async ({ app }) => {
    let last = performance.now();
    let lag = 0;
    const timer = setInterval(() => {
      lag = Math.max(lag, performance.now() - last - 20);
      last = performance.now();
    }, 20);
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    clearInterval(timer);
    return app.isReady() ? lag : -1;
  });
  expect(worst).toBeLessThan(250);
  await expect(foot(running.window)).toContainText(/blind/i);
  await expect(foot(running.window).getByTitle(/hung/)).toBeVisible();
  daemon.resume();
  await expect(foot(running.window)).not.toContainText(/blind/i, { timeout: 15_000 });
  await daemon.stop();
});

test('no daemon: blind from the start; one that comes later is found at once and used', async () => {
  running = await openConsole({ env: desktop.env });
  await expect(foot(running.window)).toContainText(/blind/i, { timeout: 15_000 });
  await expect(foot(running.window).getByTitle(/no notification service/)).toBeVisible();
  const daemon = await startNotificationDaemon(desktop.env);
  await expect(foot(running.window)).not.toContainText(/blind/i, { timeout: 5_000 });
  await sendTestPage(running.window);
  await daemon.waitFor((got) => /test/i.test(got.summary));
  await daemon.stop();
  await expect(foot(running.window)).toContainText(/blind/i, { timeout: 15_000 });
});

test('no session bus at all: blind with words, and the console still works', async () => {
  const { DBUS_SESSION_BUS_ADDRESS: _none, ...env } = desktop.env;
  running = await openConsole({ env });
  await expect(foot(running.window)).toContainText(/blind/i, { timeout: 15_000 });
  await expect(foot(running.window).getByTitle(/no D-Bus session bus/)).toBeVisible();
  await expect(running.window.getByRole('row', { name: /^INC-1\b/ })).toBeVisible({ timeout: 15_000 });
});
