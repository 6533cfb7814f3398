// The folder of a profile's backups as it stands.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { KeptBackup } from '../../shared/contract/backups';
import { readBackupName } from './backup-names';
import { encrypted } from './encrypted';
import { LATEST_VERSION, versionOf } from './migrate';

/** Newest first; empty when there is no folder. */
export function listBackups(folder: string): KeptBackup[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const found = names.flatMap((name) => {
    const read = readBackupName(name);
    const bytes = read && statSync(join(folder, name), { throwIfNoEntry: false })?.size;
    return read && bytes !== undefined ? [{ ...read, bytes }] : [];
  });
  return found.sort((a, b) => b.at - a.at);
}

/** Those that open with this key and that this Dogwatch knows the format of. */
export function usableBackups(folder: string, key: string): KeptBackup[] {
  return listBackups(folder).filter(({ name }) => opens(join(folder, name), key));
}

function opens(file: string, key: string): boolean {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { ...encrypted(key), fileMustExist: true });
    const format = versionOf(db);
    return format > 0 && format <= LATEST_VERSION;
  } catch {
    return false;
  } finally {
    db?.close();
  }
}
