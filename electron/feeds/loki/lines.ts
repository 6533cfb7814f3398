// The lines of a log query, out of Loki's streams: `{stream: {labels}, values: [["nanoseconds", "line"], ...]}`.
import { isRecord } from '../reading';

interface Line {
  /** Nanoseconds as text: they do not fit into a number. */
  readonly at: string;
  readonly text: string;
}

const LONGEST = 1500;

/** Earlier first; of the same length or not, both are digits. */
function byTime(a: Line, b: Line): number {
  return a.at.length - b.at.length || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
}

/** The last `most` lines over all streams, oldest first; null: the answer holds no streams. */
export function lastLines(answer: unknown, most: number): readonly string[] | null {
  const data = isRecord(answer) && isRecord(answer.data) ? answer.data : null;
  if (data?.resultType !== 'streams' || !Array.isArray(data.result)) return null;
  const lines: Line[] = [];
  for (const stream of data.result as readonly unknown[]) {
    if (!isRecord(stream) || !Array.isArray(stream.values)) continue;
    for (const pair of stream.values as readonly unknown[]) {
      const [at, text] = Array.isArray(pair) ? (pair as unknown[]) : [];
      if (typeof at === 'string' && /^\d{1,25}$/.test(at) && typeof text === 'string')
        lines.push({ at, text: text.slice(0, LONGEST).trimEnd() });
    }
  }
  return lines
    .sort(byTime)
    .slice(-most)
    .map(({ text }) => text);
}
