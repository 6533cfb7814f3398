// Keeps the log's key where there is no OS keychain: in a file that only its owner can read, or in a person's head.
import { randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { msg } from '../../shared/words/words';

export type KeyResult =
  | { readonly ok: true; readonly key: string }
  | {
      readonly ok: false;
      readonly kind: 'readable-by-others' | 'malformed' | 'unreadable';
      readonly what: string;
      readonly remedy: string;
    };

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** scrypt at 64 MiB and some 0.2 s: https://datatracker.ietf.org/doc/html/rfc7914 */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;

function isOpenToOthers(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
}

/** The hex text in `path`, which is made from `bytes` random bytes, mode 0600, when it is not there. */
function readOrMake(path: string, bytes: number): KeyResult {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${randomBytes(bytes).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return unreadable(path, error);
  }
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (text.length === bytes * 2 && /^[0-9a-f]+$/.test(text)) return { ok: true, key: text };
  } catch (error) {
    return unreadable(path, error);
  }
  return {
    ok: false,
    kind: 'malformed',
    what: msg`${path} does not hold a key.`,
    remedy: msg`Restore it from a backup: without it the log can’t be read.`,
  };
}

function unreadable(path: string, error: unknown): KeyResult {
  const { code } = error as NodeJS.ErrnoException;
  return {
    ok: false,
    kind: 'unreadable',
    what: msg`${path} can’t be read or made (${code}).`,
    remedy: msg`Check who owns the profile folder.`,
  };
}

/** The key in a file of 64 hex digits, made at the first call. Refuses a file that others than its owner can read. */
export function keyFromFile(path: string): KeyResult {
  const result = readOrMake(path, KEY_BYTES);
  if (!result.ok || !isOpenToOthers(path)) return result;
  return { ok: false, kind: 'readable-by-others', what: msg`Others can read the key file ${path}.`, remedy: msg`Run: chmod 600 '${path}'` };
}

/** The key that a passphrase makes with the salt in a file (made at the first call). The salt is no secret; losing it loses the log. */
export function keyFromPassphrase(passphrase: string, saltFile: string): KeyResult {
  const salt = readOrMake(saltFile, SALT_BYTES);
  if (!salt.ok) return salt;
  return { ok: true, key: scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt.key, 'hex'), KEY_BYTES, SCRYPT).toString('hex') };
}
