// Files that belong to incidents, beside the log: encrypted under a key made from the log's, named by the SHA-256 of what is in them,
// kept once however often they are attached.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { msg } from '../../shared/words/words';

/** Format of a kept file: this byte, 12 bytes of nonce, 16 bytes of tag, then AES-256-GCM. */
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

export type AttachmentRead =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly kind: 'missing' | 'damaged'; readonly what: string; readonly remedy: string };

export interface Attachments {
  /** Makes the bytes durable and returns their SHA-256 (hex). Throws what the disk says when it refuses. */
  put(bytes: Uint8Array): string;
  /** Never returns bytes that do not have this hash. */
  read(sha256: string): AttachmentRead;
}

/** `folder` is made when the first file comes. `key` is the log's. */
export function openAttachments(folder: string, key: string): Attachments {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'dogwatch attachments', 32));
  return {
    put(bytes) {
      const sha256 = hashOf(bytes);
      const file = join(folder, sha256);
      if (existsSync(file) && read(file, sha256, secret).ok) return sha256;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeWhole(file, seal(bytes, sha256, secret));
      return sha256;
    },
    read: (sha256) => read(join(folder, sha256), sha256, secret),
  };
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function seal(bytes: Uint8Array, sha256: string, secret: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(sha256, 'hex'));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body]);
}

/** All of it under the name or nothing: a name that stands there stands for whole bytes, whatever happened while writing. */
function writeWhole(file: string, bytes: Buffer): void {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const fd = openSync(unfinished, 'w', 0o600);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function read(file: string, sha256: string, secret: Buffer): AttachmentRead {
  let kept: Buffer;
  try {
    kept = readFileSync(file);
  } catch {
    return {
      ok: false,
      kind: 'missing',
      what: msg`The file of this attachment is not beside the log.`,
      remedy: msg`Restore the profile’s attachments folder from a backup.`,
    };
  }
  try {
    if (kept[0] !== FORMAT) return damaged();
    const decipher = createDecipheriv('aes-256-gcm', secret, kept.subarray(1, 1 + NONCE_BYTES)).setAAD(Buffer.from(sha256, 'hex'));
    decipher.setAuthTag(kept.subarray(1 + NONCE_BYTES, HEAD_BYTES));
    const bytes = Buffer.concat([decipher.update(kept.subarray(HEAD_BYTES)), decipher.final()]);
    return hashOf(bytes) === sha256 ? { ok: true, bytes } : damaged();
  } catch {
    return damaged();
  }
}

function damaged(): AttachmentRead {
  return {
    ok: false,
    kind: 'damaged',
    what: msg`The file of this attachment is not what was attached: its hash differs.`,
    remedy: msg`Restore the profile’s attachments folder from a backup; the log is whole without it.`,
  };
}
