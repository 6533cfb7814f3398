// Which lines belong together: an entry is the line that begins it and those that only go on with it, such as the frames of a trace.
import type { LogFormat } from '../formats/entry';
import { lineEnd, lineStart, lineText } from './lines';

/** A trace is kept as far as this. */
export const MOST_LINES = 300;
export const MOST_BYTES = 65_536;
/** What a format looks at to tell whether an entry begins. */
export const HEAD_BYTES = 300;

export interface Span {
  readonly from: number;
  /** After its last newline. */
  readonly to: number;
}

function head(bytes: Buffer, from: number, most: number): string {
  return lineText(bytes, from, Math.min(lineEnd(bytes, from, most), from + HEAD_BYTES));
}

function beginsAt(format: LogFormat, bytes: Buffer, at: number, least: number, most: number): boolean {
  if (at <= least) return true;
  const before = lineStart(bytes, at - 1, least);
  return format.isHead(head(bytes, at, most), head(bytes, before, at - 1));
}

/** Where the entry begins whose line begins at `line`. */
export function entryStart(format: LogFormat, bytes: Buffer, line: number, least: number, most: number): number {
  let at = line;
  if (!format.isJoined) return at;
  for (let lines = 0; lines < MOST_LINES && line - at < MOST_BYTES && !beginsAt(format, bytes, at, least, most); lines++)
    at = lineStart(bytes, at - 1, least);
  return at;
}

/** Where the entry ends whose last known line ends (newline included) at `to`. */
export function entryEnd(format: LogFormat, bytes: Buffer, to: number, least: number, most: number): number {
  let at = to;
  if (!format.isJoined) return at;
  for (let lines = 0; at < most && lines < MOST_LINES && at - to < MOST_BYTES && !beginsAt(format, bytes, at, least, most); lines++)
    at = Math.min(most, lineEnd(bytes, at, most) + 1);
  return at;
}

/** All of an entry as text; empty lines at its end are left out. */
export function entryText(bytes: Buffer, { from, to }: Span): string {
  const lines: string[] = [];
  const most = Math.min(to, from + MOST_BYTES);
  for (let at = from; at < most && lines.length < MOST_LINES; ) {
    const end = lineEnd(bytes, at, most);
    lines.push(lineText(bytes, at, end));
    at = end + 1;
  }
  return lines.join('\n').trimEnd();
}
