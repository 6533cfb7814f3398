// Opens the encrypted file, or says in words why not. A file of a newer Dogwatch and a file under another key stay untouched.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { uptime } from 'node:os';
import { dirname } from 'node:path';
import Database from 'libsql';
import { codeOf, isRefusalOfDisk } from './disk';
import { encrypted } from './encrypted';
import { LATEST_VERSION, migrate, versionOf } from './migrate';
import { lockForWriting, type WriterLock } from './single-writer';

export interface OpenRefusal {
  readonly ok: false;
  /** `outdated`: it is of an older format, and the caller wants to do something before it is brought up to date. */
  readonly kind: 'wrong-key' | 'newer' | 'outdated' | 'corrupt' | 'unwritable';
  readonly what: string;
  readonly remedy: string;
}

export interface OpenedDatabase {
  readonly db: Database.Database;
  readonly lock: WriterLock;
  readonly file: string;
}

export type OpenDatabaseResult = ({ readonly ok: true } & OpenedDatabase) | OpenRefusal;

const PAGE_BYTES = 4096;
/** Two starts of the machine are further apart than this; clocks are set by less. */
const SAME_BOOT_MS = 20_000;
const CACHE_KIB = 4000;

function refuse(kind: OpenRefusal['kind'], what: string, remedy: string): OpenRefusal {
  return { ok: false, kind, what, remedy };
}

function corrupt(detail: string): OpenRefusal {
  return refuse(
    'corrupt',
    `The log is damaged: ${detail}`,
    'Restore the newest good backup. The damaged file is put aside, not overwritten.',
  );
}

function explain(error: unknown, file: string): OpenRefusal {
  const { message = String(error) } = error as { message?: string };
  const code = codeOf(error);
  if (code === 'SQLITE_NOTADB') {
    if (statSync(file).size % PAGE_BYTES !== 0) return corrupt('its length is not that of a database');
    return refuse(
      'wrong-key',
      'The log can’t be read with this key.',
      'Give the key or passphrase it was made with. If that is certain, its first page is damaged: restore a backup.',
    );
  }
  if (code.startsWith('SQLITE_CORRUPT')) return corrupt(message);
  if (code.startsWith('SQLITE_BUSY'))
    return refuse('unwritable', 'Another Dogwatch has this log open.', 'Use that window, or end it first.');
  if (code.startsWith('SQLITE_') || code.startsWith('E')) {
    return refuse(
      'unwritable',
      `The log can’t be opened for writing: ${message}`,
      'Check that the profile folder exists, is yours, and that the disk has room.',
    );
  }
  throw error;
}

/** Checkpoints are made by `tidy`, never inside a commit. */
function prepareConnection(db: Database.Database): void {
  db.prepare('PRAGMA journal_mode = WAL').get();
  db.exec(`PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${CACHE_KIB};`);
}

/**
 * Could the file have been damaged since it was last written? A killed process leaves it whole, whatever it was doing; only a
 * machine that went down in between (power, kernel) can tear pages. The check reads the whole file, so it is made just then.
 */
function mayBeTorn(db: Database.Database): boolean {
  const mark = db.prepare("SELECT text FROM meta WHERE name = 'clean'").get() as { text: string } | undefined;
  if (mark === undefined || mark.text === 'yes') return false;
  const bootedAt = Number(mark.text.slice('no '.length));
  return !(Math.abs(bootedAt - machineBootedAt()) < SAME_BOOT_MS);
}

/** Unix ms; the clock may have been set since, hence the tolerance. */
function machineBootedAt(): number {
  return Date.now() - uptime() * 1000;
}

function findDamage(db: Database.Database): string | undefined {
  const rows = db.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  const verdict = rows[0]?.quick_check ?? 'no verdict';
  return verdict === 'ok' ? undefined : verdict;
}

function setClean(db: Database.Database, isClean: boolean): void {
  db.prepare("INSERT INTO meta VALUES ('clean', ?) ON CONFLICT DO UPDATE SET text = excluded.text").run(
    isClean ? 'yes' : `no ${Math.round(machineBootedAt())}`,
  );
}

function checkAndMigrate(db: Database.Database, isMigrationHeld: boolean): OpenRefusal | undefined {
  const version = versionOf(db);
  if (version > LATEST_VERSION) {
    return refuse(
      'newer',
      `The log was written by a newer Dogwatch (format ${version}, this one knows ${LATEST_VERSION}).`,
      'Update Dogwatch. Nothing was changed.',
    );
  }
  if (isMigrationHeld && version > 0 && version < LATEST_VERSION)
    return refuse('outdated', `The log is of an older format (${version}).`, 'It is backed up before it is brought up to date.');
  prepareConnection(db);
  if (version > 0 && mayBeTorn(db)) {
    const damage = findDamage(db);
    if (damage) return corrupt(damage);
  }
  migrate(db);
  setClean(db, false);
  return undefined;
}

/**
 * `key` is any non-empty text (64 hex digits from the key keepers); an empty one would mean an unencrypted file and throws.
 * `isMigrationHeld`: an older format is refused as `outdated` and left as it is.
 */
export function openDatabase(file: string, key: string, isMigrationHeld = false): OpenDatabaseResult {
  if (key === '') throw new Error('a log is never opened without a key');
  try {
    if (!existsSync(file)) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const lock = lockForWriting(file);
    if (!lock) return refuse('unwritable', 'Another Dogwatch has this log open.', 'Use that window, or end it first.');
    const result = openLocked(file, key, lock, isMigrationHeld);
    if (!result.ok) lock.release();
    return result;
  } catch (error) {
    return explain(error, file);
  }
}

function openLocked(file: string, key: string, lock: WriterLock, isMigrationHeld: boolean): OpenDatabaseResult {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, encrypted(key));
    const refusal = checkAndMigrate(db, isMigrationHeld);
    if (!refusal) return { ok: true, db, lock, file };
    db.close();
    return refusal;
  } catch (error) {
    db?.close();
    return explain(error, file);
  }
}

/** Moves what is committed from the WAL into the file; false when the disk refuses, and then the WAL simply keeps it. */
export function checkpoint(db: Database.Database, mode: 'PASSIVE' | 'TRUNCATE'): boolean {
  try {
    db.prepare(`PRAGMA wal_checkpoint(${mode})`).get();
    return true;
  } catch (error) {
    if (isRefusalOfDisk(error)) return false;
    throw error;
  }
}

/** Empties the WAL into the file and marks it whole; on a full disk both are left to the next opening. */
export function closeDatabase(db: Database.Database, lock: WriterLock): void {
  try {
    setClean(db, true);
    checkpoint(db, 'TRUNCATE');
  } catch (error) {
    if (!isRefusalOfDisk(error)) throw error;
  } finally {
    db.close();
    lock.release();
  }
}
