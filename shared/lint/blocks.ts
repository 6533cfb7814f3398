// Cuts Markdown into blocks: each is linted by itself, so that an edit costs only the blocks that it touches.

export type BlockKind = 'prose' | 'heading' | 'action' | 'skipped';

/** What a block's reading depends on besides its own text. */
export interface BlockContext {
  readonly isInActions: boolean;
  /** After a list an indented line goes on with the list; elsewhere it is code. */
  readonly isAfterList: boolean;
}

export interface Block {
  readonly kind: BlockKind;
  /** End of its text, exclusive; blank lines after it belong to it. */
  readonly end: number;
  readonly next: BlockContext;
}

export const firstContext: BlockContext = { isInActions: false, isAfterList: false };

const fence = /^\s{0,3}(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})/;
const heading = /^\s{0,3}(#{1,6})\s+(.*)/;
const listItem = /^\s*(?:[-*+]|\d+[.)])\s/;
const actionItem = /^\s*[-*+]\s+\[[ xX]\]\s/;
const indented = /^(?: {4}|\t)/;
const quote = /^\s{0,3}>/;
const generated = /\]\(dogwatch:|<!--\s*(?:generated|dogwatch)/i;
const breaks = /^(?:\s*$|\s{0,3}(?:#{1,6}\s|>|`{3,}|~{3,}|\||<!--)|\s*(?:[-*+]|\d+[.)])\s)/;

/** The block that begins at `at`, which is the beginning of a line before the end of `text`. */
export function readBlock(text: string, at: number, context: BlockContext): Block {
  const end = lineEnd(text, at);
  const line = text.slice(at, end);
  if (at === 0 && /^---\s*$/.test(line)) return skippedTo(text, pastLine(text, end, /^(?:---|\.\.\.)\s*$/), context);
  const opened = fence.exec(line)?.[1];
  if (opened !== undefined) return skippedTo(text, pastLine(text, end, closing(opened)), context);
  if (line.trimStart().startsWith('<!--')) return skippedTo(text, pastComment(text, at), context);
  if (quote.test(line)) return skippedTo(text, pastRun(text, end, quote), context);
  const title = heading.exec(line);
  if (title) return { kind: 'heading', end: pastBlank(text, end), next: { isInActions: isActions(title, context), isAfterList: false } };
  if (indented.test(line) && !context.isAfterList && line.trim() !== '') return skippedTo(text, pastRun(text, end, indented), context);
  return paragraph(text, at, end, context);
}

function paragraph(text: string, at: number, firstEnd: number, context: BlockContext): Block {
  const line = text.slice(at, firstEnd);
  const isItem = listItem.test(line);
  let end = firstEnd;
  if (!/^\s*\|/.test(line) && line.trim() !== '') {
    while (end < text.length) {
      const nextEnd = lineEnd(text, end + 1);
      if (breaks.test(text.slice(end + 1, nextEnd))) break;
      end = nextEnd;
    }
  }
  const next = { isInActions: context.isInActions, isAfterList: isItem || (context.isAfterList && /^\s/.test(line)) };
  const isAction = context.isInActions && actionItem.test(line);
  const kind = isAction ? 'action' : generated.test(text.slice(at, end)) ? 'skipped' : 'prose';
  return { kind, end: pastBlank(text, end), next };
}

function isActions(title: RegExpExecArray, context: BlockContext): boolean {
  const [, marks = '', words = ''] = title;
  if (/^(?:action items?|actions?|follow[- ]?ups?|remediation)\b/i.test(words.trim())) return true;
  return marks.length > 2 && context.isInActions;
}

function skippedTo(text: string, end: number, context: BlockContext): Block {
  return { kind: 'skipped', end: pastBlank(text, end), next: { ...context, isAfterList: false } };
}

/** The offset of the line's break, or of the text's end. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found;
}

/** From a line's end over the blank lines after it to the beginning of the next one. */
function pastBlank(text: string, end: number): number {
  let at = Math.min(end + 1, text.length);
  while (at < text.length) {
    const next = lineEnd(text, at);
    if (text.slice(at, next).trim() !== '') break;
    at = Math.min(next + 1, text.length);
  }
  return at;
}

/** The end of the first line after `end` that matches, or of the text. */
function pastLine(text: string, end: number, wanted: RegExp): number {
  let at = end;
  while (at < text.length) {
    const next = lineEnd(text, at + 1);
    if (wanted.test(text.slice(at + 1, next))) return next;
    at = next;
  }
  return text.length;
}

/** The end of the last of the lines after `end` that all match. */
function pastRun(text: string, end: number, wanted: RegExp): number {
  let at = end;
  while (at < text.length) {
    const next = lineEnd(text, at + 1);
    if (!wanted.test(text.slice(at + 1, next))) break;
    at = next;
  }
  return at;
}

function pastComment(text: string, at: number): number {
  const closed = text.indexOf('-->', at);
  return closed < 0 ? text.length : lineEnd(text, closed);
}

function closing(opened: string): RegExp {
  return new RegExp(`^\\s*${opened[0] === '`' ? '`' : '~'}{${opened.length},}\\s*$`);
}
