import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyFromFile, keyFromPassphrase } from '../../../electron/log/key-file';
import type { Keychain } from '../../../electron/shell/keychain';
import { type KeyRecord, Keyring, type KeyringOptions } from '../../../electron/shell/keyring';
import { sealKey, unsealKey } from '../../../electron/shell/sealed-key';

let profile: string;
let record: KeyRecord | null;
const none: Keychain = { isAvailable: () => false, guard: () => '', reveal: () => null };
const some: Keychain = { isAvailable: () => true, guard: (text) => `guarded:${text}`, reveal: (text) => text.slice(8) };

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'dogwatch-keyring-'));
  record = null;
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

function keyring(change: Partial<KeyringOptions> = {}): Keyring {
  const store = {
    read: () => record,
    write: (next: KeyRecord) => {
      record = next;
    },
  };
  return new Keyring({
    profile,
    store,
    keychain: none,
    fromFile: keyFromFile,
    fromPassphrase: keyFromPassphrase,
    askPassphrase: async () => null,
    givenPassphrase: null,
    ...change,
  });
}

describe('the key of the log', () => {
  test('without a keychain: a file only its owner can read, the same key ever after, even when a keychain appears', async () => {
    const first = await keyring().open();
    expect(first).toMatchObject({ ok: true, keeping: 'file' });
    expect(keyring().needsPerson).toBe(false);
    expect(statSync(join(profile, 'log.key')).mode & 0o777).toBe(0o600);
    expect(await keyring({ keychain: some }).open()).toEqual(first);
  });

  test('a keychain that can’t be read any more refuses; no new key is made', async () => {
    const first = await keyring({ keychain: some }).open();
    expect(first).toMatchObject({ ok: true, keeping: 'keychain' });
    expect(await keyring({ keychain: some }).open()).toEqual(first);
    const before = record;
    expect(await keyring().open()).toMatchObject({ ok: false });
    expect(record).toBe(before);
  });

  test('a passphrase from the start is what the engine alone derives too', async () => {
    const first = await keyring({ givenPassphrase: 'calm dogs' }).open();
    expect(first).toMatchObject({
      ok: true,
      keeping: 'passphrase',
      key: (keyFromPassphrase('calm dogs', join(profile, 'log.salt')) as { key: string }).key,
    });
  });

  test('protect keeps the key and seals it; wrong passphrases are asked again', async () => {
    const ring = keyring();
    const first = await ring.open();
    if (!first.ok) throw new Error(first.what);
    expect(ring.protect(first.key, 'calm dogs')).toMatchObject({ ok: true, key: first.key });
    expect(keyring().needsPerson).toBe(true);
    expect(keyring({ givenPassphrase: 'calm dogs' }).needsPerson).toBe(false);
    const answers = ['wild dogs', 'calm dogs'];
    expect(await keyring({ askPassphrase: async () => answers.shift() ?? null }).open()).toEqual({
      ok: true,
      key: first.key,
      keeping: 'passphrase',
    });
    expect(await keyring().open()).toMatchObject({ ok: false });
    expect(JSON.stringify(record)).not.toContain(first.key);
  });

  test('[U6] where a log is and its key is not, none is made, whichever way it was kept', async () => {
    writeFileSync(join(profile, 'log.db'), 'encrypted pages');
    const gone = { ok: false, what: expect.stringContaining('the key it is encrypted with is not') };
    expect(await keyring({ keychain: some }).open()).toMatchObject(gone);
    expect(await keyring().open()).toMatchObject(gone);
    expect(await keyring({ givenPassphrase: 'calm dogs' }).open()).toMatchObject(gone);
    record = { keeping: 'file', guarded: '' };
    expect(await keyring().open()).toMatchObject(gone);
    record = { keeping: 'passphrase', guarded: 'AAAA' };
    expect(await keyring({ askPassphrase: async () => 'calm dogs' }).open()).toMatchObject(gone);
    expect(readdirSync(profile)).toEqual(['log.db']);
  });

  test('a sealed key opens only with its own wrapping', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    const sealed = sealKey('secret', a);
    expect(unsealKey(sealed, a)).toBe('secret');
    expect(unsealKey(sealed, b)).toBeNull();
    expect(unsealKey('AAAA', a)).toBeNull();
  });
});
