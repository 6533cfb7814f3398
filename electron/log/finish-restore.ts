// The last step of putting a backup in the log's place, and its end when it was interrupted: asked before every opening, so it is small.
import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { asideFolder, putAside } from './put-aside';

/** A whole backup that is to become the log lies here for a moment. */
export function restoring(file: string): string {
  return `${file}-restoring`;
}

/** Ends a restore that was interrupted, if there is one. `now`: Unix ms. */
export function finishRestore(file: string, now: number): void {
  if (existsSync(restoring(file))) takePlace(file, asideFolder(dirname(file), now));
}

/** The old WAL must be gone before the backup takes the name: it would be read as the backup's own. */
export function takePlace(file: string, folder: string): void {
  putAside(folder, [`${file}-mark`, `${file}-wal`, `${file}-shm`]);
  renameSync(restoring(file), file);
}
