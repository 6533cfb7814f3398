import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { listBackups, usableBackups } from '../../../electron/log/backup-folder';
import { checkCopy } from '../../../electron/log/check-copy';
import { encrypted } from '../../../electron/log/encrypted';
import { type BackupMade, makeBackup } from '../../../electron/log/make-backup';
import { mountTiny } from '../../harness/tiny-disk';
import { fullDisk, lastPages, spoil } from './a-broken-log';
import { allEvents, commit, KEY, NOW, noted, opened, openIn, tempFolder } from './a-log';

const DAY = 86_400_000;

function backUp(folder: string, at = NOW, why: 'daily' | 'migration' | 'asked' = 'daily', reserveBytes = 0): BackupMade {
  return makeBackup({ file: join(folder, 'dogwatch.db'), key: KEY, folder: join(folder, 'backups'), why, at, reserveBytes });
}

function made(result: BackupMade): string {
  if (!result.ok) throw new Error(result.what);
  return result.backup.name;
}

/** As a restored log would tell them. */
function eventsIn(backup: string): unknown[] {
  const folder = tempFolder();
  copyFileSync(backup, join(folder, 'dogwatch.db'));
  const log = openIn(folder);
  const events = allEvents(log);
  log.close();
  return events;
}

describe('a backup of the log', () => {
  it('[U1] is whole beside a log that is being written, encrypted with its key, for its owner only', () => {
    const folder = tempFolder();
    const log = openIn(folder);
    commit(log, [opened('a', 1), noted('a', 'before the backup')]);
    const name = made(backUp(folder));
    commit(log, [noted('a', 'after it')]);
    const file = join(folder, 'backups', name);
    expect(checkCopy(file, KEY)).toMatchObject({ isWhole: true, events: 2 });
    expect(checkCopy(file, 'ff'.repeat(32)).isWhole).toBe(false);
    expect(readFileSync(file).includes('before the backup')).toBe(false);
    expect(readFileSync(file).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    if (process.platform !== 'win32') expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);
    expect(allEvents(log)).toHaveLength(3);
    log.close();
  });

  it('[U1] of a log with a flipped byte is refused, or holds every event as it was; the good one before it stays', () => {
    const folder = tempFolder();
    const file = join(folder, 'dogwatch.db');
    const log = openIn(folder);
    commit(log, [opened('a', 1), ...Array.from({ length: 600 }, (_, i) => noted('a', `note ${i} ${'x'.repeat(200)}`))]);
    const before = allEvents(log);
    log.close();
    const whole = readFileSync(file);
    const good = made(backUp(folder));
    const refused: number[] = [];
    for (let page = 0; page < whole.length / 4096; page += 4) {
      spoil(file, page);
      const result = backUp(folder, NOW + DAY + page * 1000);
      if (result.ok) expect(eventsIn(join(folder, 'backups', result.backup.name))).toEqual(before);
      else expect(result).toMatchObject({ kind: 'damaged', what: expect.stringContaining('damaged') });
      if (!result.ok) refused.push(page);
      writeFileSync(file, whole);
    }
    expect(refused.length).toBeGreaterThan(10);
    expect(readdirSync(join(folder, 'backups'))).toContain(good);
  });

  it('[U1] finds an event that was changed in place, which no check of pages sees', () => {
    const folder = tempFolder();
    const log = openIn(folder);
    commit(log, [opened('a', 1), noted('a', 'as it was'), noted('a', 'later')]);
    log.close();
    const db = new Database(join(folder, 'dogwatch.db'), encrypted(KEY));
    db.prepare("UPDATE events SET data = replace(data, 'as it was', 'as it is') WHERE seq = 2").run();
    db.close();
    expect(backUp(folder)).toMatchObject({ ok: false, kind: 'damaged', what: expect.stringContaining('event 3') });
    expect(listBackups(join(folder, 'backups'))).toEqual([]);
  });

  it('[U2] is kept for five days, three weeks and two migrations, and no longer', () => {
    const folder = tempFolder();
    openIn(folder).close();
    for (let day = 0; day < 30; day++) made(backUp(folder, NOW + day * DAY));
    for (const at of [3, 9, 20]) made(backUp(folder, NOW + at * DAY + 5_000, 'migration'));
    made(backUp(folder, NOW + 30 * DAY));
    const kept = listBackups(join(folder, 'backups'));
    const days = (why: string): number[] => kept.flatMap((one) => (one.why === why ? [Math.floor((one.at - NOW) / DAY)] : []));
    expect(days('migration')).toEqual([20, 9]);
    expect(days('daily').slice(0, 5)).toEqual([30, 29, 28, 27, 26]);
    expect(days('daily').length).toBeLessThanOrEqual(8);
    expect(30 - (days('daily').at(-1) ?? 0)).toBeGreaterThanOrEqual(8);
  });

  it('[U2] leaves room for the log itself: on a full disk it is refused in words and leaves no piece', ({ skip }) => {
    const folder = tempFolder();
    const log = openIn(folder);
    commit(log, [opened('a', 1)]);
    expect(backUp(folder, NOW, 'daily', 1e15)).toMatchObject({ ok: false, kind: 'no-room', what: expect.stringContaining('no room') });
    const tiny = join(folder, 'backups');
    if (!mountTiny(tiny)) skip('only where a small file system can be mounted');
    commit(
      log,
      Array.from({ length: 200 }, (_, i) => noted('a', `${i} ${fullDisk(i)}`)),
    );
    const result = makeBackup({ file: join(folder, 'dogwatch.db'), key: KEY, folder: tiny, why: 'daily', at: NOW, reserveBytes: -1e9 });
    expect(result).toMatchObject({ ok: false, kind: 'no-room' });
    expect(readdirSync(tiny)).toEqual([]);
    log.close();
  });

  it('[U1] says so where the folder can’t be written to', () => {
    const folder = tempFolder();
    openIn(folder).close();
    writeFileSync(join(folder, 'backups'), 'a file in the place of the folder');
    expect(backUp(folder)).toMatchObject({ ok: false, kind: 'unwritable', remedy: expect.stringContaining('folder') });
  });

  it('[U1] ignores what is no backup, and what another key or a newer Dogwatch made is not offered', () => {
    const folder = tempFolder();
    openIn(folder).close();
    const name = made(backUp(folder));
    const backups = join(folder, 'backups');
    writeFileSync(join(backups, 'being-made.part'), 'half');
    mkdirSync(join(backups, 'a-folder'));
    writeFileSync(join(backups, name.replace('daily', 'asked')), lastPages());
    expect(listBackups(backups)).toHaveLength(2);
    expect(usableBackups(backups, KEY).map((one) => one.name)).toEqual([name]);
    expect(usableBackups(backups, 'ff'.repeat(32))).toEqual([]);
    made(backUp(folder, NOW + 1000));
    expect(existsSync(join(backups, 'being-made.part'))).toBe(false);
    chmodSync(backups, 0o700);
  });
});
