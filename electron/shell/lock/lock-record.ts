// What the lock remembers over a restart: `lock.json` in the profile. Ending the console must not be a way around the lock.
import { join } from 'node:path';
import { readKept } from '../kept-file';
import { replaceFile } from '../replace-file';

export interface LockRecord {
  readonly isLocked: boolean;
  /** Slow salted hash of the person's own word, guarded by the keychain where there is one; null: no word. */
  readonly word: { readonly isGuarded: boolean; readonly hash: string } | null;
  /** Wrong answers since the last right one, and the Unix ms before which no other is looked at. */
  readonly failures: number;
  readonly notBefore: number;
}

export interface LockRecordStore {
  read(): LockRecord;
  write(record: LockRecord): void;
}

/** By hand: the start does not wait for a schema checker. */
function readRecord(kept: Readonly<Record<string, unknown>>): LockRecord {
  const { word, failures, notBefore } = kept;
  const { isGuarded, hash } = (word ?? {}) as Record<string, unknown>;
  return {
    isLocked: kept.isLocked === true,
    word: typeof hash === 'string' ? { isGuarded: isGuarded === true, hash } : null,
    failures: Number.isSafeInteger(failures) ? Number(failures) : 0,
    notBefore: typeof notBefore === 'number' ? notBefore : 0,
  };
}

/** Opens `lock.json`; a missing or unreadable one is an open console without a word. */
export function openLockRecord(profile: string): LockRecordStore {
  let current: LockRecord | null = null;
  return {
    read: () => {
      current ??= readRecord(readKept(profile, 'lock'));
      return current;
    },
    write: (record) => {
      current = record;
      replaceFile(join(profile, 'lock.json'), `${JSON.stringify(record, null, '\t')}\n`);
    },
  };
}
