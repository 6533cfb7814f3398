// Lines out of raw bytes: where they begin and end, and what they say, also when they are very long or in no known encoding.
const NEWLINE = 10;
/** A line is looked at as far as this. */
export const LONGEST_LINE = 65_536;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: false });
const western = new TextDecoder('windows-1252');
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of terminals begin with one
const COLOURS = /\u001b\[[0-9;]{0,20}m/g;

/** Text of bytes that may be no UTF-8: then each byte is a western letter, so that a person can read it. */
export function decode(bytes: Buffer, from: number, to: number): string {
  const text = utf8.decode(bytes.subarray(from, to));
  const isDamaged = text.includes('\ufffd') && bytes.subarray(from, to).indexOf('\ufffd') === -1;
  return isDamaged ? western.decode(bytes.subarray(from, to)) : text;
}

const PAIRS = 8;

/** Does it look like UTF-16: western letters, each beside a zero? A hole of zeros, as copying and emptying leaves it, does not. */
export function isWide(bytes: Buffer, from: number, to: number): boolean {
  if (to - from < PAIRS * 2) return false;
  const zeros = (offset: number): number => {
    let count = 0;
    for (let at = from + offset; at < from + PAIRS * 2; at += 2) if (bytes[at] === 0) count += 1;
    return count;
  };
  const [first, second] = [zeros(0), zeros(1)];
  return Math.max(first, second) >= PAIRS - 1 && Math.min(first, second) <= 1;
}

/** A line as it is matched and shown: without its end, without a terminal's colours, not longer than is looked at. */
export function lineText(bytes: Buffer, from: number, to: number): string {
  const text = decode(bytes, from, Math.min(to, from + LONGEST_LINE));
  const bare = text.endsWith('\r') ? text.slice(0, -1) : text;
  return bare.includes('\u001b') ? bare.replace(COLOURS, '') : bare;
}

/** Where the line that holds `at` begins, not before `least`. */
export function lineStart(bytes: Buffer, at: number, least: number): number {
  if (at <= least) return least;
  const before = bytes.lastIndexOf(NEWLINE, at - 1);
  return before < least ? least : before + 1;
}

/** Where its newline stands; `most` when there is none. */
export function lineEnd(bytes: Buffer, at: number, most: number): number {
  const end = bytes.indexOf(NEWLINE, at);
  return end === -1 || end > most ? most : end;
}
