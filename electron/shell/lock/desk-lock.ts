// The lock of the console: while it is on, the window holds the page “Locked” and nothing else. The engine knows nothing of it and goes on.
import { join } from 'node:path';
import { keyFromPassphrase } from '../../log/key-file';
import { LOCKED_URL } from '../app-protocol';
import { formAnswer } from '../form-question';
import { note, wordsOf } from '../journal';
import { osKeychain } from '../keychain';
import type { ProfileKey } from '../open-key';
import type { ConsoleWindow } from '../window';
import { type LockRecordStore, openLockRecord } from './lock-record';
import { LockWord } from './lock-word';

type LockedWindow = Pick<ConsoleWindow, 'browser' | 'load'>;

export class DeskLock {
  readonly word: LockWord;
  private readonly store: LockRecordStore;
  private readonly listeners = new Set<(isLocked: boolean) => void>();
  private window: LockedWindow | null = null;

  constructor(profile: string, key: ProfileKey) {
    this.store = openLockRecord(profile);
    this.word = new LockWord({
      store: this.store,
      keychain: osKeychain,
      hash: (word) => keyFromPassphrase(word, join(profile, 'lock.salt')),
      hasPassphrase: async () => {
        const opened = await key.opened;
        return opened.ok && opened.keeping === 'passphrase';
      },
      fitsPassphrase: (word) => key.fits(word),
      now: Date.now,
    });
  }

  get isLocked(): boolean {
    return this.store.read().isLocked;
  }

  onChange(listener: (isLocked: boolean) => void): void {
    this.listeners.add(listener);
  }

  /** From now on this window is locked and unlocked. */
  attend(window: LockedWindow): void {
    this.window = window;
    const { webContents } = window.browser;
    // Each load asks anew: a question dies with the page it was asked in.
    webContents.on('did-finish-load', () => {
      if (this.isLocked && webContents.getURL() === LOCKED_URL) void this.ask('').catch((error: unknown) => note('warn', wordsOf(error)));
    });
  }

  lock = (): void => {
    if (!this.isLocked) this.enter(true);
  };

  private enter(isLocked: boolean): void {
    this.store.write({ ...this.store.read(), isLocked });
    this.window?.load();
    for (const listener of this.listeners) listener(isLocked);
  }

  private async ask(why: string): Promise<void> {
    const { window } = this;
    if (!window) return;
    const needsWord = (await this.word.kind()) !== 'none';
    const given = await formAnswer(window.browser.webContents, { needsWord, why });
    const answer = await this.word.answer(given);
    if (!this.isLocked) return;
    if (answer.fits) this.enter(false);
    else await this.ask(answer.why);
  }
}
