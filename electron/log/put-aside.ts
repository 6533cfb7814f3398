// Puts files of a profile aside instead of overwriting them: into a folder of their own, named by the time, where nothing touches them again.
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDER = 'put-aside';
/** Folder of a profile's backups. */
export const BACKUPS = 'backups';

/** A fresh folder `put-aside/20261123T163005Z` in the profile. `now`: Unix ms. */
export function asideFolder(profile: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
  mkdirSync(join(profile, FOLDER), { recursive: true, mode: 0o700 });
  for (let n = 1; ; n++) {
    const folder = join(profile, FOLDER, n === 1 ? stamp : `${stamp}-${n}`);
    try {
      mkdirSync(folder, { mode: 0o700 });
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Moves what is there of `paths` into `folder`, in this order. */
export function putAside(folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false })) renameSync(path, join(folder, basename(path)));
  }
}

/** The log's files: the database last, so that whatever interrupts this leaves it where it is looked for. */
export function logFiles(file: string): string[] {
  return [`${file}-mark`, `${file}-shm`, `${file}-wal`, file];
}

/** All that is worth nothing without the key of the profile's log: put aside together, it can be brought back together. */
export function keyedFiles(profile: string): string[] {
  const kept = [BACKUPS, 'attachments', 'keys.json', 'log.key', 'log.salt'].map((name) => join(profile, name));
  return [...kept, ...logFiles(join(profile, 'log.db'))];
}
