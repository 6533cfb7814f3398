// From an answer's bytes to rows, piece by piece. What a piece said last time is not read again.
import type { FeedContext, FeedFailure, HttpAnswer, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { notJson } from '../http-answer';
import { createRowReader, type Rows } from './map';
import { cutPieces, parsePiece } from './pieces';
import { printOf } from './print';

/** Sightings of a piece by its print; only of pieces in which every row was read. */
export type Pieces = ReadonlyMap<string, readonly Sighting[]>;
export const NO_PIECES: Pieces = new Map();

/** After so many pieces the engine gets to do something else. */
const PIECES_AT_ONCE = 16;
/** An answer in which so many pieces in a row are new, and none was known, is new altogether: it is remembered at the next poll, not now. */
const NEW_IN_A_ROW = 8;

const NO_LIST: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The answer is JSON, but not a list of alerts.`,
  remedy: msg`Check the address: is it an Alertmanager with API v2?`,
};
const ABORTED: FeedFailure = {
  kind: 'aborted',
  what: msg`The poll was given up.`,
  remedy: msg`Nothing to do: it is tried again by itself.`,
};

export interface ReadAnswer {
  readonly rows: Rows;
  readonly pieces: Pieces;
}

/** `before` are the pieces of the last answer; `known` gives back what was said last, where a piece has to be read. */
export async function readAnswer(
  answer: HttpAnswer,
  before: Pieces,
  known: (key: string) => Sighting | undefined,
  ctx: FeedContext,
): Promise<ReadAnswer | FeedFailure> {
  const reader = createRowReader(known);
  let pieces = new Map<string, readonly Sighting[]>();
  let [done, same, isWorthIt] = [0, 0, true];
  try {
    for (const piece of cutPieces(answer.chunks)) {
      const print = isWorthIt ? printOf(piece, ctx.digest) : null;
      const sightings = print === null ? undefined : before.get(print);
      if (sightings) same += 1;
      else {
        const list = parsePiece(piece);
        if (list === null) return NO_LIST;
        const read = reader.add(list);
        if (print !== null && read) pieces.set(print, read);
      }
      if (sightings && print !== null) {
        reader.keep(sightings);
        pieces.set(print, sightings);
      }
      done += 1;
      if (isWorthIt && before.size > 0 && same === 0 && done === NEW_IN_A_ROW) [isWorthIt, pieces] = [false, new Map()];
      if (done % PIECES_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
      if (ctx.isAborted()) return ABORTED;
    }
  } catch (error) {
    if (error instanceof SyntaxError) return notJson(answer);
    throw error;
  }
  return { rows: reader.rows, pieces };
}
