import { describe, expect, test } from 'vitest';
import { notAnOption } from '../../../electron/shell/notifier/node-notifier';
import { knowsActions, notifySendArguments } from '../../../electron/shell/notifier/notify-send';
import { createRestartPolicy } from '../../../electron/shell/restart-policy';
import { soundOf } from '../../../electron/shell/sounds';
import { fitToScreens, SMALLEST, USUAL } from '../../../electron/shell/window-state';

test('six deaths in a row are answered within 2 s each, then ever more slowly; a long life starts over', () => {
  const policy = createRestartPolicy();
  const pauses = Array.from({ length: 12 }, () => policy.next(100));
  expect(pauses.slice(0, 6).every((ms) => ms <= 2000)).toBe(true);
  expect(pauses.at(-1)).toBe(30_000);
  expect(policy.next(60_000)).toBe(50);
});

test('a page’s sound: named, else its urgency’s, else none', () => {
  expect(soundOf({ sound: 'security', urgency: 'low' })).toBe('security');
  expect(soundOf({ sound: '../../etc', urgency: 'normal' })).toBe('normal');
  expect(soundOf({ sound: null, urgency: 'critical' })).toBeNull();
});

describe('notify-send and node-notifier never read text as options', () => {
  const page = { thread: 't', title: '--help', body: '-u <b>', urgency: 'critical', isActionable: true } as const;

  test('text stands after --', () => {
    const args = notifySendArguments(page, '7');
    expect(args.slice(args.indexOf('--'))).toEqual(['--', '--help', '-u &lt;b&gt;']);
    expect(args).toContain('--replace-id=7');
    expect(args).toContain('--action=acknowledge=Acknowledge');
  });

  test('versions and dashes', () => {
    expect([knowsActions('notify-send 0.7.9'), knowsActions('notify-send 0.8.1'), knowsActions('notify-send 1.0')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(notAnOption('-x')).toBe('–x');
  });
});

describe('the window’s place', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

  test('is kept while it can be reached, and at least the smallest size', () => {
    expect(fitToScreens({ x: 10, y: 20, width: 1000, height: 700 }, screens)).toEqual({ x: 10, y: 20, width: 1000, height: 700 });
    expect(fitToScreens({ x: 10, y: 20, width: 10, height: 10 }, screens)).toEqual({ x: 10, y: 20, ...SMALLEST });
  });

  test('is dropped when its screen is gone or the file was nonsense', () => {
    expect(fitToScreens({ x: 5000, y: 20, width: 1000, height: 700 }, screens)).toEqual({ width: 1000, height: 700 });
    for (const nonsense of [null, 7, { x: 'a' }, { x: Number.NaN, y: 0, width: 1, height: 1 }])
      expect(fitToScreens(nonsense, screens)).toEqual(USUAL);
  });
});
