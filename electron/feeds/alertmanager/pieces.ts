// A storm is 50 MB of JSON. Parsed at once it is one long stop and 65 MB of objects; cut between alerts it is many short
// stops, and what says nothing new dies young.

/**
 * Alertmanager writes `annotations` first in every alert. This cannot stand inside a string: quotes are escaped there,
 * and after the quote that ends one comes no letter.
 */
const CUT = '},{"annotations":';
const PIECE_BYTES = 64 * 1024;
const [OPEN, CLOSE, COMMA] = [0x5b, 0x5d, 0x2c];

/** Parses a JSON list in pieces; each piece is a list. Throws SyntaxError if a piece is not JSON; gives `null` if the answer is no list. */
export function* parsePieces(bytes: Uint8Array, pieceBytes = PIECE_BYTES): Generator<readonly unknown[] | null> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length <= 2 * pieceBytes || all[0] !== 0x5b) {
    const whole: unknown = JSON.parse(all.toString('utf8'));
    yield Array.isArray(whole) ? whole : null;
    return;
  }
  let from = 0;
  for (;;) {
    const cut = all.indexOf(CUT, from + pieceBytes);
    if (cut === -1) {
      yield listFrom(all, from, all.length);
      return;
    }
    const comma = cut + 1;
    all[comma] = CLOSE;
    try {
      yield listFrom(all, from, comma + 1);
    } finally {
      all[comma] = COMMA;
    }
    from = comma;
  }
}

/** Parses `[from, to)` as a list whose opening bracket is written over the comma (or bracket) at `from`: no copy is made for it. */
function listFrom(all: Buffer, from: number, to: number): unknown[] {
  all[from] = OPEN;
  try {
    return JSON.parse(all.toString('utf8', from, to)) as unknown[];
  } finally {
    if (from > 0) all[from] = COMMA;
  }
}
