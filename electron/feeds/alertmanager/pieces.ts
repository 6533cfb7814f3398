// A storm is 50 MB of JSON. Parsed at once it is one long stop and 65 MB of objects; cut between alerts it is many short
// stops, and what says nothing new dies young.

/**
 * Alertmanager writes `annotations` first in every alert. This cannot stand inside a string: quotes are escaped there,
 * and after the quote that ends one comes no letter.
 */
const CUT = '},{"annotations":';
const PIECE_BYTES = 64 * 1024;
const [OPEN, CLOSE] = [0x5b, 0x5d];

/**
 * Parses a JSON list that came in chunks; each piece is a list. The chunks are never joined: a window moves over them.
 * Throws SyntaxError if a piece is not JSON; gives `null` if the answer is no list.
 */
export function* parsePieces(chunks: readonly Uint8Array[], pieceBytes = PIECE_BYTES): Generator<readonly unknown[] | null> {
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (total <= 2 * pieceBytes || chunks.find((chunk) => chunk.length > 0)?.[0] !== OPEN) {
    const whole: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    yield Array.isArray(whole) ? whole : null;
    return;
  }
  let window: Buffer = Buffer.allocUnsafe(2 * pieceBytes);
  let length = 0;
  for (const chunk of chunks) {
    if (length + chunk.length > window.length) window = grown(window, length, length + chunk.length);
    window.set(chunk, length);
    length += chunk.length;
    const held = window.subarray(0, length);
    let from = 0;
    for (let cut = held.indexOf(CUT, pieceBytes); cut !== -1; cut = held.indexOf(CUT, from + pieceBytes)) {
      const comma = cut + 1;
      held[comma] = CLOSE;
      yield listFrom(held, from, comma + 1);
      from = comma;
    }
    window.copyWithin(0, from, length);
    length -= from;
  }
  yield listFrom(window, 0, length);
}

function grown(window: Buffer, length: number, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(needed, 2 * window.length));
  larger.set(window.subarray(0, length));
  return larger;
}

/** Parses `[from, to)` as a list whose opening bracket is written over what stands at `from`: a comma, or the bracket itself. */
function listFrom(window: Buffer, from: number, to: number): unknown[] {
  window[from] = OPEN;
  return JSON.parse(window.toString('utf8', from, to)) as unknown[];
}
