// Finds the entries that count for a rule in a stretch of bytes. Where a rule needs certain texts only these are searched for, in the raw
// bytes, and only lines that hold one are decoded; other rules have every entry looked at.
import type { Entry, LineClock, LogFormat } from '../formats/entry';
import type { LogRule } from '../rule';
import { entryEnd, entryStart, entryText, type Span } from './entries';
import { Folded, type Needs, needsOf } from './finder';
import { decode, LONGEST_LINE, lineEnd, lineStart, lineText } from './lines';
import { walkEntries } from './walk';

const RETURN = 13;

export interface Found {
  readonly rule: LogRule;
  /** All of the entry. */
  readonly text: string;
  readonly entry: Entry;
  /** Its line that matched the pattern. */
  readonly line: string;
}

type OnFound = (found: Found) => void;

/** Texts to search for; null: every line must be looked at. */
function neededBy({ pattern, where }: LogRule, { graveTexts }: LogFormat): Needs | null {
  // What a field needs may stand in another line of the entry than the one that must match.
  if (pattern !== null) return pattern.needs ? needsOf(pattern.needs, pattern.isCaseless) : null;
  if (where?.needs) return needsOf(where.needs, false);
  return where?.isGrave && graveTexts ? needsOf(graveTexts, true) : null;
}

const NO_FIELDS: Entry = { at: null, level: null, message: '', fields: {} };

export class Scanner {
  private readonly format: LogFormat;
  private readonly clock: LineClock;
  private readonly quick: readonly { readonly rule: LogRule; readonly needs: Needs }[];
  /** Their pattern has to see every line. */
  private readonly swept: readonly LogRule[];
  /** Only the fields of every entry can tell. */
  private readonly walked: readonly LogRule[];
  private readonly folded = new Folded();

  constructor(rules: readonly LogRule[], format: LogFormat, clock: LineClock) {
    this.format = format;
    this.clock = clock;
    const all = rules.map((rule) => ({ rule, needs: neededBy(rule, format) }));
    this.quick = all.flatMap(({ rule, needs }) => (needs ? [{ rule, needs }] : []));
    const rest = all.flatMap(({ rule, needs }) => (needs ? [] : [rule]));
    this.swept = rest.filter(({ pattern }) => pattern !== null);
    this.walked = rest.filter(({ pattern }) => pattern === null);
  }

  /** Must every line be looked at? */
  get isThorough(): boolean {
    return this.swept.length + this.walked.length > 0;
  }

  /** `bytes` from `from` to before `to` are whole entries. */
  scan(bytes: Buffer, from: number, to: number, onFound: OnFound): void {
    const stretch = { from, to };
    this.folded.forget();
    for (const { rule, needs } of this.quick) this.search(rule, needs, bytes, stretch, onFound);
    for (const rule of this.swept) this.sweep(rule, bytes, stretch, onFound);
    if (this.walked.length === 0) return;
    walkEntries(this.format, bytes, stretch, (text) => {
      for (const rule of this.walked) this.judge(rule, text, text, onFound);
    });
  }

  private search(rule: LogRule, needs: Needs, bytes: Buffer, stretch: Span, onFound: OnFound): void {
    const find = needs.finderIn(bytes.subarray(0, stretch.to), this.folded);
    let floor = stretch.from;
    let after = stretch.from;
    for (let at = find(after); at !== -1; at = find(after)) {
      const line = lineStart(bytes, at, stretch.from);
      const end = lineEnd(bytes, at, stretch.to);
      after = Math.min(stretch.to, end + 1);
      const text = lineText(bytes, line, end);
      if (rule.pattern !== null && !rule.pattern.test(text)) continue;
      after = this.take(rule, bytes, { from: line, to: after }, { from: floor, to: stretch.to }, text, onFound);
      floor = after;
    }
  }

  /** Where all bytes are ASCII, places in the text are places in the bytes, and lines need not be cut out to be looked at. */
  private sweep(rule: LogRule, bytes: Buffer, stretch: Span, onFound: OnFound): void {
    const all = decode(bytes, stretch.from, stretch.to);
    const isAscii = all.length === stretch.to - stretch.from && !all.includes('\u001b');
    let floor = stretch.from;
    for (let at = stretch.from; at < stretch.to; ) {
      const end = lineEnd(bytes, at, stretch.to);
      const last = Math.min(bytes[end - 1] === RETURN ? end - 1 : end, at + LONGEST_LINE);
      let after = Math.min(stretch.to, end + 1);
      const text = isAscii ? '' : lineText(bytes, at, end);
      if (isAscii ? rule.pattern?.test(all, at - stretch.from, Math.max(at, last) - stretch.from) : rule.pattern?.test(text)) {
        const line = isAscii ? lineText(bytes, at, end) : text;
        after = this.take(rule, bytes, { from: at, to: after }, { from: floor, to: stretch.to }, line, onFound);
        floor = after;
      }
      at = after;
    }
  }

  /** A line matches: its whole entry is judged. Gives where that ends. */
  private take(rule: LogRule, bytes: Buffer, line: Span, stretch: Span, text: string, onFound: OnFound): number {
    const from = entryStart(this.format, bytes, line.from, stretch.from, stretch.to);
    const to = Math.max(line.to, entryEnd(this.format, bytes, line.to, from, stretch.to));
    this.judge(rule, entryText(bytes, { from, to }), text, onFound);
    return to;
  }

  /** The pattern holds; do the other conditions? */
  private judge(rule: LogRule, text: string, line: string, onFound: OnFound): void {
    if (rule.without !== null && text.split('\n').some((one) => rule.without?.test(one))) return;
    const entry = this.format.parse(text, this.clock) ?? { ...NO_FIELDS, message: text.split('\n', 1)[0] ?? '' };
    if (rule.where !== null && !rule.where.holds(entry)) return;
    onFound({ rule, text, entry, line });
  }
}
