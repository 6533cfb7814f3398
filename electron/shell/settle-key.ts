// The new key of a log takes the place of the old one. From the moment at which `keys.json` names it as the next one, this only goes forward: it is
// asked at every start, before the key is, and whatever interrupted it, it ends with a log that its key opens.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BACKUPS, logFiles } from '../log/put-aside';
import type { KeyRecord, KeyRecordStore } from './keyring';
import { replaceFile } from './replace-file';

/** Where log and attachments lie under the key to come. */
export function stagingOfKey(profile: string): string {
  return join(profile, 'new-key');
}

/** Ends a change of the key that was begun. What was staged and not named as next goes: the old key stands. */
export function settleKey(profile: string, store: KeyRecordStore): void {
  const staging = stagingOfKey(profile);
  const next = store.read()?.next;
  if (next !== undefined) {
    if (existsSync(join(staging, 'log.db'))) takeFiles(profile, staging);
    keep(profile, store, next);
  }
  rmSync(staging, { recursive: true, force: true });
}

/** The log comes last: while the staged one is there, this is not done. */
function takeFiles(profile: string, staging: string): void {
  const [attachments, file] = [join(profile, 'attachments'), join(profile, 'log.db')];
  if (existsSync(join(staging, 'attachments'))) {
    rmSync(attachments, { recursive: true, force: true });
    renameSync(join(staging, 'attachments'), attachments);
  }
  // Nobody could open them any more.
  rmSync(join(profile, BACKUPS), { recursive: true, force: true });
  for (const old of logFiles(file).filter((name) => name !== file)) rmSync(old, { force: true });
  renameSync(join(staging, 'log.db'), file);
}

function keep(profile: string, store: KeyRecordStore, next: KeyRecord): void {
  if (next.keeping === 'file') replaceFile(join(profile, 'log.key'), `${next.guarded}\n`);
  store.write(next.keeping === 'file' ? { keeping: 'file', guarded: '' } : next);
}
