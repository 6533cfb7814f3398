// A storm is 50 MB of JSON. Parsed at once it is one long stop and 65 MB of objects; cut between alerts it is many short
// stops, and what says nothing new dies young.

/**
 * Alertmanager writes `annotations` first in every alert. This cannot stand inside a string: quotes are escaped there,
 * and after the quote that ends one comes no letter.
 */
const CUT = '},{"annotations":';
const PIECE_BYTES = 256 * 1024;

/** Parses a JSON list in pieces; each piece is a list. Throws SyntaxError if a piece is not JSON; gives `null` if the answer is no list. */
export function* parsePieces(bytes: Uint8Array, pieceBytes = PIECE_BYTES): Generator<readonly unknown[] | null> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length <= 2 * pieceBytes || all[0] !== 0x5b) {
    const whole: unknown = JSON.parse(all.toString('utf8'));
    yield Array.isArray(whole) ? whole : null;
    return;
  }
  let from = 1;
  for (;;) {
    const cut = all.indexOf(CUT, from + pieceBytes);
    const text = cut === -1 ? `[${all.toString('utf8', from)}` : `[${all.toString('utf8', from, cut + 1)}]`;
    yield JSON.parse(text) as unknown[];
    if (cut === -1) return;
    from = cut + 2;
  }
}
