// Puts a backup in the place of a log that nobody has open. What stood there is put aside; whatever interrupts it, either the old log or
// the whole backup is there afterwards.
import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { msg } from '../../shared/words/words';
import { checkCopy } from './check-copy';
import { restoring, takePlace } from './finish-restore';
import { asideFolder } from './put-aside';
import { lockForWriting } from './single-writer';

export type RestoreResult =
  | { readonly ok: true; readonly putAside: string }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

export interface RestoreAsked {
  /** The log. */
  readonly file: string;
  readonly key: string;
  readonly backup: string;
  /** Unix ms. */
  readonly now: number;
}

/** Checks the backup once more, then changes places. Throws what the disk says when it refuses; the log is as it was then. */
export function restoreLog({ file, key, backup, now }: RestoreAsked): RestoreResult {
  const lock = lockForWriting(file);
  if (!lock) return { ok: false, what: msg`Another Dogwatch has this log open.`, remedy: msg`End it first.` };
  try {
    const copying = `${file}-copying`;
    rmSync(copying, { force: true });
    copyFileSync(backup, copying);
    const check = checkCopy(copying, key);
    if (!check.isWhole) {
      rmSync(copying, { force: true });
      return { ok: false, what: msg`The backup ${basename(backup)} is not whole: ${check.why}.`, remedy: msg`Take an older one.` };
    }
    flush(copying);
    const folder = asideFolder(dirname(file), now);
    keepAside(file, folder);
    renameSync(copying, restoring(file));
    takePlace(file, folder);
    return { ok: true, putAside: folder };
  } finally {
    lock.release();
  }
}

/** The database keeps its name too until the backup takes it: there is a log at every moment. */
function keepAside(file: string, folder: string): void {
  if (!existsSync(file)) return;
  const kept = join(folder, basename(file));
  try {
    linkSync(file, kept);
  } catch {
    copyFileSync(file, kept);
  }
}

function flush(path: string): void {
  const at = openSync(path, 'r+');
  try {
    fsyncSync(at);
  } finally {
    closeSync(at);
  }
}
