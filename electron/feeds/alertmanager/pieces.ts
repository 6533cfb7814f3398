// A storm is 50 MB of JSON. Parsed at once it is one long stop and 65 MB of objects; cut between alerts it is many short
// stops, and what says nothing new dies young.

/**
 * Alertmanager writes `annotations` first in every alert. This cannot stand inside a string: quotes are escaped there,
 * and after the quote that ends one comes no letter.
 */
const CUT = Buffer.from('},{"annotations":');
const FINGERPRINT = Buffer.from('"fingerprint":"');
const FINGERPRINT_DIGITS = 16;
const ZERO = 0x30;
const PIECE_BYTES = 32 * 1024;
/** A piece ends at the next alert from here on, whatever its fingerprint. */
const MAX_PIECES = 8;
const [OPEN, CLOSE] = [0x5b, 0x5d];

/**
 * Cuts a JSON list that came in chunks into lists; a piece is valid until the next one is asked for. Where to cut is told by the
 * alerts themselves (one in sixteen begins a piece, by its fingerprint), so that an alert that comes or goes changes its own piece
 * and leaves the others as they were. The chunks are never joined: a window moves over them. What is no list is one piece.
 */
export function* cutPieces(chunks: readonly Uint8Array[], pieceBytes = PIECE_BYTES): Generator<Buffer> {
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (total <= 2 * pieceBytes || chunks.find((chunk) => chunk.length > 0)?.[0] !== OPEN) {
    yield Buffer.concat(chunks);
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
    for (let cut = cutIn(held, from, pieceBytes); cut !== -1; cut = cutIn(held, from, pieceBytes)) {
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

/** Where the piece that begins at `from` ends, -1 if that can't be told yet. */
function cutIn(held: Buffer, from: number, pieceBytes: number): number {
  const farthest = from + MAX_PIECES * pieceBytes;
  for (let cut = held.indexOf(CUT, from + pieceBytes); cut !== -1; cut = held.indexOf(CUT, cut + CUT.length)) {
    if (cut >= farthest) return cut;
    const digits = held.indexOf(FINGERPRINT, cut) + FINGERPRINT.length;
    const last = digits + FINGERPRINT_DIGITS - 1;
    if (digits < FINGERPRINT.length || last >= held.length) continue;
    if (held[last] === ZERO) return cut;
  }
  return -1;
}

function grown(window: Buffer, length: number, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(needed, 2 * window.length));
  larger.set(window.subarray(0, length));
  return larger;
}

/** `[from, to)` as a list: its opening bracket is written over what stands at `from`, a comma or the bracket itself. */
function listFrom(window: Buffer, from: number, to: number): Buffer {
  window[from] = OPEN;
  return window.subarray(from, to);
}

/** Throws SyntaxError if the piece is not JSON; null if it is no list. */
export function parsePiece(piece: Buffer): readonly unknown[] | null {
  const value: unknown = JSON.parse(piece.toString('utf8'));
  return Array.isArray(value) ? value : null;
}
