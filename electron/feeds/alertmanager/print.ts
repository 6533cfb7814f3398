// What a piece of an answer says, as a short text: equal for pieces that differ only in the times that move with every re-send.
// A piece that says what it said last time need not be parsed.
import type { FeedContext } from '../../../shared/feed';

/**
 * Alertmanager writes these fields after an object, its labels and annotations hold texts alone: so neither can be the name of a
 * label, nor stand inside a string, where quotes are escaped.
 */
const MOVING = [Buffer.from('},"endsAt":"'), Buffer.from('},"updatedAt":"')];
/** Longer than any RFC 3339 time. */
const MAX_TIME = 40;
const QUOTE = 0x22;
const [ZERO, NINE] = [0x30, 0x39];

/** Writes zeros over the digits of the moving times; the piece stays the same JSON in all else. */
function still(piece: Buffer): void {
  for (const field of MOVING) {
    for (let at = piece.indexOf(field); at !== -1; at = piece.indexOf(field, at)) {
      at += field.length;
      for (const end = Math.min(piece.length, at + MAX_TIME); at < end; at++) {
        const code = piece[at] as number;
        if (code === QUOTE) break;
        if (code >= ZERO && code <= NINE) piece[at] = ZERO;
      }
    }
  }
}

/** Digest of the piece, whose moving times are zero afterwards. */
export function printOf(piece: Buffer, digest: FeedContext['digest']): string {
  still(piece);
  return digest(piece);
}
