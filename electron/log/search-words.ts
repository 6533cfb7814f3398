// Cuts text into the words of the search index. A name such as `checkout-7d9f.eu-west-1a` gives itself and its parts, so
// that both the whole and a piece of it find the event; each word of an event counts once.
import { hashOf, stepHash, type WordSet } from './word-set';

/** Longer words are cut and longer names give their parts only: a hostile feed must not fill the index. */
export const MAX_WORD = 80;
/** Parts of a number such as an address or a decimal are noise up to this length. */
const NOISE_DIGITS = 3;

const MAX_PARTS = 64;
/** Stands for the end of a text: a separator. */
const END = 32;

const UNSEEN = 0;
const SPACE = 1;
const LETTER = 2;
const DIGIT = 3;
const JOINER = 4;
const JOINERS = '.:-_/@%+#~';

/** Class of every UTF-16 unit that was met: letters and digits make words, joiners hold names together, all else separates. */
const CLASS = new Uint8Array(65_536);

function classify(code: number): number {
  const char = String.fromCharCode(code);
  if (code >= 128) return /[\p{L}\p{N}\p{Cs}]/u.test(char) ? LETTER : SPACE;
  if (/\d/.test(char)) return DIGIT;
  if (/[a-z]/i.test(char)) return LETTER;
  return JOINERS.includes(char) ? JOINER : SPACE;
}

/** All 65,536 at once would cost every start 7 ms. */
function meet(code: number): number {
  const kind = classify(code);
  CLASS[code] = kind;
  return kind;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
const PLAIN = /^[\u0000-\u007f]*$/;

/** Lower case, without diacritics; compatibility forms (full width, ligatures) as their plain letters. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Scans folded text name by name. The fields describe the current name while `onName` runs. */
class NameScanner {
  from = 0;
  to = 0;
  hash = 0;
  hasLetter = false;
  partCount = 0;
  readonly partFrom = new Int32Array(MAX_PARTS);
  readonly partTo = new Int32Array(MAX_PARTS);
  readonly partHash = new Int32Array(MAX_PARTS);

  scan(text: string, onName: (text: string, name: NameScanner) => void): void {
    let isInName = false;
    let partStart = -1;
    let nameHash = 0;
    let partHash = 0;
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : END;
      const known = CLASS[code] as number;
      const kind = known === UNSEEN ? meet(code) : known;
      if (kind === LETTER || kind === DIGIT) {
        if (!isInName) {
          isInName = true;
          nameHash = 0;
          this.startName(i);
        }
        if (partStart < 0) {
          partStart = i;
          partHash = 0;
        }
        if (kind === LETTER) this.hasLetter = true;
        partHash = stepHash(partHash, code);
      } else if (partStart >= 0) {
        this.endPart(partStart, i, partHash, nameHash);
        partStart = -1;
      }
      if (kind === SPACE && isInName) {
        isInName = false;
        onName(text, this);
      }
      nameHash = stepHash(nameHash, code);
    }
  }

  /** Parts of addresses and decimals are not indexed by themselves. */
  isNoise(part: number): boolean {
    return !this.hasLetter && (this.partTo[part] as number) - (this.partFrom[part] as number) <= NOISE_DIGITS;
  }

  private startName(from: number): void {
    this.from = from;
    this.partCount = 0;
    this.hasLetter = false;
  }

  /** `nameHash` is that of the whole name so far. Of a name with too many parts the last place is overwritten. */
  private endPart(from: number, to: number, partHash: number, nameHash: number): void {
    const part = Math.min(this.partCount, MAX_PARTS - 1);
    this.partFrom[part] = from;
    this.partTo[part] = to;
    this.partHash[part] = partHash;
    this.partCount = part + 1;
    this.to = to;
    this.hash = nameHash;
  }
}

const scanner = new NameScanner();

function addWord(set: WordSet, text: string, from: number, to: number, hash: number): void {
  if (to - from <= MAX_WORD) set.add(text, from, to, hash);
  else set.add(text, from, from + MAX_WORD, hashOf(text.slice(from, from + MAX_WORD)));
}

/** Adds the words of a text of any kind to an event's set. */
export function addText(set: WordSet, text: string): void {
  scanner.scan(fold(text), (folded, name) => {
    if (name.partCount === 1 || name.to - name.from <= MAX_WORD) addWord(set, folded, name.from, name.to, name.hash);
    if (name.partCount === 1) return;
    for (let p = 0; p < name.partCount; p++) {
      if (!name.isNoise(p)) addWord(set, folded, name.partFrom[p] as number, name.partTo[p] as number, name.partHash[p] as number);
    }
  });
}

/** One word of a query: found as `whole` or a beginning of it, or, when `parts` is not empty, by all parts. */
export interface QueryWord {
  readonly whole: string | null;
  readonly parts: readonly string[];
}

/** The words of what a person typed, cut just as the index cuts its texts. */
export function queryWords(text: string): QueryWord[] {
  const words: QueryWord[] = [];
  scanner.scan(fold(text), (folded, name) => {
    const isWhole = name.partCount === 1 || name.to - name.from <= MAX_WORD;
    const parts: string[] = [];
    let areAllIndexed = name.partCount > 1;
    for (let p = 0; p < name.partCount; p++) {
      parts.push(folded.slice(name.partFrom[p], name.partTo[p]).slice(0, MAX_WORD));
      if (name.isNoise(p)) areAllIndexed = false;
    }
    words.push({ whole: isWhole ? folded.slice(name.from, name.to).slice(0, MAX_WORD) : null, parts: areAllIndexed ? parts : [] });
  });
  return words;
}
