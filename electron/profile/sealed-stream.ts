// The file in which a whole profile travels: sealed under a passphrase, piece by piece, so that it may be larger than memory. A piece that
// was changed, moved or left out, and an end that is missing, do not open. The format is described in docs/backups.md.
import { createCipheriv, createDecipheriv, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { readSync, writeSync } from 'node:fs';

const MAGIC = Buffer.from('dogwatch-profile 1\n');
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const CHECK_BYTES = 16;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const LENGTH_BYTES = 4;
const PIECE_BYTES = 1 << 20;
/** scrypt at 64 MiB, some 0.2 s. The file never says how hard the work is: nobody can make it endless or cheap. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;

export type SealedKind = 'no-profile' | 'wrong-passphrase' | 'damaged';

/** Why a sealed file does not open. */
export class SealedFailure extends Error {
  override readonly name = 'SealedFailure';
  readonly kind: SealedKind;

  constructor(kind: SealedKind) {
    super(kind);
    this.kind = kind;
  }
}

function derive(passphrase: string, salt: Buffer): { readonly key: Buffer; readonly check: Buffer } {
  const all = scryptSync(passphrase.normalize('NFC'), salt, KEY_BYTES + CHECK_BYTES, SCRYPT);
  return { key: all.subarray(0, KEY_BYTES), check: all.subarray(KEY_BYTES) };
}

/** One key seals one file, so counting is enough; the last byte says that a piece is the last. */
function nonceOf(piece: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(piece, 5, 6);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

/** Writes at the place where the file stands; `end` must be called, else it never opens. */
export class SealedWriter {
  private readonly fd: number;
  private readonly key: Buffer;
  private readonly head: Buffer;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private piece = 0;

  constructor(fd: number, passphrase: string) {
    const salt = randomBytes(SALT_BYTES);
    const { key, check } = derive(passphrase, salt);
    this.fd = fd;
    this.key = key;
    this.head = Buffer.concat([MAGIC, salt, check]);
    writeAll(fd, this.head);
  }

  write(bytes: Buffer): void {
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      const part = bytes.subarray(from, from + PIECE_BYTES);
      if (this.waitingBytes + part.length > PIECE_BYTES) this.seal(false);
      this.waiting.push(part);
      this.waitingBytes += part.length;
    }
  }

  end(): void {
    this.seal(true);
  }

  private seal(isLast: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonceOf(this.piece++, isLast)).setAAD(this.head);
    const box = Buffer.concat([...this.waiting.map((part) => cipher.update(part)), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(box.length * 2 + (isLast ? 1 : 0));
    writeAll(this.fd, Buffer.concat([length, box]));
    this.waiting = [];
    this.waitingBytes = 0;
  }
}

/** Gives the pieces in their order, each checked before it is given. Throws `SealedFailure`. */
export function* openSealed(fd: number, passphrase: string): Generator<Buffer, void, void> {
  const head = take(fd, MAGIC.length + SALT_BYTES + CHECK_BYTES);
  if (!head?.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealedFailure('no-profile');
  const { key, check } = derive(passphrase, head.subarray(MAGIC.length, MAGIC.length + SALT_BYTES));
  if (!timingSafeEqual(check, head.subarray(-CHECK_BYTES))) throw new SealedFailure('wrong-passphrase');
  for (let piece = 0; ; piece++) {
    const told = take(fd, LENGTH_BYTES)?.readUInt32BE() ?? 0;
    const [length, isLast] = [Math.floor(told / 2), told % 2 === 1];
    const box = length >= TAG_BYTES && length <= PIECE_BYTES + TAG_BYTES ? take(fd, length) : null;
    if (!box) throw new SealedFailure('damaged');
    yield open(box, key, nonceOf(piece, isLast), head);
    if (!isLast) continue;
    if (take(fd, 1)) throw new SealedFailure('damaged');
    return;
  }
}

function open(box: Buffer, key: Buffer, nonce: Buffer, head: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(head).setAuthTag(box.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealedFailure('damaged');
  }
}

/** Exactly so many bytes; null when the file has fewer. */
function take(fd: number, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const read = readSync(fd, bytes, done, length - done, null);
    if (read === 0) return null;
    done += read;
  }
  return bytes;
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}
