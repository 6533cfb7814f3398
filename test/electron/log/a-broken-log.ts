// Ways in which a log's files break on real machines.
import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = 4096;

/** Flips one byte in the middle of a page. */
export function spoil(file: string, page: number): void {
  const bytes = readFileSync(file);
  const at = page * PAGE + 2048;
  if (at >= bytes.length) throw new Error(`${file} has no page ${page}`);
  bytes[at] = (bytes[at] ?? 0) ^ 0x40;
  writeFileSync(file, bytes);
}

/** Bytes that are no database under any key. */
export function lastPages(): Buffer {
  return Buffer.alloc(3 * PAGE, 7);
}

/** A text that does not compress. */
export function fullDisk(seed: number): string {
  return Array.from({ length: 600 }, (_, k) => `word${(seed * 7919 + k * 104_729) % 1_000_003}`).join(' ');
}
