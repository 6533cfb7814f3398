// Cuts Markdown into blocks that can be drawn each for itself, and after an edit cuts anew only what the edit touched. That is what
// keeps the preview of a long document off the typing path.
import type { Text } from '@codemirror/state';

export interface Block {
  readonly id: number;
  readonly text: string;
  /** With the empty lines behind it. */
  readonly lines: number;
  readonly words: number;
  readonly heading: { readonly depth: number; readonly title: string } | null;
  /** The fence that was open where this block begins: a part of a long listing. */
  readonly fence: string | null;
}

/** Lines of a change: the first one that changed, the last one before and after it. Counted from 1. */
export interface Span {
  readonly first: number;
  readonly lastBefore: number;
  readonly lastAfter: number;
}

/** A block longer than this is cut, so that none takes longer than a frame. */
const MOST_LINES = 200;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;

let lastId = 0;

function closes(line: string, fence: string): boolean {
  const bare = line.trim();
  return bare.length >= fence.length && bare === (fence[0] ?? '').repeat(bare.length);
}

/** Does a new block begin at `line`, after `before`? A list goes on over an empty line when it is indented. */
function begins(line: string, before: string): boolean {
  if (HEADING.test(line) || HEADING.test(before)) return true;
  return before.trim() === '' && !/^( {2,}|\t)/.test(line);
}

function blockOf(lines: readonly string[], fence: string | null): Block {
  const text = lines.join('\n').trimEnd();
  const head = fence === null ? HEADING.exec(lines[0] ?? '') : null;
  return {
    id: ++lastId,
    text,
    lines: lines.length,
    words: text.match(WORD)?.length ?? 0,
    heading: head ? { depth: head[1]?.length ?? 1, title: head[2] ?? '' } : null,
    fence,
  };
}

/** Blocks from line `from` on, one after another. */
function* cut(doc: Text, from: number): Generator<Block, void> {
  let held: string[] = [];
  let fence: string | null = null;
  let fenceAtStart: string | null = null;
  for (const line of doc.iterLines(from)) {
    const before = held.at(-1);
    const isFull = held.length >= MOST_LINES;
    if (before !== undefined && (isFull || (fence === null && line.trim() !== '' && begins(line, before)))) {
      yield blockOf(held, fenceAtStart);
      held = [];
      fenceAtStart = fence;
    }
    held.push(line);
    if (fence === null) fence = FENCE.exec(line)?.[1] ?? null;
    else if (closes(line, fence)) fence = null;
  }
  if (held.length > 0) yield blockOf(held, fenceAtStart);
}

export const blocksOf = (doc: Text): Block[] => [...cut(doc, 1)];

/** First line of each block, counted from 1. */
export function startsOf(blocks: readonly Block[]): Int32Array {
  const starts = new Int32Array(blocks.length);
  let line = 1;
  blocks.forEach((block, i) => {
    starts[i] = line;
    line += block.lines;
  });
  return starts;
}

/** Index of the block that holds `line`; the last one when it lies behind all. */
export function blockAtLine(starts: Int32Array, line: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The blocks after a change. Those that say what they said are the same objects. */
export function recut(old: readonly Block[], doc: Text, { first, lastBefore, lastAfter }: Span): Block[] {
  if (old.length === 0) return blocksOf(doc);
  const starts = startsOf(old);
  const delta = lastAfter - lastBefore;
  let keep = Math.max(0, blockAtLine(starts, first) - 1);
  // A part of a long listing is not cut anew without its beginning.
  while (keep > 0 && old[keep]?.fence !== null) keep--;
  const fresh: Block[] = [];
  let line = starts[keep] ?? 1;
  let again = blockAtLine(starts, lastBefore) + 1;
  for (const block of cut(doc, line)) {
    fresh.push(block);
    line += block.lines;
    if (line <= lastAfter) continue;
    while (again < old.length && (starts[again] ?? 0) + delta < line) again++;
    // Everything behind is as it was where an old block begins here, outside of any fence.
    const here = old[again];
    if (here && here.fence === null && (starts[again] ?? 0) + delta === line && isAtBoundary(doc, line, fresh))
      return [...old.slice(0, keep), ...recognised(fresh, old.slice(keep, again)), ...old.slice(again)];
  }
  return [...old.slice(0, keep), ...recognised(fresh, old.slice(keep))];
}

/** Blocks that are as they were are the same objects; one that only says something else keeps its id, so that it is drawn in its place. */
function recognised(fresh: readonly Block[], before: readonly Block[]): Block[] {
  const most = Math.min(fresh.length, before.length);
  let head = 0;
  while (head < most && isSame(fresh[head], before[head])) head++;
  let tail = 0;
  while (tail < most - head && isSame(fresh.at(-1 - tail), before.at(-1 - tail))) tail++;
  const was = before.slice(head, before.length - tail);
  const is = fresh.slice(head, fresh.length - tail);
  const between = is.length === was.length ? is.map((block, i) => ({ ...block, id: was[i]?.id ?? block.id })) : is;
  return [...before.slice(0, head), ...between, ...before.slice(before.length - tail)];
}

function isSame(a: Block | undefined, b: Block | undefined): boolean {
  return a !== undefined && b !== undefined && a.text === b.text && a.lines === b.lines && a.fence === b.fence;
}

/** A cut that is one in itself, and not only because the block was full or a fence swallowed what follows. */
function isAtBoundary(doc: Text, line: number, fresh: readonly Block[]): boolean {
  const last = fresh.at(-1);
  if (!last || last.lines >= MOST_LINES) return false;
  return line <= doc.lines;
}
