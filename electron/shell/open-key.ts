// Makes the keyring of a profile. The engine waits for nothing but its key, so this comes before the rest of the shell.
import { keyFromFile, keyFromPassphrase } from '../log/key-file';
import { openKeyRecords } from './key-records';
import { osKeychain } from './keychain';
import { Keyring } from './keyring';
import { askPassphrase } from './passphrase-window';

/** Of the profile's folder, with the keychain, the files and the question of this machine. */
export function keyringOf(profile: string): Keyring {
  return new Keyring({
    profile,
    store: openKeyRecords(profile),
    keychain: osKeychain,
    fromFile: keyFromFile,
    fromPassphrase: keyFromPassphrase,
    askPassphrase,
    givenPassphrase: process.env.DOGWATCH_PASSPHRASE ?? null,
  });
}
