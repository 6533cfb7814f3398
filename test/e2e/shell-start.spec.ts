// Ways to start, to be started again and to end: deep links, second starts, signals, and where the log's key is kept.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp, type RunningApp } from '../harness/electron-app';
import { eventually } from '../harness/eventually';
import { startVirtualDesktop, type VirtualDesktop } from '../harness/notification-daemon';
import { startAgain } from './parts/second-start';

let desktop: VirtualDesktop;
let profile: string;
let running: RunningApp | null = null;

test.beforeEach(async () => {
  desktop = await startVirtualDesktop({ hasNotifications: true });
  profile = mkdtempSync(join(tmpdir(), 'dogwatch-start-'));
});
test.afterEach(async () => {
  await running?.close();
  running = null;
  await desktop?.stop();
  rmSync(profile, { recursive: true, force: true });
});

type Runtime = Pick<Parameters<typeof launchApp>[0] & object, 'executable'>;

async function open(env: NodeJS.ProcessEnv = desktop.env, args: readonly string[] = [], runtime: Runtime = {}): Promise<RunningApp> {
  running = await launchApp({ env, profile, args, ...runtime });
  return running;
}

const again = (...words: string[]): Promise<number | null> => startAgain(desktop.env, profile, ...words);

/** Gone, or a zombie that nobody has collected yet. */
function hasEnded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
}

const watchDemo = (window: Page) => window.getByRole('button', { name: 'Watch the demo' }).click();
const heading = (window: Page, name: string) => window.getByRole('heading', { name });

test('a second start hands its deep link to the first and leaves; hostile links do nothing', async () => {
  const { window, app } = await open();
  await watchDemo(window);
  await expect(window.getByRole('row', { name: /^INC-1\b/ })).toBeVisible({ timeout: 20_000 });
  expect(await again('dogwatch://incident/INC-1')).toBe(0);
  await expect(heading(window, 'FilesystemFillingUp')).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  expect(await again('dogwatch://incident/INC-1/../../x', 'dogwatch://settings')).toBe(0);
  await eventually('a second start brings the window up', () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === false),
  );
  expect(app.windows()).toHaveLength(1);
});

test('a deep link on the command line opens its incident as soon as the window can show it', async () => {
  const source = await startAlertmanager();
  await source.post([{ labels: { alertname: 'DiskFull', service: 'orders-db', severity: 'warning' }, annotations: { summary: 'full' } }]);
  const config = `version: 1\nfeeds:\n  - id: prod\n    kind: alertmanager\n    name: Prod\n    config:\n      urls: ['${source.url}']\n`;
  running = await launchApp({ env: desktop.env, profile, config });
  await expect(running.window.getByRole('row', { name: /^INC-1\b/ })).toBeVisible({ timeout: 20_000 });
  await running.close();
  running = await launchApp({ env: desktop.env, profile, config, args: ['dogwatch://incident/INC-1'] });
  await expect(heading(running.window, 'DiskFull')).toBeVisible({ timeout: 15_000 });
  await source.stop();
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends everything cleanly with status 0`, async () => {
    const { app, pid } = await open();
    const engine = await eventually('the engine runs', () =>
      app.evaluate(({ app: electron }) => electron.getAppMetrics().find((metric) => metric.name === 'Dogwatch engine')?.pid),
    );
    const ended = new Promise<number | null>((done) => app.process().once('exit', (code) => done(code)));
    process.kill(pid, signal);
    expect(await ended).toBe(0);
    running = null;
    await eventually('the engine is gone', () => hasEnded(engine));
  });
}

test('--seconds ends by itself; a value that makes no sense is refused with status 2', async () => {
  const startedAt = performance.now();
  expect(await again('--seconds', '4')).toBe(0);
  expect(performance.now() - startedAt).toBeGreaterThan(3_900);
  expect(await again('--seconds', 'soon')).toBe(2);
});

test('no keyring: the key is in a file that only its owner can read, and the window says so', async () => {
  const { window } = await open();
  await expect(window.getByRole('contentinfo', { name: 'Status' })).toContainText('Log key kept in a file', { timeout: 15_000 });
  expect(statSync(join(profile, 'log.key')).mode & 0o777).toBe(0o600);
  expect(statSync(join(profile, 'keys.json')).mode & 0o777).toBe(0o600);
});

test('a passphrase replaces the key file; the next start asks, refuses a wrong one and opens with the right one', async () => {
  const first = await open();
  await watchDemo(first.window);
  await expect(first.window.getByRole('row', { name: /^INC-1\b/ })).toBeVisible({ timeout: 20_000 });
  const reply = await first.window.evaluate(() =>
    (window as unknown as { dogwatch: { invoke(call: string, args: unknown): unknown } }).dogwatch.invoke('set-passphrase', {
      passphrase: 'four calm dogs',
    }),
  );
  expect(reply).toEqual({ ok: true, value: { keyKeeping: 'passphrase' } });
  expect(existsSync(join(profile, 'log.key'))).toBe(false);
  await first.close();
  const second = await open();
  await second.window.getByLabel('Passphrase').fill('four wild dogs');
  const retry = second.app.waitForEvent('window');
  await second.window.getByRole('button', { name: 'Open the log' }).click();
  const dialog = await retry;
  await expect(dialog.getByRole('alert')).toBeVisible();
  const opened = second.app.waitForEvent('window');
  await dialog.getByLabel('Passphrase').fill('four calm dogs');
  await dialog.getByRole('button', { name: 'Open the log' }).click();
  await expect((await opened).getByRole('row', { name: /^INC-1\b/ })).toBeVisible({ timeout: 20_000 });
});

test('with a real gnome-keyring the key is guarded by it, and a start without the keyring refuses and changes nothing', async () => {
  const home = mkdtempSync(join(tmpdir(), 'dogwatch-home-'));
  const env = { ...desktop.env, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CURRENT_DESKTOP: 'GNOME' };
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('pw');
  await new Promise((done) => setTimeout(done, 1_000));
  // Started by its path, since the driver's own way of starting forbids keyrings.
  const plain = { executable: createRequire(import.meta.url)('electron') as string };
  const first = await open(env, [], plain);
  await watchDemo(first.window);
  await expect(first.window.getByRole('row', { name: /^INC-1\b/ })).toBeVisible({ timeout: 20_000 });
  const kept = JSON.parse(readFileSync(join(profile, 'keys.json'), 'utf8')) as { record: { keeping: string; guarded: string } };
  expect(kept.record.keeping).toBe('keychain');
  expect(existsSync(join(profile, 'log.key'))).toBe(false);
  await first.close();
  const second = await open(env, [], plain);
  await expect(second.window.getByRole('row', { name: /^INC-1\b/ })).toBeVisible({ timeout: 20_000 });
  await second.close();
  keyring.kill();
  const third = await open({ ...env, XDG_CURRENT_DESKTOP: '' }, [], plain);
  await expect(third.window.getByText(/keyring can’t be read/).first()).toBeVisible({ timeout: 15_000 });
  expect(JSON.parse(readFileSync(join(profile, 'keys.json'), 'utf8'))).toEqual(kept);
  rmSync(home, { recursive: true, force: true });
});
