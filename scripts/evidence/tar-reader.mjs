// Reads a plain tar strictly: what a lenient reader would pass over (a wrong checksum, bytes between or after the entries, another
// kind of entry) is told as damage, because it may be where somebody put something.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const BLOCK = 512;
const CHUNK = 1 << 20;

/** @typedef {{ path: string, at: number, bytes: number }} Entry */

export class BrokenTar extends Error {}

/** A tar on the disk. Entries first, then the bytes of each in chunks. */
export class TarFile {
  /** @param {string} file */
  constructor(file) {
    this.fd = openSync(file, 'r');
    this.bytes = fstatSync(this.fd).size;
  }

  close() {
    closeSync(this.fd);
  }

  /**
   * Throws `BrokenTar` in words.
   * @returns {Entry[]}
   */
  entries() {
    /** @type {Entry[]} */
    const entries = [];
    let at = 0;
    for (;;) {
      const head = this.#block(at, 'it ends in the middle of an entry');
      if (isEmpty(head)) break;
      const { path, bytes } = readHead(head, at);
      entries.push({ path, at: at + BLOCK, bytes });
      const end = at + BLOCK + bytes;
      const next = at + BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
      if (next > this.bytes) throw new BrokenTar(`${path} is cut off`);
      if (!isEmpty(this.#read(end, next - end))) throw new BrokenTar(`there are hidden bytes behind ${path}`);
      at = next;
    }
    if (this.bytes !== at + 2 * BLOCK || !isEmpty(this.#block(at + BLOCK, 'its end is cut off')))
      throw new BrokenTar('there is something after its end, or its end is cut off');
    return entries;
  }

  /**
   * The bytes of one entry, some at a time; a chunk is only good until the next one.
   * @param {Entry} entry
   */
  *chunks({ at, bytes }) {
    const chunk = Buffer.alloc(Math.min(CHUNK, Math.max(1, bytes)));
    for (let done = 0; done < bytes; ) {
      const read = readSync(this.fd, chunk, 0, Math.min(chunk.length, bytes - done), at + done);
      if (read === 0) throw new BrokenTar('the file became shorter while it was read');
      done += read;
      yield chunk.subarray(0, read);
    }
  }

  /** @param {number} at @param {number} length */
  #read(at, length) {
    const bytes = Buffer.alloc(length);
    const read = length === 0 ? 0 : readSync(this.fd, bytes, 0, length, at);
    return bytes.subarray(0, read);
  }

  /** @param {number} at @param {string} orElse */
  #block(at, orElse) {
    const block = this.#read(at, BLOCK);
    if (block.length < BLOCK) throw new BrokenTar(orElse);
    return block;
  }
}

/** @param {Buffer} bytes */
function isEmpty(bytes) {
  return bytes.every((byte) => byte === 0);
}

/** @param {Buffer} head @param {number} at */
function readHead(head, at) {
  const where = `the header at byte ${at}`;
  const text = (/** @type {number} */ from, /** @type {number} */ length) =>
    head.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  const octal = (/** @type {number} */ from, /** @type {number} */ length) => {
    const digits = text(from, length).trim();
    if (!/^[0-7]+$/.test(digits)) throw new BrokenTar(`${where} is damaged`);
    return Number.parseInt(digits, 8);
  };
  const summed = head.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 0x20 : byte), 0);
  if (head.toString('latin1', 148, 156) !== `${summed.toString(8).padStart(6, '0')}\0 `)
    throw new BrokenTar(`${where} is damaged: its checksum is another`);
  if (text(257, 6) !== 'ustar' || head.toString('latin1', 156, 157) !== '0') throw new BrokenTar(`${where} is not of a plain file`);
  if (!isEmpty(head.subarray(157, 257)) || !isEmpty(head.subarray(345))) throw new BrokenTar(`${where} holds what no bundle holds`);
  return { path: text(0, 100), bytes: octal(124, 12) };
}
