// Keeps the key of the log: guarded by the OS keychain, else in a file only its owner can read, or sealed by a passphrase when the person chose one.
// A key once made is never replaced: losing it loses the log, so whatever can't be read is told and left alone.
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskStatus } from '../../shared/contract';
import { msg } from '../../shared/words/words';
import type { Keychain } from './keychain';
import { sealKey, unsealKey } from './sealed-key';

export type KeyKeeping = DeskStatus['keyKeeping'];

/** What is written down: how the key is kept and, unless it is in the key file, the key itself guarded or sealed. */
export interface KeyRecord {
  readonly keeping: KeyKeeping;
  readonly guarded: string;
  /** The one to come, while log and attachments change to it: see settle-key. In a `file` record `guarded` is the key itself. */
  readonly next?: KeyRecord;
}

export interface KeyRecordStore {
  /** null before the first start. */
  read(): KeyRecord | null;
  write(record: KeyRecord): void;
}

export type KeyResult =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly what: string; readonly remedy: string };
export type OpenedKey =
  | { readonly ok: true; readonly key: string; readonly keeping: KeyKeeping }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

export interface KeyringOptions {
  readonly profile: string;
  readonly store: KeyRecordStore;
  readonly keychain: Keychain;
  /** Reads the key in a file that only its owner can read, or makes it. */
  readonly fromFile: (path: string) => KeyResult;
  /** Derives a key of 64 hex digits; the salt is kept in `saltFile`. */
  readonly fromPassphrase: (passphrase: string, saltFile: string) => KeyResult;
  /** Asks the person; null when they gave up. `isRetry` after a wrong answer. */
  readonly askPassphrase: (isRetry: boolean) => Promise<string | null>;
  /** A passphrase given by the environment, tried before asking. */
  readonly givenPassphrase: string | null;
}

const locked = () =>
  ({
    ok: false,
    what: msg`The log’s key is in the system keyring, and the keyring can’t be read now.`,
    remedy: msg`Unlock the keyring (log in to the desktop as usual) and start Dogwatch again. Nothing was changed.`,
  }) as const;

const gone = () =>
  ({
    ok: false,
    what: msg`The log is here, but the key it is encrypted with is not.`,
    remedy: msg`Bring back keys.json, log.key or log.salt of this profile from where they went, and try again. Without the key nobody can read the log or its backups.`,
  }) as const;

const noPassphrase = () =>
  ({
    ok: false,
    what: msg`The log is sealed with a passphrase, and none that fits was given.`,
    remedy: msg`Start Dogwatch again and give the passphrase.`,
  }) as const;

export class Keyring {
  private readonly options: KeyringOptions;

  constructor(options: KeyringOptions) {
    this.options = options;
  }

  /** Will `open` ask the person? */
  get needsPerson(): boolean {
    if (this.options.givenPassphrase !== null) return false;
    const record = this.options.store.read();
    return record ? record.keeping === 'passphrase' : !existsSync(this.keyFile) && existsSync(this.saltFile);
  }

  /** The key of this profile's log; the first start makes one and keeps it in the best place there is. */
  async open(): Promise<OpenedKey> {
    const record = this.options.store.read();
    if (!record) return this.first();
    if (record.keeping === 'file') return this.fromFile();
    if (record.keeping === 'passphrase') return this.unseal(record);
    const key = this.options.keychain.isAvailable() ? this.options.keychain.reveal(record.guarded) : null;
    return key === null ? locked() : { ok: true, key, keeping: 'keychain' };
  }

  /** Seals the key with `passphrase` from now on and removes every other copy. */
  protect(key: string, passphrase: string): OpenedKey {
    const wrapping = this.options.fromPassphrase(passphrase, this.saltFile);
    if (!wrapping.ok) return wrapping;
    this.options.store.write({ keeping: 'passphrase', guarded: sealKey(key, wrapping.key) });
    rmSync(this.keyFile, { force: true });
    return { ok: true, key, keeping: 'passphrase' };
  }

  /** Is it `passphrase` that `key` is kept by? */
  isKeptBy(key: string, passphrase: string): boolean {
    const wrapping = this.options.fromPassphrase(passphrase, this.saltFile);
    if (!wrapping.ok) return false;
    const record = this.options.store.read();
    return (record ? unsealKey(record.guarded, wrapping.key) : wrapping.key) === key;
  }

  /** Keeps a key that came from elsewhere, in the best place there is. For a profile whose own key was put aside. */
  adopt(key: string): void {
    const { keychain, store } = this.options;
    const isGuarded = keychain.isAvailable();
    if (!isGuarded) writeFileSync(this.keyFile, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
    store.write(isGuarded ? { keeping: 'keychain', guarded: keychain.guard(key) } : { keeping: 'file', guarded: '' });
  }

  /** Names `key` as the one to come, kept as the present one is; from now on there is no way back. */
  announce(key: string, keeping: KeyKeeping, passphrase: string): void {
    const { store, keychain } = this.options;
    const guarded = { keychain: () => keychain.guard(key), file: () => key, passphrase: () => this.sealed(key, passphrase) }[keeping]();
    store.write({ ...(store.read() ?? { keeping, guarded: '' }), next: { keeping, guarded } });
  }

  private sealed(key: string, passphrase: string): string {
    const wrapping = this.options.fromPassphrase(passphrase, this.saltFile);
    if (!wrapping.ok) throw new Error(wrapping.what);
    return sealKey(key, wrapping.key);
  }

  private get keyFile(): string {
    return join(this.options.profile, 'log.key');
  }

  /** A key that is made now would not open the log that is there. */
  private isGone(file: string): boolean {
    return !existsSync(file) && existsSync(join(this.options.profile, 'log.db'));
  }

  private get saltFile(): string {
    return join(this.options.profile, 'log.salt');
  }

  /** Files without a record: the engine alone, which has no keychain, has used this profile before and both must open its log. */
  private async first(): Promise<OpenedKey> {
    if (existsSync(this.keyFile)) return this.fromFile();
    if (this.isGone(this.saltFile)) return gone();
    if (existsSync(this.saltFile) || this.options.givenPassphrase) return this.derive();
    if (!this.options.keychain.isAvailable()) return this.fromFile();
    const key = randomBytes(32).toString('hex');
    this.options.store.write({ keeping: 'keychain', guarded: this.options.keychain.guard(key) });
    return { ok: true, key, keeping: 'keychain' };
  }

  private fromFile(): OpenedKey {
    if (this.isGone(this.keyFile)) return gone();
    const read = this.options.fromFile(this.keyFile);
    if (!read.ok) return read;
    if (this.options.store.read()?.keeping !== 'file') this.options.store.write({ keeping: 'file', guarded: '' });
    return { ok: true, key: read.key, keeping: 'file' };
  }

  /** The passphrase makes the key itself, as the engine alone does it; a wrong one is noticed when the log does not open. */
  private async derive(): Promise<OpenedKey> {
    const given = this.options.givenPassphrase ?? (await this.options.askPassphrase(false));
    if (given === null) return noPassphrase();
    const made = this.options.fromPassphrase(given, this.saltFile);
    return made.ok ? { ok: true, key: made.key, keeping: 'passphrase' } : made;
  }

  private async unseal(record: KeyRecord): Promise<OpenedKey> {
    if (this.isGone(this.saltFile)) return gone();
    let given = this.options.givenPassphrase ?? (await this.options.askPassphrase(false));
    while (given !== null) {
      const wrapping = this.options.fromPassphrase(given, this.saltFile);
      if (!wrapping.ok) return wrapping;
      const key = unsealKey(record.guarded, wrapping.key);
      if (key !== null) return { ok: true, key, keeping: 'passphrase' };
      given = await this.options.askPassphrase(true);
    }
    return noPassphrase();
  }
}
