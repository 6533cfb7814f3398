// Proves the controllable notification daemon with the desktop's own client, notify-send.
import { spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startVirtualDesktop, type VirtualDesktop } from './notification-daemon';

describe.skipIf(process.platform !== 'linux')('the notification daemon', () => {
  let desktop: VirtualDesktop;
  beforeAll(async () => {
    desktop = await startVirtualDesktop({ hasNotifications: true });
  });
  afterAll(() => desktop.stop());
  const daemon = () => desktop.notifications as NonNullable<VirtualDesktop['notifications']>;
  const send = (...args: string[]) => spawnSync('notify-send', args, { env: desktop.env, encoding: 'utf8', timeout: 8_000 });

  test('receives with the time of receipt', async () => {
    const before = Date.now();
    expect(send('--urgency=critical', 'INC-1 disk', 'body').status).toBe(0);
    const got = await daemon().waitFor((one) => one.summary === 'INC-1 disk');
    expect(got).toMatchObject({ body: 'body', hints: { urgency: '2' } });
    expect(got.at).toBeGreaterThanOrEqual(before);
    expect(got.at).toBeLessThanOrEqual(Date.now() + 1);
  });

  test('presses a button, and the sender hears it', async () => {
    const sender = spawn('notify-send', ['--action=ack=Acknowledge', 'press me'], { env: desktop.env });
    let heard = '';
    sender.stdout.on('data', (chunk) => {
      heard += chunk;
    });
    const got = await daemon().waitFor((one) => one.summary === 'press me');
    expect(got.actions).toEqual([{ key: 'ack', label: 'Acknowledge' }]);
    daemon().invoke(got.id, 'ack');
    await new Promise((resolve) => sender.once('close', resolve));
    expect(heard.trim()).toBe('ack');
  });

  test('hangs, as a stuck daemon does, and comes back', async () => {
    daemon().hang();
    const sender = spawn('notify-send', ['while stuck'], { env: desktop.env });
    await expect(daemon().waitFor((one) => one.summary === 'while stuck', 700)).rejects.toThrow('did not come');
    daemon().resume();
    await daemon().waitFor((one) => one.summary === 'while stuck');
    await new Promise((resolve) => (sender.exitCode === null ? sender.once('close', resolve) : resolve(null)));
  });
});
