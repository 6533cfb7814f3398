import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { startChild } from '../../scripts/process/child.mjs';
import { eventually } from '../harness/eventually';
import { startVirtualDesktop } from '../harness/notification-daemon';

const script = resolve('scripts/virtual-desktop.mjs');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(process.platform !== 'linux')('a virtual desktop', () => {
  test('two live side by side, and each ends only its own', async () => {
    const [one, two] = await Promise.all([
      startVirtualDesktop({ hasNotifications: true }),
      startVirtualDesktop({ hasNotifications: true }),
    ]);
    expect(one.display).not.toBe(two.display);
    expect(one.busAddress).not.toBe(two.busAddress);
    const folder = dirname(one.env.XDG_RUNTIME_DIR as string);
    await one.stop();
    await one.stop();
    expect(existsSync(folder)).toBe(false);
    expect(isAlive(one.notifications?.pid ?? 0)).toBe(false);
    expect(isAlive(two.notifications?.pid ?? 0)).toBe(true);
    await two.stop();
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)('whoever started it gets %s: nothing of it lives on', async (signal) => {
    const program = `
      const { startVirtualDesktop } = await import(${JSON.stringify(script)});
      const desktop = await startVirtualDesktop({ hasNotifications: true });
      console.log(desktop.notifications.pid, desktop.display);
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid, display] = await new Promise<string[]>((done) =>
      createInterface({ input: owner.stdout }).once('line', (line) => done(line.split(' '))),
    );
    owner.kill(signal);
    await eventually('the daemon is gone', () => !isAlive(Number(pid)));
    await eventually('the screen is gone', () => !existsSync(`/tmp/.X11-unix/X${display?.slice(1)}`));
  });

  test('a child that will not end is ended after two seconds', async () => {
    const child = startChild({
      name: 'deaf',
      file: process.execPath,
      args: ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"],
    });
    await child.waitForLine(/up/);
    await child.stop();
    expect((await child.ended).signal).toBe('SIGKILL');
  });

  test('a program that is missing is told in words', async () => {
    const child = startChild({ name: 'ghost', file: 'dogwatch-no-such-program', args: [] });
    await expect(child.waitForLine(/up/)).rejects.toThrow('ghost: ended with 127');
  });
});
