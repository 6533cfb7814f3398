// Where to begin in a file that was never read: not before the time that the rules look back to. Lines are in the order of time, so the
// place is found by halving.
import type { FeedContext } from '../../../../shared/feed';
import type { Reading } from '../../../../shared/feed-files';
import { detect } from '../formats';
import type { LineClock, LogFormat } from '../formats/entry';
import { lineEnd, lineText } from './lines';

const SAMPLE_BYTES = 64 * 1024;
/** Closer than this is close enough: reading it is quick. */
const CLOSE_BYTES = 256 * 1024;
const MOST_LINES = 100;

/** Whole lines from `at` on, the first that may be cut left out; null: it can not be read. */
async function linesAt(reading: Reading, at: number): Promise<readonly string[] | null> {
  const bytes = Buffer.alloc(SAMPLE_BYTES);
  const got = await reading.read(bytes, at);
  if (got === null) return null;
  const lines: string[] = [];
  for (let from = at === 0 ? 0 : lineEnd(bytes, 0, got) + 1; from < got && lines.length < MOST_LINES; ) {
    const end = lineEnd(bytes, from, got);
    // What is cut off at the end of the sample says nothing about the format, unless it is all there is.
    if (end === got && lines.length > 0) break;
    lines.push(lineText(bytes, from, end));
    from = end + 1;
  }
  return lines;
}

/** The first lines of a file; empty when there are none. */
export async function firstLines(reading: Reading): Promise<readonly string[]> {
  return (await linesAt(reading, 0)) ?? [];
}

/** The format that the first lines show; null: there are none. */
export async function formatIn(reading: Reading, clock: LineClock): Promise<LogFormat | null> {
  const lines = await firstLines(reading);
  return lines.some((line) => line.trim() !== '') ? detect(lines, clock) : null;
}

async function timeAt(reading: Reading, at: number, format: LogFormat, clock: LineClock): Promise<number | null> {
  for (const line of (await linesAt(reading, at)) ?? []) {
    const time = format.parse(line, clock)?.at ?? null;
    if (time !== null) return time;
  }
  return null;
}

/** The byte to begin at so that nothing since `since` (Unix ms) is missed. A file whose lines tell no time is begun at its end. */
export async function beginSince(
  ctx: FeedContext,
  reading: Reading,
  size: number,
  format: LogFormat,
  clock: LineClock,
  since: number,
): Promise<number> {
  const first = await timeAt(reading, 0, format, clock);
  if (first === null) return size;
  if (first >= since) return 0;
  let [low, high] = [0, size];
  while (high - low > CLOSE_BYTES && !ctx.isAborted()) {
    const middle = Math.floor((low + high) / 2);
    const time = await timeAt(reading, middle, format, clock);
    if (time !== null && time < since) low = middle;
    else high = middle;
  }
  return low;
}
