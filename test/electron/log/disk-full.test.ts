import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { LogWriteFailure } from '../../../electron/log/store';
import { allEvents, checked, commit, noted, opened, openIn, tempFolder } from './a-log';

/** A file system of 1 MB, where this user may make one. */
function mountTiny(folder: string): boolean {
  return process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
}

describe('the log on a full disk', () => {
  it('[L2] says so, keeps what it had, and goes on when there is room', ({ skip }) => {
    const folder = tempFolder();
    if (!mountTiny(folder)) skip('only where a small file system can be mounted');
    try {
      const log = openIn(folder);
      commit(log, [opened('a', 1)]);
      const huge = Array.from({ length: 200 }, (_, i) =>
        noted('b', `${i} ${Array.from({ length: 600 }, (_, k) => `word${i * k}`).join(' ')}`),
      );
      expect(() => log.append(log.seal(huge, 5), { rows: [] })).toThrow(LogWriteFailure);
      expect(allEvents(log).map((e) => e.seq)).toEqual([1]);
      expect(commit(log, [noted('a', 'small')]).map((e) => e.seq)).toEqual([2]);
      expect(checked(log, 'a')).toEqual({ isWhole: true, events: 2 });
      expect(log.search('small', 5)).toHaveLength(1);
      log.tidy();
      log.close();
      const again = openIn(folder);
      expect(allEvents(again).map((e) => e.seq)).toEqual([1, 2]);
      again.close();
    } finally {
      spawnSync('umount', ['-l', folder]);
    }
  });
});
