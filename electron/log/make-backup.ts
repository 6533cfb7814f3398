// Makes one backup of a log: a copy that SQLite writes page by page under the same key while the engine goes on, checked before it gets
// its name. It blocks its thread for as long as that takes.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { BackupTrouble, BackupWhy, KeptBackup } from '../../shared/contract/backups';
import { msg } from '../../shared/words/words';
import { listBackups } from './backup-folder';
import { backupName, outdated, readBackupName } from './backup-names';
import { checkCopy } from './check-copy';
import { codeOf, isRefusalOfDisk } from './disk';
import { encrypted } from './encrypted';

export interface BackupAsked {
  readonly file: string;
  readonly key: string;
  /** Made when it is missing, readable by its owner only. */
  readonly folder: string;
  readonly why: BackupWhy;
  /** Unix ms. */
  readonly at: number;
  /** What must stay free on the disk, for the log itself. Default: 64 MB. */
  readonly reserveBytes?: number;
}

export type BackupMade = { readonly ok: true; readonly backup: KeptBackup } | ({ readonly ok: false } & BackupTrouble);

const RESERVE_BYTES = 64_000_000;
const PART = 'being-made.part';

/** A failed one leaves the older ones as they were; a good one ends those that have had their time. */
export function makeBackup(asked: BackupAsked): BackupMade {
  const part = join(asked.folder, PART);
  try {
    mkdirSync(asked.folder, { recursive: true, mode: 0o700 });
    rmSync(part, { force: true });
    return lacksRoom(asked) ?? copyAndCheck(asked, part);
  } catch (error) {
    return refusalOf(error, asked.folder);
  }
}

function lacksRoom({ file, folder, reserveBytes = RESERVE_BYTES }: BackupAsked): BackupMade | null {
  const { bavail, bsize } = statfsSync(folder);
  const needed = bytesOf(file) + bytesOf(`${file}-wal`) + reserveBytes;
  return bavail * bsize >= needed ? null : noRoom(folder, needed);
}

function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function copyAndCheck(asked: BackupAsked, part: string): BackupMade {
  try {
    copy(asked.file, asked.key, part);
    const check = checkCopy(part, asked.key);
    return check.isWhole ? keep(asked, part, check.format) : damaged(check.why);
  } finally {
    rmSync(part, { force: true });
  }
}

/** From here on it is a backup; those that have had their time go. */
function keep({ folder, why, at }: BackupAsked, part: string, format: number): BackupMade {
  const name = backupName(at, why, format);
  flush(part);
  renameSync(part, join(folder, name));
  flush(folder);
  for (const old of outdated(listBackups(folder))) rmSync(join(folder, old), { force: true });
  const read = readBackupName(name);
  if (!read) throw new Error(`a backup’s own name is not understood: ${name}`);
  return { ok: true, backup: { ...read, bytes: bytesOf(join(folder, name)) } };
}

/** One snapshot of the log, also while it is written to. */
function copy(file: string, key: string, to: string): void {
  const db = new Database(file, { ...encrypted(key), fileMustExist: true });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}

/** Folders can't be flushed everywhere; there the system's own order of things has to do. */
function flush(path: string): void {
  const at = openSync(path, 'r');
  try {
    fsyncSync(at);
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  } finally {
    closeSync(at);
  }
}

function refusalOf(error: unknown, folder: string): BackupMade {
  const { message } = error as { message: string };
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return noRoom(folder, null);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damaged(message);
  if (!isRefusalOfDisk(error) && !code.startsWith('E')) throw error;
  const remedy = msg`Check that the folder is yours and can be written to.`;
  return { ok: false, kind: 'unwritable', what: msg`No backup of the log can be written to ${folder}: ${message}.`, remedy };
}

function noRoom(folder: string, needed: number | null): BackupMade {
  const size = needed === null ? '' : ` (${Math.ceil(needed / 1e6)} MB with what stays free for the log itself)`;
  const remedy = msg`Make room on the disk. The backups that are there stay.`;
  return { ok: false, kind: 'no-room', what: msg`There is no room for a backup of the log in ${folder}${size}.`, remedy };
}

function damaged(why: string): BackupMade {
  const remedy = msg`The good backups are kept. Restore the newest of them, in Settings, Backups.`;
  return { ok: false, kind: 'damaged', what: msg`The log is damaged: ${why}.`, remedy };
}
