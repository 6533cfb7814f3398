import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyFromFile, keyFromPassphrase } from '../../../electron/log/key-file';
import { tempFolder } from './a-log';

describe('the key file', () => {
  it('is made once, random, for its owner only', () => {
    const path = join(tempFolder(), 'deep', 'log.key');
    const made = keyFromFile(path);
    expect(made).toEqual({ ok: true, key: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(keyFromFile(path)).toEqual(made);
    expect(keyFromFile(join(tempFolder(), 'log.key'))).not.toEqual(made);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')('is refused when others can read it, and left as it is', () => {
    const path = join(tempFolder(), 'log.key');
    keyFromFile(path);
    chmodSync(path, 0o640);
    const text = readFileSync(path, 'utf8');
    expect(keyFromFile(path)).toMatchObject({ ok: false, kind: 'readable-by-others', remedy: expect.stringContaining('chmod 600') });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is refused when it holds no key', () => {
    const path = join(tempFolder(), 'log.key');
    writeFileSync(path, 'short', { mode: 0o600 });
    expect(keyFromFile(path)).toMatchObject({ ok: false, kind: 'malformed' });
    expect(keyFromFile(join(path, 'below'))).toMatchObject({ ok: false, kind: 'unreadable' });
  });
});

describe('the passphrase', () => {
  it('gives the same key with the same salt, another with another', () => {
    const salt = join(tempFolder(), 'log.salt');
    const key = keyFromPassphrase('correct horse', salt);
    expect(key).toEqual({ ok: true, key: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(keyFromPassphrase('correct horse', salt)).toEqual(key);
    expect(keyFromPassphrase('wrong horse', salt)).not.toEqual(key);
    expect(keyFromPassphrase('correct horse', join(tempFolder(), 'log.salt'))).not.toEqual(key);
  });
});
