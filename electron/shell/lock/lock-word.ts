// What opens a locked console: the profile's passphrase, a word of the lock's own, or the mere press of a button where there is neither.
import type { LockWordKind } from '../../../shared/contract/shell';
import { msg } from '../../../shared/words/words';
import type { Keychain } from '../keychain';
import type { KeyResult } from '../keyring';
import type { LockRecordStore } from './lock-record';

export interface LockWordParts {
  readonly store: LockRecordStore;
  readonly keychain: Keychain;
  /** Hashes slowly, with this profile's own salt for it. */
  readonly hash: (word: string) => KeyResult;
  readonly hasPassphrase: () => Promise<boolean>;
  readonly fitsPassphrase: (word: string) => Promise<boolean>;
  readonly now: () => number;
}

export type Answer = { readonly fits: true } | { readonly fits: false; readonly why: string };

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

/** Pure: how long nothing is looked at after so many wrong answers in a row. */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

export class LockWord {
  private readonly parts: LockWordParts;

  constructor(parts: LockWordParts) {
    this.parts = parts;
  }

  async kind(): Promise<LockWordKind> {
    if (await this.parts.hasPassphrase()) return 'passphrase';
    return this.parts.store.read().word ? 'own' : 'none';
  }

  /** Keeps the hash of `word` in place of an earlier one; null: no word any more. */
  keep(word: string | null): KeyResult | { readonly ok: true } {
    const { store, keychain, hash } = this.parts;
    if (word === null) {
      store.write({ ...store.read(), word: null });
      return { ok: true };
    }
    const hashed = hash(word);
    if (!hashed.ok) return hashed;
    const isGuarded = keychain.isAvailable();
    store.write({ ...store.read(), word: { isGuarded, hash: isGuarded ? keychain.guard(hashed.key) : hashed.key } });
    return { ok: true };
  }

  /** Looks at one answer. Wrong ones are counted, also over a restart, and each doubles the pause in which nothing is looked at. */
  async answer(given: string): Promise<Answer> {
    const { store, now } = this.parts;
    const kind = await this.kind();
    if (kind === 'none') return { fits: true };
    const before = store.read();
    const waitMs = Math.min(before.notBefore - now(), LONGEST_PAUSE_MS);
    if (waitMs > 0) return { fits: false, why: msg`Not looked at: wait ${Math.ceil(waitMs / 1000)} s.` };
    const looked = await this.look(given);
    if (looked.fits) {
      store.write({ ...store.read(), failures: 0, notBefore: 0 });
      return looked;
    }
    const failures = before.failures + 1;
    const pauseMs = pauseAfter(failures);
    store.write({ ...store.read(), failures, notBefore: now() + pauseMs });
    return { fits: false, why: msg`${looked.why} Try again in ${Math.ceil(pauseMs / 1000)} s.` };
  }

  private async look(given: string): Promise<Answer> {
    const { store, keychain, hash, fitsPassphrase } = this.parts;
    if (await fitsPassphrase(given)) return { fits: true };
    const { word } = store.read();
    if (!word) return { fits: false, why: msg`That does not fit.` };
    const kept = word.isGuarded ? keychain.reveal(word.hash) : word.hash;
    if (kept === null) return { fits: false, why: msg`The system keyring can’t be read: unlock it first.` };
    const hashed = hash(given);
    if (!hashed.ok) return { fits: false, why: hashed.what };
    return hashed.key === kept ? { fits: true } : { fits: false, why: msg`That does not fit.` };
  }
}
