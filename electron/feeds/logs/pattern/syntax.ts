// What a pattern may say, as a tree. Only what an automaton can decide in one pass over a line is in it: no look-around, no
// back-references.

/** Code units as pairs of bounds, both included, sorted and apart: `[48, 57]` is a digit. */
export type CharSet = readonly number[];

export type Node =
  | { readonly kind: 'chars'; readonly set: CharSet /** The small letter of which both cases are meant. */; readonly folded?: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number | null; readonly isGreedy: boolean }
  | { readonly kind: 'named'; readonly name: string; readonly node: Node }
  | { readonly kind: 'edge'; readonly what: Edge };

export type Edge = 'start' | 'end' | 'word' | 'no-word';

export const LAST_UNIT = 0xffff;
const NEWLINE = 10;

/** Sorted, with what touches or overlaps joined. */
export function union(...sets: readonly CharSet[]): CharSet {
  const pairs = sets
    .flatMap((set) => Array.from({ length: set.length / 2 }, (_, at) => [set[at * 2] as number, set[at * 2 + 1] as number] as const))
    .sort(([a], [b]) => a - b);
  const joined: number[] = [];
  for (const [from, to] of pairs) {
    const last = joined.length - 1;
    if (last > 0 && from <= (joined[last] as number) + 1) joined[last] = Math.max(joined[last] as number, to);
    else joined.push(from, to);
  }
  return joined;
}

/** Everything else. */
export function negated(set: CharSet): CharSet {
  const rest: number[] = [];
  let next = 0;
  for (let at = 0; at < set.length; at += 2) {
    if ((set[at] as number) > next) rest.push(next, (set[at] as number) - 1);
    next = (set[at + 1] as number) + 1;
  }
  if (next <= LAST_UNIT) rest.push(next, LAST_UNIT);
  return rest;
}

export function has(set: CharSet, unit: number): boolean {
  for (let at = 0; at < set.length; at += 2) {
    if (unit < (set[at] as number)) return false;
    if (unit <= (set[at + 1] as number)) return true;
  }
  return false;
}

const DIGIT: CharSet = [48, 57];
export const WORD: CharSet = [48, 57, 65, 90, 95, 95, 97, 122];
const SPACE: CharSet = union(
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
);

export const ANY: CharSet = negated([NEWLINE, NEWLINE]);

/** Of `\d`, `\W` and their like. */
export const CLASSES: Readonly<Record<string, CharSet>> = {
  ...{ d: DIGIT, D: negated(DIGIT), w: WORD, W: negated(WORD), s: SPACE, S: negated(SPACE) },
};

/** Letters beyond this one have no other case that logs would mix. */
const LAST_CASED = 0x24ff;

/** The set with the other case of each of its letters. */
export function bothCases(set: CharSet): CharSet {
  const more: number[] = [];
  for (let at = 0; at < set.length; at += 2) {
    const to = Math.min(set[at + 1] as number, LAST_CASED);
    for (let unit = set[at] as number; unit <= to; unit++) {
      const char = String.fromCharCode(unit);
      for (const other of [char.toLowerCase(), char.toUpperCase()])
        if (other.length === 1 && other !== char) more.push(other.charCodeAt(0), other.charCodeAt(0));
    }
  }
  return more.length === 0 ? set : union(set, ...pairsOf(more));
}

function pairsOf(flat: readonly number[]): CharSet[] {
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[at * 2] as number, flat[at * 2 + 1] as number]);
}
