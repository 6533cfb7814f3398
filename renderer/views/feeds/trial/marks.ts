// Where in the text of a preset its faults stand: the text in pieces, those that are marked among them.
import type { PresetFault } from '../../../../shared/feed-trial';

export interface Piece {
  /** Place of its first character; pieces follow each other without gaps. */
  readonly at: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** Offset of a line and column, both from 1, within the text. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let left = line; left > 1; left--) {
    const end = text.indexOf('\n', start);
    if (end === -1) return text.length;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + column - 1, end === -1 ? text.length : end);
}

/** The word that begins there; where there is none, the character before it. */
function spanAt(text: string, offset: number): readonly [from: number, to: number] {
  const word = /^[\w$.-]+|^\S/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  if (word !== '') return [offset, offset + word.length];
  return [Math.max(0, offset - 1), Math.max(1, offset)];
}

export function piecesOf(text: string, faults: readonly PresetFault[]): readonly Piece[] {
  const spans = faults.map(({ line, column }) => spanAt(text, offsetOf(text, line, column))).sort(([a], [b]) => a - b);
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    if (from < at) continue;
    if (from > at) pieces.push({ at, text: text.slice(at, from), isMarked: false });
    pieces.push({ at: from, text: text.slice(from, to), isMarked: true });
    at = to;
  }
  return at < text.length ? [...pieces, { at, text: text.slice(at), isMarked: false }] : pieces;
}
