// The file in which a shift travels: signed first (Ed25519), then encrypted under a passphrase (scrypt, AES-256-GCM), so that who
// finds it learns neither what is in it nor who sent it. The format is described in docs/roles.md.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  randomBytes,
  scrypt,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { SHIFT_FILE_MAX } from '../../shared/shift-bundle';
import type { DeviceKey } from './device-key';

export type OpenedFile =
  | { readonly ok: true; readonly payload: string; readonly publicKey: Buffer; readonly hash: string }
  | {
      readonly ok: false;
      readonly kind: 'too-big' | 'not-a-shift' | 'foreign-version' | 'wrong-passphrase' | 'tampered';
      readonly what: string;
      readonly remedy: string;
    };

/** A passphrase and a salt make 48 bytes: the key, and 16 bytes by which a wrong passphrase is told from a changed file. */
export type Derive = (passphrase: string, salt: Buffer) => Promise<Buffer>;

const VERSION = 1;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const CHECK_BYTES = 16;
const SIGNATURE_BYTES = 64;
/** DER of an Ed25519 public key before its 32 bytes: https://datatracker.ietf.org/doc/html/rfc8410#section-10.1 */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const scryptAsync = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** scrypt at 64 MiB, some 0.2 s. The file never says how hard the work is: nobody can make it endless or cheap. */
export const deriveByScrypt: Derive = (passphrase, salt) =>
  scryptAsync(passphrase.normalize('NFC'), salt, KEY_BYTES + CHECK_BYTES, { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 });

/** SHA-256 (hex): the name of what is signed. */
export function payloadHash(payload: string): string {
  return createHash('sha256').update(payload).digest('hex');
}

/** 32 hex digits in groups of four: what two people compare on the phone. */
export function fingerprintOf(publicKey: Buffer): string {
  const hex = createHash('sha256').update(publicKey).digest('hex').slice(0, 32);
  return hex.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Resolves to the text of the file. */
export async function sealFile(payload: string, key: DeviceKey, passphrase: string, derive: Derive = deriveByScrypt): Promise<string> {
  const signature = sign(null, toSign(payload), key.privateKey).toString('base64');
  const inner = Buffer.from(JSON.stringify({ payload, key: key.publicKey.toString('base64'), signature }));
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const derived = await derive(passphrase, salt);
  const cipher = createCipheriv('aes-256-gcm', derived.subarray(0, KEY_BYTES), nonce).setAAD(header(salt, nonce));
  const box = Buffer.concat([cipher.update(inner), cipher.final(), cipher.getAuthTag()]);
  const check = derived.subarray(KEY_BYTES);
  const parts = { salt, nonce, check, box };
  const encoded = Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64')]);
  return `${JSON.stringify({ dogwatch: 'shift', version: VERSION, ...Object.fromEntries(encoded) })}\n`;
}

/** Never throws for whatever text it is given; what is wrong is told in words. */
export async function openFile(text: string, passphrase: string, derive: Derive = deriveByScrypt): Promise<OpenedFile> {
  if (text.length > SHIFT_FILE_MAX)
    return refuse('too-big', `The file is larger than ${SHIFT_FILE_MAX / 1e6} MB: no shift is.`, 'Is it the right file?');
  const file = parseObject(text);
  if (file?.dogwatch !== 'shift')
    return refuse('not-a-shift', 'This file is no handed-over shift.', 'Choose the .dogwatch-shift file that was sent to you.');
  if (file.version !== VERSION)
    return refuse(
      'foreign-version',
      `This shift was written in format ${String(JSON.stringify(file.version)).slice(0, 20)}; this Dogwatch reads format ${VERSION}.`,
      'Use the same version of Dogwatch on both sides.',
    );
  const salt = bytes(file.salt, SALT_BYTES);
  const nonce = bytes(file.nonce, NONCE_BYTES);
  const check = bytes(file.check, CHECK_BYTES);
  const box = bytes(file.box);
  if (!salt || !nonce || !check || !box || box.length < TAG_BYTES) return tampered();
  const derived = await derive(passphrase, salt);
  if (!timingSafeEqual(derived.subarray(KEY_BYTES), check))
    return refuse(
      'wrong-passphrase',
      'This passphrase does not open the shift.',
      'Ask the sender for it again; capitals and spaces count.',
    );
  const inner = decrypt(box, derived.subarray(0, KEY_BYTES), nonce, header(salt, nonce));
  return inner === null ? tampered() : checkSignature(inner);
}

function checkSignature(inner: string): OpenedFile {
  const { payload, key, signature } = parseObject(inner) ?? {};
  const publicKey = bytes(key, KEY_BYTES);
  const signed = bytes(signature, SIGNATURE_BYTES);
  if (typeof payload !== 'string' || !publicKey || !signed) return tampered();
  const isRight = verify(
    null,
    toSign(payload),
    createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }),
    signed,
  );
  return isRight ? { ok: true, payload, publicKey, hash: payloadHash(payload) } : tampered();
}

function decrypt(box: Buffer, key: Buffer, nonce: Buffer, aad: Buffer): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(aad)
    .setAuthTag(box.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function toSign(payload: string): Buffer {
  return Buffer.from(`dogwatch-shift ${VERSION}\n${payload}`);
}

function header(salt: Buffer, nonce: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`dogwatch-shift ${VERSION}\n`), salt, nonce]);
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Base64 of exactly `length` bytes, or of any number of them. */
function bytes(value: unknown, length?: number): Buffer | null {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return null;
  const found = Buffer.from(value, 'base64');
  return length === undefined || found.length === length ? found : null;
}

function tampered(): OpenedFile {
  return refuse(
    'tampered',
    'The file was changed or cut on its way: what it holds can’t be trusted.',
    'Have it sent again. Nothing was taken over.',
  );
}

function refuse(kind: Extract<OpenedFile, { ok: false }>['kind'], what: string, remedy: string): OpenedFile {
  return { ok: false, kind, what, remedy };
}
