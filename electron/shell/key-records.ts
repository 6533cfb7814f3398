// Where the keyring writes down how the key is kept: `keys.json` in the profile, by electron-store.
import Store from 'electron-store';
import type { KeyRecord, KeyRecordStore } from './keyring';

/** Opens `keys.json`. A file that can't be parsed throws: guessing here could lose the log. */
export function openKeyRecords(profile: string): KeyRecordStore {
  const store = new Store<{ record: KeyRecord | null }>({ name: 'keys', cwd: profile, defaults: { record: null }, configFileMode: 0o600 });
  return {
    read: () => store.get('record'),
    write: (record) => store.set('record', record),
  };
}
