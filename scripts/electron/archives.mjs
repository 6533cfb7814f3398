// Reads the two archive formats of the npm-hosted runtime without any dependency: a tar holding one large zip.
import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * The bytes of one member of an uncompressed tar. Throws when it is not there.
 * @param {Buffer} tar
 * @param {string} wanted
 */
export function tarMember(tar, wanted) {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    if (name === wanted) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${wanted} is not in the tarball`);
}

/**
 * All entries of a zip (no zip64), each inflated only when asked for. `mode` holds the Unix permission bits.
 * @param {Buffer} zip
 * @returns {Generator<{ name: string, mode: number, data: () => Buffer }>}
 */
export function* zipEntries(zip) {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('not a zip');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff) throw new Error('zip64 is not supported');
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new Error('bad central directory');
    const nameLength = zip.readUInt16LE(at + 28);
    const start = at;
    yield {
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      mode: (zip.readUInt32LE(at + 38) >>> 16) & 0o777,
      data: () => inflate(zip, start),
    };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/**
 * @param {Buffer} zip
 * @param {number} at offset of the entry in the central directory
 */
function inflate(zip, at) {
  const method = zip.readUInt16LE(at + 10);
  const packedSize = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const raw = zip.subarray(start, start + packedSize);
  const whole = method === 0 ? raw : inflateRawSync(raw);
  if (whole.length !== zip.readUInt32LE(at + 24)) throw new Error('an entry of the zip has the wrong size');
  return whole;
}
