import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyFromPassphrase } from '../../../electron/log/key-file';
import { openLockRecord } from '../../../electron/shell/lock/lock-record';
import { LockWord, type LockWordParts, pauseAfter } from '../../../electron/shell/lock/lock-word';

let profile: string;
let now = 0;

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'dogwatch-lock-'));
  now = Date.parse('2026-11-23T03:10:00Z');
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const none = { isAvailable: () => false, guard: () => '', reveal: () => null };
const some = { isAvailable: () => true, guard: (text: string) => `guarded:${text}`, reveal: (text: string) => text.slice(8) };

/** As a start of the console makes it: nothing but the profile's files is remembered. */
function started(change: Partial<LockWordParts> = {}): LockWord {
  return new LockWord({
    store: openLockRecord(profile),
    keychain: none,
    hash: (word) => keyFromPassphrase(word, join(profile, 'lock.salt')),
    hasPassphrase: async () => false,
    fitsPassphrase: async () => false,
    now: () => now,
    ...change,
  });
}
const kept = (): string => readFileSync(join(profile, 'lock.json'), 'utf8');

describe('what opens a locked console', () => {
  test('[K11] without a word or a passphrase, whoever presses the button', async () => {
    expect(await started().kind()).toBe('none');
    expect(await started().answer('')).toEqual({ fits: true });
  });

  test('[K12] a word is kept as a slow salted hash, for its owner only, and is not in any file', async () => {
    expect(started().keep('0815-dogs')).toMatchObject({ ok: true });
    expect(kept()).not.toContain('0815');
    expect(statSync(join(profile, 'lock.json')).mode & 0o777).toBe(0o600);
    expect(await started().kind()).toBe('own');
    expect(await started().answer('0815-dogs')).toEqual({ fits: true });
    const first = kept();
    rmSync(join(profile, 'lock.salt'));
    started().keep('0815-dogs');
    expect(kept()).not.toBe(first);
  });

  test('[K12] a keychain guards the hash; when it can’t be read nothing opens', async () => {
    started({ keychain: some }).keep('0815-dogs');
    expect(kept()).toContain('guarded:');
    expect(await started({ keychain: some }).answer('0815-dogs')).toEqual({ fits: true });
    expect(await started().answer('0815-dogs')).toMatchObject({ fits: false, why: expect.stringContaining('keyring') });
  });

  test('[K13] wrong answers double the wait, over restarts too, and the right one is not looked at meanwhile', async () => {
    started().keep('0815-dogs');
    for (let failures = 1; failures <= 4; failures += 1) {
      expect(await started().answer('guess')).toEqual({ fits: false, why: `That does not fit. Try again in ${2 ** (failures - 1)} s.` });
      expect(await started().answer('0815-dogs')).toMatchObject({ fits: false, why: expect.stringContaining('Not looked at') });
      now += pauseAfter(failures);
    }
    expect(await started().answer('0815-dogs')).toEqual({ fits: true });
    expect(await started().answer('guess')).toMatchObject({ why: expect.stringContaining('in 1 s') });
    expect(pauseAfter(60)).toBe(300_000);
  });

  test('[K13] a clock that is set back makes nobody wait longer than the longest wait', async () => {
    started().keep('0815-dogs');
    await started().answer('guess');
    now -= 86_400_000;
    expect(await started().answer('0815-dogs')).toMatchObject({ why: 'Not looked at: wait 300 s.' });
  });

  test('[K11] the passphrase of the profile opens it; a word that was set earlier does too', async () => {
    started().keep('0815-dogs');
    const sealed = { hasPassphrase: async () => true, fitsPassphrase: async (word: string) => word === 'four calm dogs' };
    expect(await started(sealed).kind()).toBe('passphrase');
    expect(await started(sealed).answer('four calm dogs')).toEqual({ fits: true });
    expect(await started(sealed).answer('0815-dogs')).toEqual({ fits: true });
    expect(await started(sealed).answer('none of them')).toMatchObject({ fits: false });
  });

  test('a file that was damaged is an open console, not one that can’t start', async () => {
    writeFileSync(join(profile, 'lock.json'), '{"isLocked": "yes"');
    expect(openLockRecord(profile).read()).toMatchObject({ isLocked: false, word: null });
  });
});
