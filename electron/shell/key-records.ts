// Where the keyring writes down how the key is kept: `keys.json` in the profile. Plain files and no store, since the engine waits for the key.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRecord, KeyRecordStore } from './keyring';
import { replaceFile } from './replace-file';

/** Opens `keys.json`. A file that can't be parsed throws: guessing here could lose the log. */
export function openKeyRecords(profile: string): KeyRecordStore {
  const file = join(profile, 'keys.json');
  return {
    read: () => (existsSync(file) ? ((JSON.parse(readFileSync(file, 'utf8')) as { record?: KeyRecord | null }).record ?? null) : null),
    write: (record) => replaceFile(file, `${JSON.stringify({ record }, null, '\t')}\n`),
  };
}
