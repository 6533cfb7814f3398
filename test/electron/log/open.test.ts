import { chmodSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { LATEST_VERSION, MIGRATIONS, migrate, versionOf } from '../../../electron/log/migrate';
import { allEvents, commit, KEY, noted, opened, openIn, tempFolder, tryOpen } from './a-log';

const encrypted = { encryptionCipher: 'aes256cbc', encryptionKey: KEY } as Database.Options;

describe('opening the log', () => {
  it('refuses another key in words and leaves the file alone', () => {
    const folder = tempFolder();
    openIn(folder).close();
    const before = readFileSync(join(folder, 'dogwatch.db'));
    expect(tryOpen(folder, 'ff'.repeat(32))).toMatchObject({ ok: false, kind: 'wrong-key', remedy: expect.stringContaining('passphrase') });
    expect(readFileSync(join(folder, 'dogwatch.db')).equals(before)).toBe(true);
    openIn(folder).close();
  });

  it('refuses a newer format in words and leaves the file alone', () => {
    const folder = tempFolder();
    openIn(folder).close();
    const file = join(folder, 'dogwatch.db');
    const db = new Database(file, encrypted);
    db.exec(`PRAGMA user_version = ${LATEST_VERSION + 10}; PRAGMA wal_checkpoint(TRUNCATE)`);
    db.close();
    const before = readFileSync(file);
    expect(tryOpen(folder)).toMatchObject({ ok: false, kind: 'newer', what: expect.stringContaining('newer Dogwatch') });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses a damaged file', () => {
    const folder = tempFolder();
    const file = join(folder, 'dogwatch.db');
    writeFileSync(file, 'this is no database, but it is long enough to be looked at '.repeat(50));
    expect(tryOpen(folder)).toMatchObject({ ok: false, kind: 'corrupt' });
  });

  /** A log of 3,000 notes whose last run ended as `mark` says, with some pages in its middle overwritten. */
  function tornLog(mark: string): { folder: string; file: string } {
    const folder = tempFolder();
    const file = join(folder, 'dogwatch.db');
    const log = openIn(folder);
    commit(
      log,
      Array.from({ length: 3000 }, (_, i) => noted('a', `note ${i} ${'x'.repeat(200)}`)),
    );
    log.close();
    const db = new Database(file, encrypted);
    db.prepare("UPDATE meta SET text = ? WHERE name = 'clean'").run(mark);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(file);
    bytes.fill(7, 4096 * 40, 4096 * 44);
    writeFileSync(file, bytes);
    return { folder, file };
  }

  it('looks for damage when the machine went down in the middle', () => {
    const { folder, file } = tornLog(`no ${Date.now() - uptime() * 1000 - 86_400_000}`);
    expect(tryOpen(folder)).toMatchObject({ ok: false, kind: 'corrupt', remedy: expect.stringContaining('backup') });
    truncateSync(file, 4096 * 20);
    expect(tryOpen(folder).ok).toBe(false);
  });

  it('does not read the whole file again when only the process died', () => {
    const { folder } = tornLog(`no ${Date.now() - uptime() * 1000}`);
    expect(tryOpen(folder).ok).toBe(true);
  });

  it('refuses a second engine on the same log until the first is closed', () => {
    const folder = tempFolder();
    const log = openIn(folder);
    expect(tryOpen(folder)).toMatchObject({ ok: false, kind: 'unwritable', what: expect.stringContaining('Another') });
    log.close();
    openIn(folder).close();
  });

  it('refuses a folder that can’t be made', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(tryOpen(join(folder, 'file', 'profile'))).toMatchObject({ ok: false, kind: 'unwritable' });
  });

  it('makes its folder for the owner only', () => {
    const folder = tempFolder();
    chmodSync(folder, 0o755);
    openIn(join(folder, 'profile')).close();
    if (process.platform !== 'win32') expect(statSync(join(folder, 'profile')).mode & 0o777).toBe(0o700);
    expect(existsSync(join(folder, 'profile', 'dogwatch.db'))).toBe(true);
  });

  it('never opens without a key', () => {
    expect(() => tryOpen(tempFolder(), '')).toThrow(/key/);
  });

  it('brings a log of any older format up to date and keeps what is in it', () => {
    for (const { version } of MIGRATIONS) {
      const folder = tempFolder();
      const db = new Database(join(folder, 'dogwatch.db'), encrypted);
      migrate(
        db,
        MIGRATIONS.filter((m) => m.version <= version),
      );
      expect(versionOf(db)).toBe(version);
      db.exec("INSERT INTO names VALUES (1, 'kept')");
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
      const log = openIn(folder);
      commit(log, [opened('a', 1)]);
      expect(allEvents(log)).toHaveLength(1);
      log.close();
      const after = new Database(join(folder, 'dogwatch.db'), encrypted);
      expect(versionOf(after)).toBe(LATEST_VERSION);
      expect(after.prepare('SELECT name FROM names WHERE n = 1').get()).toMatchObject({ name: 'kept' });
      after.close();
    }
  });

  it('leaves nothing of a migration that fails, and runs it again', () => {
    const folder = tempFolder();
    const db = new Database(join(folder, 'x.db'), encrypted);
    const broken = { version: 20, sql: 'CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)' };
    expect(() => migrate(db, [{ version: 10, sql: 'CREATE TABLE one (a)' }, broken])).toThrow();
    expect(versionOf(db)).toBe(10);
    migrate(db, [
      { version: 10, sql: 'CREATE TABLE one (a)' },
      { version: 20, sql: 'CREATE TABLE half (a)' },
    ]);
    expect(versionOf(db)).toBe(20);
    db.close();
  });

  it('has migrations in ascending order that only add', () => {
    const versions = MIGRATIONS.map((m) => m.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    for (const { sql } of MIGRATIONS) expect(sql).not.toMatch(/\b(DROP|DELETE|UPDATE|RENAME)\b/);
  });
});
