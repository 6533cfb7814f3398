// What a file is, in words for the form and the feed's detail: its format, and how its last line reads.
import type { FeedContext } from '../../../shared/feed';
import type { LogsConfig } from './config';
import { formatOf } from './formats';
import type { Entry, FormatId } from './formats/entry';
import { firstLines } from './reading/begin';

const LONGEST = 100;
const MOST_FIELDS = 6;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `04:10:03` by the clock that the person has chosen. */
function timeWords(at: number, isUtc: boolean): string {
  const date = new Date(at);
  const parts = isUtc
    ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map(two).join(':');
}

function short(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** How one line was understood: `at 04:10:03, error, "payment failed", with app, status`. */
export function readingWords({ at, level, message, fields }: Entry, isUtc: boolean): string {
  const names = Object.keys(fields);
  const more = names.length > MOST_FIELDS ? `, and ${names.length - MOST_FIELDS} more` : '';
  return [
    at === null ? 'no time' : `at ${timeWords(at, isUtc)}${isUtc ? ' UTC' : ''}`,
    level ?? 'no level',
    `"${short(message)}"`,
    ...(names.length > 0 ? [`with ${names.slice(0, MOST_FIELDS).join(', ')}${more}`] : []),
  ].join(', ');
}

/** Null: the file can not be read, or has no line yet. */
export async function describe(ctx: FeedContext, config: LogsConfig, path: string, id: FormatId): Promise<string | null> {
  const opened = await ctx.files.open(path);
  if (!opened.ok) return null;
  const lines = await firstLines(opened.reading);
  await opened.reading.close();
  const format = formatOf(id);
  const head = lines.find((line, at) => line.trim() !== '' && format.isHead(line.slice(0, 300), lines[at - 1] ?? ''));
  const entry =
    head === undefined ? null : format.parse(id === 'journal' ? lines.join('\n') : head, { now: ctx.now(), isUtc: config.isUtc });
  const how = config.format === null ? '' : ' (chosen)';
  if (head === undefined) return `${format.name}${how}`;
  return `${format.name}${how}. First line: ${entry ? readingWords(entry, config.isUtc) : `not of this format: "${short(head)}"`}`;
}
