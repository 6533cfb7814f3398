// Makes the keyring of a profile. The engine waits for nothing but its key, so this comes before the rest of the shell.
import { keyFromFile, keyFromPassphrase } from '../log/key-file';
import { openKeyRecords } from './key-records';
import { osKeychain } from './keychain';
import { type KeyKeeping, Keyring, type OpenedKey } from './keyring';
import { askPassphrase } from './passphrase-window';
import { settleKey } from './settle-key';
import { settleImport, stagingOfImport } from './take-place';

/** Of the profile's folder, with the keychain, the files and the question of this machine. */
export function keyringOf(profile: string): Keyring {
  settleImport(profile, stagingOfImport(profile));
  settleKey(profile, openKeyRecords(profile));
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

/** The key of this run, which a person can have looked for again. */
export class ProfileKey {
  private readonly keyring: Keyring;
  private readonly settle: () => void;
  private opening: Promise<OpenedKey>;

  /** `settle`: gives an announced key its place. */
  constructor(keyring: Keyring, settle: () => void) {
    this.keyring = keyring;
    this.settle = settle;
    this.opening = keyring.open();
  }

  get opened(): Promise<OpenedKey> {
    return this.opening;
  }

  again(): void {
    this.opening = this.keyring.open();
  }

  /** This one from now on: the profile of another machine takes the place of the one in use. */
  adopt(key: string): void {
    this.keyring.adopt(key);
    this.again();
  }

  /** Another one from now on; log and attachments lie staged under it. */
  renew(key: string, keeping: KeyKeeping, passphrase: string): void {
    this.keyring.announce(key, keeping, passphrase);
    this.settle();
    this.opening = Promise.resolve({ ok: true, key, keeping });
  }

  /** Is it kept by this passphrase? */
  async fits(passphrase: string): Promise<boolean> {
    const opened = await this.opening;
    return opened.ok && opened.keeping === 'passphrase' && this.keyring.isKeptBy(opened.key, passphrase);
  }

  /** Seals it with a passphrase from now on. */
  async protect(passphrase: string): Promise<OpenedKey> {
    const opened = await this.opening;
    return opened.ok ? this.keyring.protect(opened.key, passphrase) : opened;
  }
}
