import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishRestore, restoring } from '../../../electron/log/finish-restore';
import { makeBackup } from '../../../electron/log/make-backup';
import { asideFolder, keyedFiles, putAside } from '../../../electron/log/put-aside';
import { restoreLog } from '../../../electron/log/restore-log';
import { allEvents, commit, KEY, NOW, noted, opened, openIn, tempFolder, tryOpen } from './a-log';

/** A profile with a backup of two events and a log that has a third one in its WAL. */
function brokenProfile(): { folder: string; file: string; backup: string } {
  const folder = tempFolder();
  const file = join(folder, 'dogwatch.db');
  const log = openIn(folder);
  commit(log, [opened('a', 1), noted('a', 'kept')]);
  log.close();
  const made = makeBackup({ file, key: KEY, folder: join(folder, 'backups'), why: 'daily', at: NOW, reserveBytes: 0 });
  if (!made.ok) throw new Error(made.what);
  return { folder, file, backup: join(folder, 'backups', made.backup.name) };
}

describe('going back to a backup', () => {
  it('[U3] puts it in the log’s place; what stood there is put aside whole, byte by byte', () => {
    const { folder, file, backup } = brokenProfile();
    writeFileSync(file, 'not a database');
    writeFileSync(`${file}-wal`, 'its write-ahead file');
    const result = restoreLog({ file, key: KEY, backup, now: NOW });
    if (!result.ok) throw new Error(result.what);
    expect(readFileSync(join(result.putAside, 'dogwatch.db'), 'utf8')).toBe('not a database');
    expect(readFileSync(join(result.putAside, 'dogwatch.db-wal'), 'utf8')).toBe('its write-ahead file');
    expect(existsSync(backup)).toBe(true);
    const log = openIn(folder);
    expect(allEvents(log).map((e) => e.seq)).toEqual([1, 2]);
    expect(log.lost).toBe(0);
    commit(log, [noted('a', 'life goes on')]);
    log.close();
  });

  it('[U3] refuses a backup that is damaged itself, and leaves everything as it is', () => {
    const { folder, file, backup } = brokenProfile();
    writeFileSync(file, 'not a database');
    writeFileSync(backup, readFileSync(backup).fill(7, 4096, 8192));
    const before = readdirSync(folder).filter((name) => !name.endsWith('-lock'));
    expect(restoreLog({ file, key: KEY, backup, now: NOW })).toMatchObject({ ok: false, what: expect.stringContaining('not whole') });
    expect(readdirSync(folder).filter((name) => !name.endsWith('-lock'))).toEqual(before);
    expect(readFileSync(file, 'utf8')).toBe('not a database');
  });

  it('[U3] refuses while another Dogwatch has the log open', () => {
    const { folder, file, backup } = brokenProfile();
    const other = openIn(folder);
    expect(restoreLog({ file, key: KEY, backup, now: NOW })).toMatchObject({ ok: false, what: expect.stringContaining('Another') });
    other.close();
  });

  it('[U3] that was interrupted is ended at the next opening; a half-copied backup never counts', () => {
    const { folder, file, backup } = brokenProfile();
    writeFileSync(file, 'not a database');
    writeFileSync(`${file}-wal`, 'its write-ahead file');
    writeFileSync(`${file}-copying`, readFileSync(backup).subarray(0, 5000));
    finishRestore(file, NOW);
    expect(readFileSync(file, 'utf8')).toBe('not a database');
    copyFileSync(backup, restoring(file));
    finishRestore(file, NOW);
    expect(existsSync(restoring(file))).toBe(false);
    const [aside = ''] = readdirSync(join(folder, 'put-aside'));
    expect(readdirSync(join(folder, 'put-aside', aside))).toContain('dogwatch.db-wal');
    const log = openIn(folder);
    expect(allEvents(log)).toHaveLength(2);
    log.close();
  });

  it('[U3] never puts two things aside into one folder', () => {
    const folder = tempFolder();
    expect([1, 2, 3].map(() => basename(asideFolder(folder, NOW)))).toEqual([
      '20250615T150640Z',
      '20250615T150640Z-2',
      '20250615T150640Z-3',
    ]);
    writeFileSync(join(folder, 'keys.json'), '{}');
    const aside = asideFolder(folder, NOW);
    putAside(aside, keyedFiles(folder));
    expect(readdirSync(aside)).toEqual(['keys.json']);
  });
});

describe('a log that ends too early', () => {
  /** The files of a log whose process died with `unsaved` events in the WAL. */
  function diedWith(unsaved: number): string {
    const folder = tempFolder();
    const log = openIn(folder);
    commit(log, [opened('a', 1)]);
    log.tidy();
    for (let i = 0; i < unsaved; i++) commit(log, [noted('a', `note ${i}`)]);
    const copy = tempFolder();
    for (const name of ['dogwatch.db', 'dogwatch.db-wal', 'dogwatch.db-mark']) copyFileSync(join(folder, name), join(copy, name));
    log.close();
    return copy;
  }

  it('[U5] is noticed when its write-ahead file was cut off or taken away, and goes on with what is there', () => {
    const whole = openIn(diedWith(4));
    expect(whole.lost).toBe(0);
    expect(allEvents(whole)).toHaveLength(5);
    whole.close();
    for (const breakIt of [
      (wal: string) => truncateSync(wal, 9_000),
      (wal: string) => truncateSync(wal, 0),
      (wal: string) => rmSync(wal),
    ]) {
      const folder = diedWith(4);
      breakIt(join(folder, 'dogwatch.db-wal'));
      const log = openIn(folder);
      const left = allEvents(log).length;
      expect(left).toBeLessThan(5);
      expect(log.lost).toBe(5 - left);
      commit(log, [noted('a', 'after it')]);
      log.close();
      const again = openIn(folder);
      expect(again.lost).toBe(0);
      again.close();
    }
  });

  it('[U5] no mark, or one that is nonsense, loses nothing', () => {
    const folder = diedWith(2);
    rmSync(join(folder, 'dogwatch.db-mark'));
    openIn(folder).close();
    writeFileSync(join(folder, 'dogwatch.db-mark'), 'what is this');
    const log = openIn(folder);
    expect(log.lost).toBe(0);
    log.close();
  });
});

it('[U3] a page that was flipped in the first hundred bytes is told, not overwritten', () => {
  const { folder, file } = brokenProfile();
  const bytes = readFileSync(file);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(tryOpen(folder)).toMatchObject({ ok: false });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
