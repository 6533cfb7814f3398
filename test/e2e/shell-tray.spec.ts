// The tray through a real StatusNotifierWatcher: three shapes, honest words, a menu that acts, and a window that hides only when there is a tray.
import { expect, test } from '@playwright/test';
import { type LaunchOptions, launchApp, type RunningApp } from '../harness/electron-app';
import { eventually } from '../harness/eventually';
import { startVirtualDesktop, type VirtualDesktop } from '../harness/notification-daemon';
import { startTrayHost, type TrayHost } from '../harness/sni-watcher';

let desktop: VirtualDesktop;
let host: TrayHost;
let running: RunningApp;

/** The console past its first-run screen. */
async function openConsole(options: LaunchOptions): Promise<RunningApp> {
  const opened = await launchApp(options);
  running = opened;
  await opened.window.getByRole('button', { name: 'Watch the demo' }).click();
  return opened;
}

test.beforeEach(async () => {
  desktop = await startVirtualDesktop({ hasNotifications: true });
});
test.afterEach(async () => {
  await running?.close();
  await host?.stop();
  await desktop?.stop();
});

const isVisible = (of: RunningApp): Promise<boolean | undefined> =>
  of.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

async function enginePid(of: RunningApp): Promise<number> {
  const pid = await of.app.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.name === 'Dogwatch engine')?.pid);
  if (!pid) throw new Error('no engine is running');
  return pid;
}

test('blind while starting, then problems with the worst severity, and the menu acknowledges', async () => {
  host = await startTrayHost(desktop.busAddress);
  running = await openConsole({ env: desktop.env });
  await host.waitForItem();
  const problem = await eventually(
    'the tray shows a problem',
    async () => {
      const item = await host.read();
      return /^Watching 1 feed, \d+ problem/.test(item.tooltip) ? item : null;
    },
    { limitMs: 20_000 },
  );
  expect(problem.icons.map((icon) => [icon.width, icon.height])).toContainEqual([22, 22]);
  const labels = (await host.menu()).map((entry) => entry.label);
  expect(labels.some((label) => /^SEV4 INC-1 FilesystemFillingUp/.test(label))).toBe(true);
  expect(labels).toEqual(
    expect.arrayContaining(['Pause paging for 15 min', 'Pause paging for 60 min', 'Embedded demo: ok', 'Open Dogwatch', 'Quit']),
  );
  await host.press('Acknowledge');
  await eventually('the menu marks it acknowledged', async () =>
    (await host.menu()).some((entry) => entry.label.startsWith('✓ SEV4 INC-1')),
  );
  await host.press('Pause paging for 15 min');
  await eventually('paging is paused', async () => (await host.menu()).some((entry) => entry.label.startsWith('Resume paging')));
});

test('the engine is killed: the tray is blind at once, the engine is back within 2 s and the window goes on', async () => {
  host = await startTrayHost(desktop.busAddress);
  running = await openConsole({ env: desktop.env });
  await eventually('the tray watches', async () => /^Watching/.test((await host.read()).tooltip), { limitMs: 20_000 });
  await expect(running.window.getByRole('row', { name: /^INC-1\b/ })).toBeVisible({ timeout: 15_000 });
  const clearIcon = (await host.read()).icons[0]?.argb;
  for (let death = 0; death < 3; death++) {
    const pid = await enginePid(running);
    const killedAt = performance.now();
    process.kill(pid, 'SIGKILL');
    const blind = await eventually(
      'the tray is blind',
      async () => {
        const item = await host.read();
        return /^Dogwatch is blind: The engine stopped/.test(item.tooltip) ? item : null;
      },
      { everyMs: 5 },
    );
    expect(blind.icons[0]?.argb.equals(clearIcon ?? Buffer.alloc(0))).toBe(false);
    await eventually('the tray watches again', async () => /^Watching/.test((await host.read()).tooltip));
    expect(performance.now() - killedAt).toBeLessThan(2_000);
    expect(await enginePid(running)).not.toBe(pid);
    await expect(running.window.getByRole('contentinfo', { name: 'Status' })).toContainText('Watching');
  }
  await expect(running.window.getByRole('row', { name: /^INC-1\b/ })).toBeVisible();
});

test('with a tray, closing hides and a click shows; a panel that comes late still gets the icon', async () => {
  running = await openConsole({ env: desktop.env });
  host = await startTrayHost(desktop.busAddress);
  await host.waitForItem();
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await eventually('the window is hidden', async () => (await isVisible(running)) === false);
  await host.activate();
  await eventually('the window is back', async () => (await isVisible(running)) === true);
});

test('without a tray, closing asks first and never hides', async () => {
  running = await openConsole({ env: desktop.env });
  await eventually('the window shows', () => isVisible(running));
  await running.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
      (globalThis as unknown as { asked: string }).asked = options.message;
      return Promise.resolve({ response: 2, checkboxChecked: false });
    }) as unknown as typeof dialog.showMessageBox;
  });
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await eventually('it asked', () => running.app.evaluate(() => (globalThis as unknown as { asked?: string }).asked));
  expect(await isVisible(running)).toBe(true);
});

test('--hidden starts in the tray; without a tray it shows itself', async () => {
  host = await startTrayHost(desktop.busAddress);
  running = await launchApp({ env: desktop.env, args: ['--hidden'] });
  await host.waitForItem();
  await running.window.waitForTimeout(800);
  expect(await isVisible(running)).toBe(false);
  await host.press('Open Dogwatch');
  await eventually('the window shows', () => isVisible(running));
});
