// Reads a file on from a place, chunk by chunk, and hands whole entries to the scanner. Between chunks the rest of the engine has its turn.
import type { FeedContext } from '../../../../shared/feed';
import type { Reading } from '../../../../shared/feed-files';
import type { LogFormat } from '../formats/entry';
import { entryStart } from './entries';
import { LONGEST_LINE, lineStart } from './lines';

const NEWLINE = 10;

export interface Place {
  readonly offset: number;
  /** Within a line too long to be kept: what is left of it is passed over. */
  readonly isInLine: boolean;
}

export interface ReadOn {
  readonly ctx: FeedContext;
  readonly reading: Reading;
  readonly format: LogFormat;
  readonly buffer: Buffer;
  /** Does an entry end where the file ends now? If not, its last one may still grow and is left for the next time. */
  readonly isOver: boolean;
  /** Also a last line without a newline counts. */
  readonly isCut: boolean;
  /** Unix-like ms of `performance.now()` after which nothing more is read. */
  readonly until: number;
  readonly onEntries: (bytes: Buffer, from: number, to: number) => void;
}

export interface ReadSoFar extends Place {
  readonly end: 'end' | 'later' | 'failed';
}

/** After the last entry that is whole in `bytes` before `to`; `from`: none is. */
function wholeEntries(format: LogFormat, bytes: Buffer, from: number, to: number, isOver: boolean): number {
  const last = bytes.subarray(from, to).lastIndexOf(NEWLINE);
  if (last === -1) return from;
  const end = from + last + 1;
  if (isOver || !format.isJoined) return end;
  return entryStart(format, bytes, lineStart(bytes, end - 1, from), from, end);
}

/** What of `bytes[0, length)` can be taken now, and whether a line goes on beyond it. */
function taken(
  { format, isOver, isCut, buffer }: ReadOn,
  from: number,
  length: number,
  isEnd: boolean,
): readonly [to: number, isInLine: boolean] {
  if (isEnd && isCut) return [length, false];
  const whole = wholeEntries(format, buffer, from, length, isEnd && isOver);
  if (whole > from || length < buffer.length) return [whole, false];
  // Full of one entry or one line: what is whole of it goes, and of a line its beginning.
  const lines = wholeEntries(format, buffer, from, length, true);
  return lines > from ? [lines, false] : [length, true];
}

export async function readOn(options: ReadOn, place: Place): Promise<ReadSoFar> {
  const { ctx, reading, buffer, until, onEntries } = options;
  let { offset, isInLine } = place;
  let carried = 0;
  for (;;) {
    const got = await reading.read(buffer.subarray(carried), offset + carried);
    if (got === null) return { offset, isInLine, end: 'failed' };
    const length = carried + got;
    const isEnd = got === 0;
    let from = 0;
    if (isInLine) {
      const newline = buffer.subarray(0, length).indexOf(NEWLINE);
      from = newline === -1 ? length : newline + 1;
      isInLine = newline === -1 && !(isEnd && options.isCut);
    }
    const [to, isLong] = from < length ? taken(options, from, length, isEnd) : [from, false];
    if (to > from) onEntries(buffer, from, isLong ? Math.min(to, from + LONGEST_LINE) : to);
    isInLine = isInLine || isLong;
    offset += to;
    carried = length - to;
    if (isEnd) return { offset, isInLine, end: 'end' };
    if (ctx.isAborted() || performance.now() > until) return { offset, isInLine, end: 'later' };
    if (to > 0 && carried > 0) buffer.copyWithin(0, to, length);
  }
}
