// The other end-to-end tests may run as root, where Chromium has no sandbox. This one opens the console as a normal user.
import { readFileSync, readlinkSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { launchApp } from '../harness/electron-app';
import { prepareNormalUserApp, whyNoNormalUser } from '../harness/normal-user';
import { startVirtualDesktop } from '../harness/notification-daemon';

test.setTimeout(120_000);

test('the console opens with its window sandboxed', async () => {
  const why = whyNoNormalUser();
  test.skip(why !== null, why ?? '');
  const desktop = await startVirtualDesktop({ hasNotifications: true, isShared: true });
  const prepared = prepareNormalUserApp();
  const running = await launchApp({ ...prepared, env: { ...desktop.env, ...prepared.env }, isSandboxed: true });
  try {
    await expect(running.window.locator('#root > :not(style)').first()).toBeVisible({ timeout: 20_000 });
    const tab = await running.app.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.type === 'Tab')?.pid ?? -1);
    expect(readFileSync(`/proc/${tab}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
    expect(readlinkSync(`/proc/${tab}/ns/user`)).not.toBe(readlinkSync(`/proc/${running.pid}/ns/user`));
  } finally {
    await running.close();
    await desktop.stop();
    prepared.remove();
  }
});
