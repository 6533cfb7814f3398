// The lines of a log that an alert keeps, as one text of bounded size, and the words for the time in which they came.

/** More than this is too much beside an alert. */
const MOST_CHARS = 4000;

/** The last entries that fit, oldest first; where one of them has several lines, with an empty line between them. */
export function lineBlock(lines: readonly string[]): string {
  const [first] = lines;
  if (lines.length === 1 && first !== undefined) return first.slice(0, MOST_CHARS);
  const kept: string[] = [];
  const between = lines.some((line) => line.includes('\n')) ? '\n\n' : '\n';
  let room = MOST_CHARS;
  for (const line of lines.toReversed()) {
    room -= line.length + between.length;
    if (room < 0 && kept.length > 0) break;
    kept.unshift(line.slice(0, MOST_CHARS));
  }
  return kept.join(between);
}

/** `5 min`, `90 s`, `2 h`. */
export function spanWords(ms: number): string {
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  if (ms >= 60_000 && ms % 60_000 === 0) return `${ms / 60_000} min`;
  return `${Math.round(ms / 1000)} s`;
}
