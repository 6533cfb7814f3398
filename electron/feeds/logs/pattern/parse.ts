// Reads a pattern as people write them for grep -E, Perl or JavaScript. What an automaton can not do is refused with its place and what to
// write instead, so that no pattern can make a line cost more than its length.

import { msg } from '../../../../shared/words/words';
import { ANY, bothCases, type CharSet, CLASSES, type Node, negated, union } from './syntax';

export type Parsed =
  | { readonly ok: true; readonly node: Node; readonly names: readonly string[]; readonly isCaseless: boolean }
  | { readonly ok: false; readonly why: string /** Counted from 1. */; readonly column: number };

const MOST_CHARS = 2000;
const MOST_REPEATS = 1000;
const MOST_DEPTH = 50;
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, e: 27, a: 7 };
const EDGES: Readonly<Record<string, Extract<Node, { kind: 'edge' }>['what']>> = {
  b: 'word',
  B: 'no-word',
  A: 'start',
  z: 'end',
  Z: 'end',
};

class Mistake extends Error {
  readonly column: number;
  constructor(why: string, at: number) {
    super(why);
    this.column = at + 1;
  }
}

class Reader {
  private readonly text: string;
  private at = 0;
  isCaseless = false;
  private depth = 0;
  readonly names: string[] = [];

  constructor(text: string) {
    this.text = text;
    const flags = /^\(\?([a-zA-Z]+)\)/.exec(text);
    if (!flags) return;
    if (flags[1] !== 'i') throw new Mistake(`only (?i) is known, not ${flags[0].slice(0, 12)}`, 0);
    this.isCaseless = true;
    this.at = flags[0].length;
  }

  whole(): Node {
    const node = this.choice();
    if (this.at < this.text.length) throw new Mistake('this ")" closes nothing', this.at);
    return node;
  }

  private choice(): Node {
    if (++this.depth > MOST_DEPTH) throw new Mistake('brackets within brackets too deep', this.at);
    const options = [this.sequence()];
    while (this.take('|')) options.push(this.sequence());
    this.depth -= 1;
    return options.length === 1 ? (options[0] as Node) : { kind: 'choice', options };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.text.length && !'|)'.includes(this.text[this.at] as string)) parts.push(this.repeated());
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'sequence', parts };
  }

  private repeated(): Node {
    const from = this.at;
    let node = this.one();
    for (let times = this.times(); times; times = this.times()) {
      if (node.kind === 'edge') throw new Mistake('there is nothing to repeat', from);
      node = { kind: 'repeat', node, ...times };
    }
    return node;
  }

  private times(): { min: number; max: number | null; isGreedy: boolean } | null {
    const from = this.at;
    const bounds = /^(?:[*+?]|\{(\d{1,6})(,?)(\d{0,6})\})/.exec(this.text.slice(this.at, this.at + 20));
    if (!bounds) return null;
    this.at += bounds[0].length;
    const [sign, least, comma, most] = bounds;
    const min = least === undefined ? (sign === '+' ? 1 : 0) : Number(least);
    const max = least === undefined ? (sign === '?' ? 1 : null) : comma === '' ? min : most === '' ? null : Number(most);
    if (min > MOST_REPEATS || (max ?? 0) > MOST_REPEATS) throw new Mistake(`more than ${MOST_REPEATS} repeats`, from);
    if (max !== null && max < min) throw new Mistake('the second number is smaller than the first', from);
    if (this.text[this.at] === '+') throw new Mistake('possessive repeats ("++") are not known; leave the second "+" out', this.at);
    return { min, max, isGreedy: !this.take('?') };
  }

  private one(): Node {
    const from = this.at;
    const char = this.text[this.at++] as string;
    if (char === '(') return this.group(from);
    if (char === '[') return this.chars(this.set(from));
    if (char === '.') return { kind: 'chars', set: ANY };
    if (char === '^') return { kind: 'edge', what: 'start' };
    if (char === '$') return { kind: 'edge', what: 'end' };
    if (char === '\\') return this.escaped(from);
    if ('*+?'.includes(char)) throw new Mistake(`there is nothing before "${char}" to repeat; for the sign itself write "\\${char}"`, from);
    return this.chars([char.charCodeAt(0), char.charCodeAt(0)]);
  }

  private chars(set: CharSet): Node {
    if (!this.isCaseless) return { kind: 'chars', set };
    const [from, to] = set;
    const letter = set.length === 2 && from === to ? String.fromCharCode(from as number).toLowerCase() : '';
    return { kind: 'chars', set: bothCases(set), ...(/^[a-z]$/.test(letter) && { folded: letter }) };
  }

  private escaped(from: number): Node {
    const edge = EDGES[this.text[this.at] ?? ''];
    if (edge) {
      this.at += 1;
      return { kind: 'edge', what: edge };
    }
    return this.chars(this.escape(from));
  }

  /** After a backslash, within brackets or not. */
  private escape(from: number): CharSet {
    const char = this.text[this.at++];
    if (char === undefined) throw new Mistake('a "\\" at the end escapes nothing', from);
    const set = CLASSES[char];
    if (set) return set;
    if (/[1-9k]/.test(char)) throw new Mistake('references to a group ("\\1") are not known: they can not be found in one pass', from);
    if (/[pP]/.test(char)) throw new Mistake('"\\p" is not known; write the letters as [a-zäöü]', from);
    const control = CONTROLS[char];
    if (control !== undefined) return [control, control];
    if (char === '0') return [0, 0];
    const hex = char === 'x' ? /^[\da-fA-F]{2}/ : char === 'u' ? /^[\da-fA-F]{4}/ : null;
    if (hex) {
      const digits = hex.exec(this.text.slice(this.at, this.at + 4))?.[0];
      if (digits === undefined) throw new Mistake(`"\\${char}" needs ${char === 'x' ? 2 : 4} hexadecimal digits`, from);
      this.at += digits.length;
      return [Number.parseInt(digits, 16), Number.parseInt(digits, 16)];
    }
    if (/[a-zA-Z]/.test(char)) throw new Mistake(`"\\${char}" is not known`, from);
    return [char.charCodeAt(0), char.charCodeAt(0)];
  }

  private group(from: number): Node {
    if (/^\?(?:[=!]|<[=!])/.test(this.text.slice(this.at, this.at + 3)))
      throw new Mistake('looking ahead or behind is not known; use "without" for lines that must not have something', from);
    const head = /^\?(?::|P?<([a-zA-Z_]\w{0,60})>)/.exec(this.text.slice(this.at, this.at + 70));
    if (!head && this.text[this.at] === '?') throw new Mistake('a group begins with "(", "(?:" or "(?<name>"', from);
    this.at += head?.[0].length ?? 0;
    const node = this.choice();
    if (!this.take(')')) throw new Mistake('this "(" is never closed', from);
    const name = head?.[1];
    if (name === undefined) return node;
    if (this.names.includes(name)) throw new Mistake(`the group "${name}" is there twice`, from);
    this.names.push(name);
    return { kind: 'named', name, node };
  }

  private set(from: number): CharSet {
    if (this.text.startsWith('[:', this.at) || this.text.startsWith('^[:', this.at))
      throw new Mistake('classes such as [[:alpha:]] are not known; write [a-zA-Z]', from);
    const isNegated = this.take('^');
    const sets: CharSet[] = [];
    for (let isFirst = true; isFirst || this.text[this.at] !== ']'; isFirst = false) {
      if (this.at >= this.text.length) throw new Mistake('this "[" is never closed', from);
      const place = this.at;
      const low = this.inSet();
      const isRange = this.text[this.at] === '-' && this.text[this.at + 1] !== ']' && this.at + 1 < this.text.length;
      if (!isRange) {
        sets.push(low);
        continue;
      }
      this.at += 1;
      const high = this.inSet();
      const isPlain = low.length === 2 && low[0] === low[1] && high.length === 2 && high[0] === high[1];
      if (!isPlain || (low[0] as number) > (high[0] as number)) throw new Mistake('this range runs backwards or has no two ends', place);
      sets.push([low[0] as number, high[0] as number]);
    }
    this.at += 1;
    const set = union(...sets);
    const cased = this.isCaseless ? bothCases(set) : set;
    return isNegated ? negated(union(cased, [10, 10])) : cased;
  }

  private inSet(): CharSet {
    const from = this.at;
    const char = this.text[this.at++] as string;
    if (char === '\\' && this.text[this.at] === 'b') {
      this.at += 1;
      return [8, 8];
    }
    return char === '\\' ? this.escape(from) : [char.charCodeAt(0), char.charCodeAt(0)];
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }
}

export function parsePattern(text: string): Parsed {
  if (text.length > MOST_CHARS) return { ok: false, why: msg`longer than ${MOST_CHARS} characters`, column: MOST_CHARS };
  try {
    const reader = new Reader(text);
    const node = reader.whole();
    return { ok: true, node, names: reader.names, isCaseless: reader.isCaseless };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, why: error.message, column: error.column };
    throw error;
  }
}
