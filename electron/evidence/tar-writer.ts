// Writes a plain tar (POSIX ustar, nothing compressed): every system can open it, and a reader that checks it fits on a page.
// Format: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
import { createHash, type Hash } from 'node:crypto';
import { writeSync } from 'node:fs';

const BLOCK = 512;
const FLUSH_BYTES = 1 << 20;
const NAME_BYTES = 100;
const MAX_BYTES = 0o77777777777;

export interface TarEntry {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** One entry at a time, of a length that need not be known before. The file must be empty and stay open until `end`. */
export class TarWriter {
  private readonly fd: number;
  private readonly seconds: number;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  /** Bytes of the file that are written or wait. */
  private position = 0;
  private open: { readonly path: string; readonly headAt: number; readonly hash: Hash; bytes: number } | null = null;

  /** `at`: Unix ms, the time of every entry. */
  constructor(fd: number, at: number) {
    this.fd = fd;
    this.seconds = Math.floor(at / 1000);
  }

  begin(path: string): void {
    this.open = { path, headAt: this.position, hash: createHash('sha256'), bytes: 0 };
    this.put(Buffer.alloc(BLOCK));
  }

  write(chunk: string | Uint8Array): void {
    if (!this.open) throw new Error('an entry of a tar is begun before it is written');
    const bytes = Buffer.from(chunk as string);
    this.open.hash.update(bytes);
    this.open.bytes += bytes.length;
    this.put(bytes);
  }

  /** Ends the entry: its length stands in its header now. */
  finish(): TarEntry {
    if (!this.open) throw new Error('no entry of the tar is open');
    const { path, headAt, hash, bytes } = this.open;
    this.put(Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK));
    this.flush();
    writeSync(this.fd, header(path, bytes, this.seconds), 0, BLOCK, headAt);
    this.open = null;
    return { path, bytes, sha256: hash.digest('hex') };
  }

  /** Two empty blocks say that this is all; returns the length of the file. */
  end(): number {
    this.put(Buffer.alloc(2 * BLOCK));
    this.flush();
    return this.position;
  }

  private put(bytes: Buffer): void {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.position += bytes.length;
    if (this.waitingBytes >= FLUSH_BYTES) this.flush();
  }

  private flush(): void {
    const all = Buffer.concat(this.waiting);
    const from = this.position - all.length;
    for (let done = 0; done < all.length; ) done += writeSync(this.fd, all, done, all.length - done, from + done);
    this.waiting.length = 0;
    this.waitingBytes = 0;
  }
}

function header(path: string, bytes: number, seconds: number): Buffer {
  if (Buffer.byteLength(path) > NAME_BYTES || bytes > MAX_BYTES) throw new Error(`${path} does not fit into a tar`);
  const head = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void =>
    void head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  head.write(path, 0, 'utf8');
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes, 124, 12);
  octal(seconds, 136, 12);
  head.write(' '.repeat(8), 148, 'latin1');
  head.write('0', 156, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return head;
}
