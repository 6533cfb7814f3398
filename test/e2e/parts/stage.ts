// What every watch needs around it: a desktop of its own with a real notification daemon and a panel, a profile, and an end for all of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type LaunchOptions, launchApp, type RunningApp } from '../../harness/electron-app';
import {
  type NotificationDaemon,
  startNotificationDaemon,
  startVirtualDesktop,
  type VirtualDesktop,
} from '../../harness/notification-daemon';
import { startTrayHost, type TrayHost } from '../../harness/sni-watcher';

export interface Stage {
  readonly desktop: VirtualDesktop;
  readonly daemon: NotificationDaemon;
  readonly tray: TrayHost;
  /** Survives the console's restarts, ends with the test. */
  readonly profile: string;
  /** Opens the console on this desktop with this profile; it is closed at the end if it still runs. */
  readonly open: (options?: Pick<LaunchOptions, 'config' | 'args'>) => Promise<RunningApp>;
  /** What was started for the test is stopped at its end, last first. */
  readonly keep: <T extends { readonly stop: () => Promise<void> }>(started: T) => T;
}

/** `test` with a `stage` that is new for each test, on a screen of `screenSize`: width x height x depth. */
export const test = base.extend<{ screenSize: string; stage: Stage }>({
  screenSize: ['1440x900x24', { option: true }],
  stage: async ({ screenSize }, use) => {
    const ends: (() => Promise<void>)[] = [];
    const keep: Stage['keep'] = (started) => {
      ends.push(started.stop);
      return started;
    };
    const desktop = keep(await startVirtualDesktop({ screen: screenSize }));
    const daemon = keep(await startNotificationDaemon(desktop.env));
    const tray = keep(await startTrayHost(desktop.busAddress));
    const profile = mkdtempSync(join(tmpdir(), 'dogwatch-watch-'));
    const open: Stage['open'] = async (options) => {
      const running = await launchApp({ ...options, env: desktop.env, profile });
      ends.push(running.close);
      return running;
    };
    await use({ desktop, daemon, tray, profile, open, keep });
    for (const end of ends.reverse()) await end();
    rmSync(profile, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
