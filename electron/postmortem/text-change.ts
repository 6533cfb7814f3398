// What to change in a text to make it another: line by line where that is cheap, so that what stays keeps its place, its comments and
// its authors.

/** At `at` (UTF-16 units of the old text, after the changes before it), delete so many and insert this. */
export interface TextChange {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** Lines of both sides, multiplied, up to which they are compared one by one. */
const COMPARED = 4_000_000;

/** In order from the end of the text to its beginning: each can be applied without moving the others. */
export function textChanges(from: string, to: string): TextChange[] {
  const [a, b] = [linesOf(from), linesOf(to)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [midA, midB] = [a.slice(start, endA), b.slice(start, endB)];
  const hunks = midA.length * midB.length > COMPARED ? [{ a: 0, b: 0, lenA: midA.length, lenB: midB.length }] : compare(midA, midB);
  const offsets = [0];
  for (const line of a) offsets.push((offsets.at(-1) ?? 0) + line.length);
  return hunks
    .filter((h) => h.lenA > 0 || h.lenB > 0)
    .map((h) => ({
      at: offsets[start + h.a] ?? 0,
      remove: (offsets[start + h.a + h.lenA] ?? 0) - (offsets[start + h.a] ?? 0),
      insert: midB.slice(h.b, h.b + h.lenB).join(''),
    }))
    .reverse();
}

interface Hunk {
  readonly a: number;
  readonly b: number;
  readonly lenA: number;
  readonly lenB: number;
}

/** Each with its line break. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Longest common subsequence of lines; what is not in it, run by run. */
function compare(a: readonly string[], b: readonly string[]): Hunk[] {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] as number) + 1
          : Math.max(common[(i + 1) * width + j] as number, common[i * width + j + 1] as number);
  const hunks: Hunk[] = [];
  let [i, j, fromA, fromB] = [0, 0, 0, 0];
  const close = (): void => void hunks.push({ a: fromA, b: fromB, lenA: i - fromA, lenB: j - fromB });
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      close();
      [i, j] = [i + 1, j + 1];
      [fromA, fromB] = [i, j];
    } else if ((common[(i + 1) * width + j] as number) >= (common[i * width + j + 1] as number)) i++;
    else j++;
  }
  [i, j] = [a.length, b.length];
  close();
  return hunks;
}
