// Cuts a block into sentences: phrases are looked for, and kept quiet, within one sentence.

export interface Span {
  readonly from: number;
  readonly to: number;
}

const ends = /[.!?]+(?=\s+[\p{Lu}\d"(\u2022-]|\s*$)|\s\|\s?|^\s*\|/gu;
const abbreviation = /\b(?:e\.g|i\.e|etc|approx|vs|no|cf|incl|resp|Dr|Mr|Ms|Mrs)$/i;

/** Spans of `text` without the spaces between them; none is empty. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  const take = (to: number): void => {
    if (text.slice(from, to).trim() !== '') spans.push({ from, to });
    from = to;
  };
  for (const end of text.matchAll(ends)) {
    if (end[0] === '.' && abbreviation.test(text.slice(Math.max(0, end.index - 8), end.index))) continue;
    take(end.index + end[0].length);
  }
  take(text.length);
  return spans;
}
