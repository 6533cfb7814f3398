// Goes through a stretch entry by entry. Where all of it is plain ASCII it is decoded once and entries are cut out of that text; elsewhere
// each line is decoded by itself.
import type { LogFormat } from '../formats/entry';
import { entryEnd, entryText, HEAD_BYTES, MOST_BYTES, MOST_LINES, type Span } from './entries';
import { decode, lineEnd } from './lines';

type OnEntry = (text: string) => void;

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of terminals are taken out line by line, and so are returns
const NOT_AS_IT_IS = /[\r\u001b]/;

/** `bytes` from `from` to before `to` are whole entries; empty ones are left out. */
export function walkEntries(format: LogFormat, bytes: Buffer, { from, to }: Span, onEntry: OnEntry): void {
  const all = decode(bytes, from, to);
  if (all.length === to - from && !NOT_AS_IT_IS.test(all)) {
    walkText(format, all, onEntry);
    return;
  }
  for (let at = from; at < to; ) {
    const after = entryEnd(format, bytes, Math.min(to, lineEnd(bytes, at, to) + 1), at, to);
    const text = entryText(bytes, { from: at, to: after });
    at = after;
    if (text !== '') onEntry(text);
  }
}

function afterLine(all: string, at: number): number {
  const end = all.indexOf('\n', at);
  return end === -1 ? all.length : end + 1;
}

function walkText(format: LogFormat, all: string, onEntry: OnEntry): void {
  for (let at = 0; at < all.length; ) {
    let line = at;
    let after = afterLine(all, at);
    for (let lines = 1; format.isJoined && after < all.length && lines < MOST_LINES && after - at < MOST_BYTES; lines++) {
      const next = afterLine(all, after);
      if (format.isHead(all.slice(after, Math.min(next - 1, after + HEAD_BYTES)), all.slice(line, Math.min(after - 1, line + HEAD_BYTES))))
        break;
      [line, after] = [after, next];
    }
    const text = all.slice(at, Math.min(after, at + MOST_BYTES)).trimEnd();
    at = after;
    if (text !== '') onEntry(text);
  }
}
