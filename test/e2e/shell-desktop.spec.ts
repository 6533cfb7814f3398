// What the console does on the desktop around it: start with the session, come up by a key from anywhere, write a file where the
// person says, and look at once when the machine wakes. Real session, real keys, real files; only the file dialog is answered for.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp, type RunningApp } from '../harness/electron-app';
import { expect, type Stage, test } from './parts/stage';
import { chooseTheme } from './parts/tour';
import { watchConfig } from './parts/watch-config';
import { foot, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a virtual display and its keys');

const nobody = 'http://127.0.0.1:9';
const secret = 'correct horse battery staple';
let home: string;

test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dogwatch-home-'));
});
test.afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A console whose configuration folder is the test's own: autostart must not touch the one of whoever runs the test. */
async function open(
  { desktop, keep }: Stage,
  profile: string,
  config: string | null = watchConfig({ urls: [nobody] }),
): Promise<RunningApp> {
  const env = { ...desktop.env, XDG_CONFIG_HOME: join(home, 'config'), WATCH_PASSWORD: secret };
  const running = await launchApp({ env, profile, ...(config !== null && { config }) });
  keep({ stop: running.close });
  await expect(foot(running.window)).toContainText(/Watching|Blind/, { timeout: 20_000 });
  return running;
}

async function settingsAt(window: Page, section: string): Promise<void> {
  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: section, exact: true }).click();
  await expect(window.getByRole('heading', { name: section, level: 3 })).toBeVisible();
}

/** The arguments of an Exec line, unquoted as the Desktop Entry Specification says. */
function argumentsOf(exec: string): string[] {
  return [...exec.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('\\\\', '\\').replace(/\\(.)/g, '$1').replaceAll('%%', '%') ?? bare ?? '',
  );
}

test('start with the session: an entry that runs this very program in the tray, gone when switched off', async ({ stage }) => {
  const entry = join(home, 'config', 'autostart', 'dogwatch.desktop');
  const { window, app } = await open(stage, stage.profile);
  await settingsAt(window, 'Desktop');
  const autostart = window.getByRole('switch', { name: 'Start with the session' });
  await expect(autostart).not.toBeChecked();
  expect(existsSync(entry)).toBe(false);

  await autostart.click();
  await expect(autostart).toBeChecked();
  const lines = readFileSync(entry, 'utf8').split('\n');
  expect(lines[0]).toBe('[Desktop Entry]');
  expect(lines).toContain('Type=Application');
  const exec = argumentsOf(lines.find((line) => line.startsWith('Exec='))?.slice('Exec='.length) ?? '');
  const own = await app.evaluate(({ app: shell }) => [process.execPath, shell.getAppPath()]);
  expect(exec).toEqual([...own, '--hidden']);
  expect(statSync(exec[0] ?? '').mode & 0o111).not.toBe(0);

  await autostart.click();
  await expect(autostart).not.toBeChecked();
  expect(existsSync(entry)).toBe(false);
});

const isShown = ({ app }: RunningApp): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

async function hide(console: RunningApp): Promise<void> {
  await console.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(() => isShown(console)).toBe(false);
}

function pressAnywhere({ desktop }: Stage, keys: string): void {
  execFileSync('xdotool', ['key', keys], { env: desktop.env });
}

async function chooseKey(window: Page, keys: string, what = 'Global key'): Promise<void> {
  await settingsAt(window, 'Desktop');
  await window.getByRole('button', { name: `${what}: Set a key` }).click();
  await window.keyboard.press(keys);
}

test('a key from anywhere brings the window up, also after a restart, and no more once it is cleared', async ({ stage }) => {
  const first = await open(stage, stage.profile);
  await chooseKey(first.window, 'Control+Alt+d');
  await expect(first.window.getByText('Ctrl+Alt+D brings the window up')).toBeVisible();
  await hide(first);
  pressAnywhere(stage, 'ctrl+alt+d');
  await expect.poll(() => isShown(first)).toBe(true);
  await first.close();

  const again = await open(stage, stage.profile);
  // It is asked for a moment after the first rows were drawn.
  await expect.poll(() => again.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('Control+Alt+D'))).toBe(true);
  await hide(again);
  pressAnywhere(stage, 'ctrl+alt+d');
  await expect.poll(() => isShown(again)).toBe(true);

  await settingsAt(again.window, 'Desktop');
  await again.window.getByRole('button', { name: 'Global key: Clear the key' }).click();
  await expect(again.window.getByText('No global key any more')).toBeVisible();
  await hide(again);
  pressAnywhere(stage, 'ctrl+alt+d');
  await again.window.waitForTimeout(500);
  expect(await isShown(again)).toBe(false);
});

test('[I10] a key of its own opens the report of an incident from any program', async ({ stage }) => {
  const console = await open(stage, stage.profile);
  await chooseKey(console.window, 'Control+Alt+i', 'Global key to report');
  await expect(console.window.getByText('Ctrl+Alt+I opens the report of an incident')).toBeVisible();
  await hide(console);
  pressAnywhere(stage, 'ctrl+alt+i');
  await expect.poll(() => isShown(console)).toBe(true);
  await expect(console.window.getByRole('dialog', { name: 'Report an incident' })).toBeVisible();
});

test('a key that another program holds is refused in words, and the earlier one stays', async ({ stage }) => {
  const holder = await open(stage, stage.profile);
  await chooseKey(holder.window, 'Control+Alt+d');
  await expect(holder.window.getByText('Ctrl+Alt+D brings the window up')).toBeVisible();
  const other = await open(stage, join(home, 'other-profile'));
  await chooseKey(other.window, 'Control+Alt+e');
  await expect(other.window.getByText('Ctrl+Alt+E brings the window up')).toBeVisible();
  await other.window.getByRole('button', { name: 'Global key: Ctrl+Alt+E' }).click();
  await other.window.keyboard.press('Control+Alt+d');
  await expect(other.window.getByText(/does not give Dogwatch the shortcut “Ctrl\+Alt\+D”/)).toBeVisible();
  await expect(other.window.getByRole('button', { name: 'Global key: Ctrl+Alt+E' })).toBeVisible();
  await hide(other);
  pressAnywhere(stage, 'ctrl+alt+e');
  await expect.poll(() => isShown(other)).toBe(true);
});

/** The next file dialogs are answered with `filePath`, or cancelled for `null`; resolves to what they were asked. */
function answerSaveDialog({ app }: RunningApp, filePath: string | null): Promise<void> {
  return app.evaluate(({ dialog }, path) => {
    const seen: string[] = [];
    (globalThis as unknown as { savedAs: string[] }).savedAs = seen;
    dialog.showSaveDialog = ((_window: unknown, options: { defaultPath: string }) => {
      seen.push(options.defaultPath);
      return Promise.resolve({ canceled: path === null, filePath: path ?? '' });
    }) as unknown as typeof dialog.showSaveDialog;
  }, filePath);
}

test('the settings are exported to the file that was chosen, without secrets; a cancelled dialog writes nothing', async ({ stage }) => {
  const config = { urls: [nobody], username: 'robin', password: { env: 'WATCH_PASSWORD' } };
  const console = await open(stage, stage.profile, watchConfig({ urls: [], feed: { config } }));
  const { window } = console;
  await settingsAt(window, 'Import and export');
  const exporting = window.getByRole('button', { name: 'Export settings…' });
  const file = join(home, 'my settings.yml');

  await answerSaveDialog(console, null);
  await exporting.click();
  const asked = (): Promise<string[]> => console.app.evaluate(() => (globalThis as unknown as { savedAs: string[] }).savedAs);
  await expect.poll(asked).toEqual(['dogwatch-settings.yml']);
  await window.waitForTimeout(200);
  expect(existsSync(file)).toBe(false);
  await expect(window.getByText(/^Exported/)).toHaveCount(0);

  await answerSaveDialog(console, file);
  await exporting.click();
  await expect(window.getByText(`Exported to ${file}`)).toBeVisible();
  const text = readFileSync(file, 'utf8');
  expect(parse(text)).toMatchObject({ version: 1, person: { name: 'Robin' }, feeds: [{ id: 'main', config: { username: 'robin' } }] });
  expect(text).not.toContain(secret);
  await answerSaveDialog(console, join(home, 'no such folder', 'settings.yml'));
  await exporting.click();
  await expect(window.getByText(/could not be written: ENOENT.*Choose another place/)).toBeVisible();

  const other = await open(stage, join(home, 'other-profile'), null);
  await other.window.getByRole('button', { name: 'Watch the demo' }).click();
  await settingsAt(other.window, 'Import and export');
  await other.window.getByLabel('Settings file').setInputFiles(file);
  await expect(other.window.getByText('✓ Imported, with 1 feed')).toBeVisible();
});

test('the system’s dark and light are followed until one is chosen', async ({ stage }) => {
  const { window, app } = await open(stage, stage.profile);
  const page = window.locator('html');
  const turn = (source: 'dark' | 'light'): Promise<void> =>
    app.evaluate(({ nativeTheme }, chosen) => {
      nativeTheme.themeSource = chosen;
    }, source);
  for (const scheme of ['dark', 'light', 'dark'] as const) {
    // The driver loses its hold on an answer now and then, right after the start.
    await expect(() => turn(scheme)).toPass();
    await expect(page).toHaveAttribute('data-mantine-color-scheme', scheme);
  }
  await chooseTheme(window, 'light');
  await expect.poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('light');
});

test('after sleep every feed is asked at once, and a clock that jumped counts as sleep', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const { window, app } = await open(stage, stage.profile, watchConfig({ urls: [server.url], feed: { intervalSeconds: 600 } }));
  await watches(window);
  await server.post([{ labels: { alertname: 'WhileAsleep', severity: 'critical' } }]);
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await window.waitForTimeout(1_500);
  await expect(rowOf(window, 1)).toHaveCount(0);
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect(rowOf(window, 1)).toContainText('WhileAsleep');
  await stage.daemon.waitFor((got) => got.summary.includes('WhileAsleep'));

  await server.post([{ labels: { alertname: 'ClockJumped', severity: 'critical' } }]);
  await window.waitForTimeout(1_500);
  await expect(rowOf(window, 2)).toHaveCount(0);
  await app.evaluate(() => {
    const real = Date.now;
    Date.now = () => real() + 60_000;
  });
  await expect(rowOf(window, 2)).toContainText('ClockJumped', { timeout: 12_000 });
});
