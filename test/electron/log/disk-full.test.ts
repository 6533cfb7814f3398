import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashOf, openAttachments } from '../../../electron/log/attachments';
import { LogWriteFailure } from '../../../electron/log/store';
import { mountTiny } from '../../harness/tiny-disk';
import { allEvents, checked, commit, KEY, noted, opened, openIn, tempFolder } from './a-log';

describe('the log on a full disk', () => {
  it('[L2] says so, keeps what it had, and goes on when there is room', ({ skip }) => {
    const folder = tempFolder();
    if (!mountTiny(folder)) skip('only where a small file system can be mounted');
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
  });
});

describe('attachments on a full disk', () => {
  it('[H4] [H7] are refused whole, leave no piece, and what was kept before can be read', ({ skip }) => {
    const folder = tempFolder();
    if (!mountTiny(folder)) skip('only where a small file system can be mounted');
    const attachments = openAttachments(folder, KEY);
    const small = attachments.put(Buffer.from('a trace'));
    const big = Buffer.alloc(2_000_000, 7);
    expect(() => attachments.put(big)).toThrow(/ENOSPC/);
    expect(readdirSync(folder)).toEqual([small]);
    expect(attachments.read(hashOf(big))).toMatchObject({ ok: false, kind: 'missing' });
    expect(attachments.read(small)).toMatchObject({ ok: true, bytes: Buffer.from('a trace') });
    // Room is there again: nothing was used up.
    const later = attachments.put(Buffer.alloc(500_000, 8));
    expect(attachments.read(later)).toMatchObject({ ok: true });
  });
});
