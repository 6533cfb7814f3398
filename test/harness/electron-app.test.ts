// Proves the launcher and the tray host with a real Electron that has a window and a tray icon.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type RunningApp } from './electron-app';
import { eventually } from './eventually';
import { startVirtualDesktop, type VirtualDesktop } from './notification-daemon';
import { writeSampleApp } from './sample-app';
import { startTrayHost, type TrayHost } from './sni-watcher';

describe.skipIf(process.platform !== 'linux')('a real Electron on a virtual desktop', { timeout: 30_000 }, () => {
  const sample = writeSampleApp();
  let desktop: VirtualDesktop;
  let tray: TrayHost;
  let running: RunningApp;
  beforeAll(async () => {
    desktop = await startVirtualDesktop();
    tray = await startTrayHost(desktop.busAddress);
    running = await launchApp({ env: desktop.env, appDir: sample.dir, config: 'version: 1\n' });
  });
  afterAll(async () => {
    await running.close();
    await tray.stop();
    await desktop.stop();
    sample.remove();
  });

  test('its window can be driven, and it got profile and configuration', async () => {
    expect(await running.window.getByRole('heading').textContent()).toBe('Sample');
    const words = await running.app.evaluate(() => process.argv);
    expect(words.slice(-4)).toEqual(['--profile', running.profile, '--config', `${running.profile}.config/dogwatch.yml`]);
  });

  test('the tray host reads icon, tooltip and menu, and presses them', async () => {
    await tray.waitForItem();
    await eventually('the tooltip is there', async () => (await tray.read()).tooltip === 'two problems');
    const { icons } = await tray.read();
    expect(icons[0]).toMatchObject({ width: 22, height: 22 });
    expect(icons[0]?.argb.subarray(0, 4)).toEqual(Buffer.from([255, 255, 255, 255]));
    const menu = await eventually('the menu is there', async () => {
      const entries = await tray.menu();
      return entries.length > 0 && entries;
    });
    expect(menu.map((entry) => [entry.label, entry.isSeparator, entry.isEnabled])).toEqual([
      ['INC-1 Disk', false, false],
      ['', true, true],
      ['More', false, true],
    ]);
    await tray.press(/^Pause/);
    await tray.activate();
    await eventually('the app heard both', () => ['pressed pause', 'icon clicked'].every((words) => running.output().includes(words)));
  });

  test('a killed app leaves the tray', async () => {
    await running.kill();
    await eventually('the item is gone', () => tray.items().length === 0);
  });
});
