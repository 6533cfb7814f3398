// Proves that the sandbox is on when root launches an app through the normal-user door.
import { readFileSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { launchApp } from './electron-app';
import { prepareNormalUserApp, whyNoNormalUser } from './normal-user';
import { startVirtualDesktop } from './notification-daemon';
import { writeSampleApp } from './sample-app';

const why = whyNoNormalUser();

test.skipIf(why !== null)(
  `runs as a normal user with the renderer sandboxed${why ? ` (skipped: ${why})` : ''}`,
  { timeout: 40_000 },
  async () => {
    const sample = writeSampleApp();
    const desktop = await startVirtualDesktop({ isShared: true });
    const prepared = prepareNormalUserApp(sample.dir);
    const env = { ...desktop.env, ...prepared.env };
    const running = await launchApp({ ...prepared, env, isSandboxed: true });
    try {
      expect(await running.window.getByRole('heading').textContent()).toBe('Sample');
      expect(await running.app.evaluate(() => process.getuid?.())).toBe(65_534);
      expect(await running.app.evaluate(() => process.argv.includes('--no-sandbox'))).toBe(false);
      const tab = await running.app.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.type === 'Tab')?.pid ?? -1);
      expect(readFileSync(`/proc/${tab}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
      expect(readlinkSync(`/proc/${tab}/ns/user`)).not.toBe(readlinkSync(`/proc/${running.pid}/ns/user`));
    } finally {
      await running.close();
      await desktop.stop();
      prepared.remove();
      sample.remove();
    }
  },
);
