// Markdown to blocks and steps. The parser never makes HTML: hostile text stays text all the way to the window.
import MarkdownIt, { type Token } from 'markdown-it';
import type { RunbookFront, RunbookStep } from '../../shared/domain/runbook';
import { type Inlines, plainText, type RunbookBlock, type RunbookInline } from '../../shared/domain/runbook-text';
import { stepsOf } from '../../shared/rules/runbook-steps';
import { readFront } from './front-matter';
import { inlinesOf } from './inlines';
import { readableLines } from './source-lines';

export interface ParsedRunbook {
  /** Of the front matter, else the first heading, else ''. */
  readonly title: string;
  readonly front: RunbookFront;
  readonly blocks: readonly RunbookBlock[];
  readonly steps: readonly RunbookStep[];
  readonly lines: number;
}

const MAX_INDENT = 8;
/** A word behind the language of a fence. */
const TERMINAL = /^\s*\S+\s.*\b(terminal|tty)\b/i;
const BOX = /^\[([ xX])\](?:\s+|$)/;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 60 });
markdown.validateLink = () => true;

/** Never throws, whatever the text; the same text gives the same ids. */
export function parseRunbook(text: string): ParsedRunbook {
  const lines = readableLines(text);
  const { front, lines: skipped } = readFront(lines);
  const blocks = new BlockReader(skipped).read(markdown.parse(lines.slice(skipped).join('\n'), {}));
  const heading = blocks.find((b) => b.kind === 'heading');
  const title = front.title || (heading?.kind === 'heading' ? plainText(heading.inlines).trim() : '');
  return { title, front, blocks, steps: stepsOf(blocks), lines: lines.length };
}

interface List {
  /** Next number; null for bullets. */
  next: number | null;
}

/** Walks over the parser's tokens once, with the lists and quotes around in counters. */
class BlockReader {
  private readonly blocks: RunbookBlock[] = [];
  private readonly lists: List[] = [];
  private readonly offset: number;
  private quotes = 0;
  /** Marker of an item whose first line was not seen yet. */
  private marker: string | null = null;

  constructor(offset: number) {
    this.offset = offset;
  }

  read(tokens: readonly Token[]): RunbookBlock[] {
    for (let i = 0; i < tokens.length; i++) i = this.take(tokens, i);
    return this.blocks;
  }

  /** Returns the index of the last token it used up. */
  private take(tokens: readonly Token[], i: number): number {
    const t = tokens[i] as Token;
    switch (t.type) {
      case 'bullet_list_open':
        this.lists.push({ next: null });
        return i;
      case 'ordered_list_open':
        this.lists.push({ next: Number(t.attrGet('start') ?? 1) });
        return i;
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.lists.pop();
        return i;
      case 'list_item_open':
        this.marker = this.nextMarker();
        return i;
      case 'list_item_close':
        this.marker = null;
        return i;
      case 'blockquote_open':
      case 'blockquote_close':
        this.quotes += t.nesting;
        return i;
      case 'heading_open':
        this.blocks.push({ ...this.place(t), kind: 'heading', depth: Number(t.tag.slice(1)), inlines: inlinesOf(tokens[i + 1]) });
        return i + 2;
      case 'paragraph_open':
        this.paragraph(t, inlinesOf(tokens[i + 1]));
        return i + 2;
      case 'fence':
      case 'code_block':
        this.code(t);
        return i;
      case 'table_open':
        return this.table(tokens, i);
      case 'hr':
        this.blocks.push({ ...this.place(t), kind: 'rule' });
        return i;
      default:
        return i;
    }
  }

  private nextMarker(): string {
    const list = this.lists.at(-1);
    if (!list || list.next === null) return '•';
    list.next += 1;
    return `${list.next - 1}.`;
  }

  private paragraph(t: Token, inlines: RunbookInline[]): void {
    const { marker } = this;
    this.marker = null;
    if (marker === null) {
      if (plainText(inlines).trim() !== '') this.blocks.push({ ...this.place(t), kind: 'paragraph', inlines });
      return;
    }
    const first = inlines[0];
    const box = first?.kind === 'text' ? BOX.exec(first.text) : null;
    const rest = box && first?.kind === 'text' ? [{ ...first, text: first.text.slice(box[0].length) }, ...inlines.slice(1)] : inlines;
    this.blocks.push({ ...this.place(t), kind: 'item', marker, checked: box ? box[1] !== ' ' : null, inlines: rest });
  }

  private code(t: Token): void {
    this.marker = null;
    const language = t.type === 'fence' ? (/^[\w+.-]{1,30}/.exec(t.info.trim())?.[0] ?? '').toLowerCase() : '';
    const isTerminal = t.type === 'fence' && TERMINAL.test(t.info);
    const text = t.content.replace(/\n$/, '');
    this.blocks.push({ ...this.place(t), kind: 'code', language, text, ...(isTerminal && { isTerminal }) });
  }

  private table(tokens: readonly Token[], from: number): number {
    const head: Inlines[] = [];
    const rows: Inlines[][] = [];
    let i = from;
    for (; i < tokens.length && tokens[i]?.type !== 'table_close'; i++) {
      const t = tokens[i] as Token;
      if (t.type === 'tr_open' && head.length > 0) rows.push([]);
      if (t.type === 'th_open') head.push(inlinesOf(tokens[i + 1]));
      if (t.type === 'td_open') rows.at(-1)?.push(inlinesOf(tokens[i + 1]));
    }
    this.blocks.push({ ...this.place(tokens[from] as Token), kind: 'table', head, rows });
    return i;
  }

  private place(t: Token): Pick<RunbookBlock, 'fromLine' | 'toLine' | 'indent' | 'isQuoted'> {
    const [from, to] = t.map ?? [0, 0];
    return {
      fromLine: from + this.offset,
      toLine: to + this.offset,
      indent: Math.min(this.lists.length, MAX_INDENT),
      isQuoted: this.quotes > 0,
    };
  }
}
