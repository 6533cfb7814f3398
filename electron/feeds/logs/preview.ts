// What a rule would have found in what was written last: the count over its window as a curve, and the lines themselves.
import type { FeedContext, FeedPreview } from '../../../shared/feed';
import type { FoundFile } from '../../../shared/feed-files';
import { spanWords } from '../line-block';
import type { LogsConfig } from './config';
import { readingWords } from './describe';
import { formatOf } from './formats';
import { wantedFiles } from './poll';
import { beginSince, firstLines, formatIn } from './reading/begin';
import { readOn } from './reading/read-on';
import { type Found, Scanner } from './reading/scan';
import type { LogRule } from './rule';
import { countAt, slotMs } from './tally';

const MOST_FILES = 10;
const MOST_BYTES = 8 * 1024 * 1024;
const READ_MS = 3000;
const HOUR_MS = 3_600_000;
const POINTS = 120;
const LINES = 5;
const LONGEST = 1500;

interface Look {
  readonly times: number[];
  readonly lines: string[];
  readonly about: string[];
  undated: number;
}

function refused(what: string, remedy: string): FeedPreview {
  return { ok: false, failure: { kind: 'config', what, remedy }, at: null };
}

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

async function lookAt(ctx: FeedContext, config: LogsConfig, rule: LogRule, file: FoundFile, look: Look): Promise<void> {
  const opened = await ctx.files.open(file.path);
  if (!opened.ok) {
    look.about.push(`${file.path} ${opened.trouble.why}.`);
    return;
  }
  const { reading } = opened;
  const clock = { now: ctx.now(), isUtc: config.isUtc };
  const format = config.format === null ? await formatIn(reading, clock) : formatOf(config.format);
  if (format === null) {
    look.about.push(`${file.path} is empty.`);
    return reading.close();
  }
  const since = clock.now - HOUR_MS - rule.withinMs;
  const dated = await beginSince(ctx, reading, file.size, format, clock, since);
  const offset = Math.max(dated === file.size ? 0 : dated, file.size - MOST_BYTES);
  const scanner = new Scanner([rule], format, clock);
  const take = ({ entry, text }: Found): void => {
    if (entry.at === null) look.undated += 1;
    else look.times.push(Math.min(entry.at, clock.now));
    look.lines.push(text.slice(0, LONGEST));
    if (look.lines.length > LINES) look.lines.shift();
  };
  const buffer = Buffer.allocUnsafeSlow(256 * 1024);
  const onEntries = (bytes: Buffer, from: number, to: number): void => scanner.scan(bytes, from, to, take);
  const before = look.times.length + look.undated;
  await readOn(
    { ctx, reading, format, buffer, isOver: true, isCut: true, until: performance.now() + READ_MS, onEntries },
    { offset, isInLine: offset > 0 },
  );
  const found = look.times.length + look.undated - before;
  const [first = ''] = await firstLines(reading);
  const entry = format.parse(first, clock);
  look.about.push(
    `${file.path}: ${format.name}, ${offset === 0 ? 'all of it' : `the last ${sizeWords(file.size - offset)}`} read: ${found} ${found === 1 ? 'entry fits' : 'entries fit'}. First line: ${entry ? readingWords(entry, config.isUtc) : 'not of this format'}.`,
  );
  await reading.close();
}

/** Entries in the window, over the last hour or back to the first of them. */
function curveOf(rule: LogRule, times: readonly number[], now: number): readonly (readonly [number, number])[] {
  if (times.length === 0) return [];
  const size = slotMs(rule);
  const counts = new Map<number, number>();
  for (const at of times) counts.set(Math.floor(at / size), (counts.get(Math.floor(at / size)) ?? 0) + 1);
  const slots = [...counts].sort(([a], [b]) => a - b).flat();
  const from = now - HOUR_MS;
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const at = from + (i * HOUR_MS) / POINTS;
    return [at, countAt(rule, { slots }, at)] as const;
  });
}

function hitsOf(rule: LogRule, curve: readonly (readonly [number, number])[]) {
  const spans: { from: number; to: number; count: number }[] = [];
  let isOpen = false;
  for (const [at, count] of curve) {
    const isHit = count >= rule.count;
    const last = spans.at(-1);
    if (isHit && isOpen && last) Object.assign(last, { to: at, count: Math.max(last.count, count) });
    else if (isHit) spans.push({ from: at, to: at, count });
    isOpen = isHit;
  }
  return spans;
}

/** The rule is the first of the settings. */
export async function preview(ctx: FeedContext, config: LogsConfig): Promise<FeedPreview> {
  const rule = config.rules[0] as LogRule;
  const { files, troubles, empty } = await wantedFiles(ctx, { ...config, maxFiles: MOST_FILES });
  const look: Look = { times: [], lines: [], about: troubles.map(({ path, why }) => `${path} ${why}.`), undated: 0 };
  look.about.push(...empty.map((pattern) => `No file fits ${pattern}.`));
  for (const file of files) await lookAt(ctx, config, rule, file, look);
  if (files.length === 0) return refused(look.about.join(' ') || 'There is no file.', 'Look at the paths.');
  const curve = curveOf(rule, look.times, ctx.now());
  const recent = look.times.filter((at) => at > ctx.now() - HOUR_MS).length;
  if (look.undated > 0) look.about.push(`${look.undated} of them have no time, so that they are not in the curve.`);
  return {
    ...{ ok: true, threshold: rule.count, hits: hitsOf(rule, curve), total: recent, about: look.about, lines: look.lines },
    series: curve.length === 0 || recent === 0 ? [] : [{ name: `lines in ${spanWords(rule.withinMs)}`, points: curve }],
  };
}
