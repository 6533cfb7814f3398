// Where the keyring writes down how the key is kept: `keys.json` in the profile. Plain files and no store, since the engine waits for the key.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRecord, KeyRecordStore } from './keyring';

/** A crash leaves the old file or the new one, never a half of one. */
function replace(file: string, text: string): void {
  const draft = `${file}.new`;
  const to = openSync(draft, 'w', 0o600);
  try {
    writeSync(to, text);
    fsyncSync(to);
  } finally {
    closeSync(to);
  }
  renameSync(draft, file);
}

/** Opens `keys.json`. A file that can't be parsed throws: guessing here could lose the log. */
export function openKeyRecords(profile: string): KeyRecordStore {
  const file = join(profile, 'keys.json');
  return {
    read: () => (existsSync(file) ? ((JSON.parse(readFileSync(file, 'utf8')) as { record?: KeyRecord | null }).record ?? null) : null),
    write: (record) => replace(file, `${JSON.stringify({ record }, null, '\t')}\n`),
  };
}
