// The last hour of a query for the rule editor: the curve without its comparison, the threshold, and when it would have hit.
import type { FeedContext, FeedPreview } from '../../../shared/feed';
import { seriesOf } from '../../../shared/rules/run-promql';
import { msg } from '../../../shared/words/words';
import type { PrometheusConfig } from './config';
import { rowsOf } from './map';
import { ask } from './query';

const HOUR_SECONDS = 3600;
const STEP_SECONDS = 15;
const MOST_HIT_SERIES = 10_000;

/** `left > 90` at the very end of a query, outside of every bracket and quote; null where the threshold is no plain number. */
export function thresholdOf(query: string): { readonly left: string; readonly threshold: number } | null {
  const match = /^([\s\S]+?)\s*(?:==|!=|<=|>=|<|>)\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*$/.exec(query);
  const left = match?.[1]?.trim() ?? '';
  if (left === '' || !isWhole(left) || /\b(and|or|unless|bool)\b/i.test(outside(left))) return null;
  return { left, threshold: Number(match?.[2]) };
}

/** The text outside of quotes and brackets. */
function outside(text: string): string {
  let plain = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""');
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(/\([^()]*\)|\{[^{}]*\}|\[[^[\]]*\]/g, '');
  }
  return plain;
}

function isWhole(text: string): boolean {
  return !/[(){}[\]#]/.test(outside(text));
}

type Hits = Extract<FeedPreview, { ok: true }>['hits'];

/** Spans in which at least one series was there, from the rows of a range answer. */
export function hitsOf(rows: readonly unknown[], stepMs: number): Hits {
  const counts = new Map<number, number>();
  for (const row of rows as readonly { values?: unknown }[]) {
    for (const pair of Array.isArray(row?.values) ? row.values : []) {
      const at = Math.round(Number(Array.isArray(pair) ? pair[0] : Number.NaN) * 1000);
      if (Number.isFinite(at) && pair[1] !== 'NaN') counts.set(at, (counts.get(at) ?? 0) + 1);
    }
  }
  const spans: { from: number; to: number; count: number }[] = [];
  for (const [at, count] of [...counts].sort(([a], [b]) => a - b)) {
    const last = spans.at(-1);
    if (last && at - last.to <= stepMs * 1.5) spans[spans.length - 1] = { from: last.from, to: at, count: Math.max(last.count, count) };
    else spans.push({ from: at, to: at, count });
  }
  return spans;
}

/** Asks for what would hit, and where the comparison can be taken off also for the curve below it. */
export async function preview(ctx: FeedContext, config: PrometheusConfig, query: string): Promise<FeedPreview> {
  const end = ctx.now() / 1000;
  const range = { start: String(end - HOUR_SECONDS), end: String(end), step: String(STEP_SECONDS) };
  const hit = await ask(ctx, config, 'query_range', { query, ...range });
  if (!hit.ok) return { ok: false, failure: hit.failure, at: hit.at };
  const rows = rowsOf(hit.value, 'matrix', MOST_HIT_SERIES);
  if (typeof rows === 'string') return refused(rows);
  const cut = thresholdOf(query);
  const curve = cut ? await ask(ctx, config, 'query_range', { query: cut.left, ...range }) : hit;
  const read = seriesOf((curve.ok ? curve : hit).value);
  if (!read.ok) return refused(read.why);
  return { ok: true, series: read.series, total: read.total, threshold: cut?.threshold ?? null, hits: hitsOf(rows, STEP_SECONDS * 1000) };
}

function refused(why: string): FeedPreview {
  const what = `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`;
  return { ok: false, failure: { kind: 'bad-answer', what, remedy: msg`Look at the query, and at the address of the feed.` }, at: null };
}
