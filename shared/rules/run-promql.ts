// A promql fence: values go in as strings of the query language; the answer becomes a few lines of a chart.
// Answer of /api/v1/query_range: https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries

import { oneLine } from '../domain/plain-text';
import type { RunSeries } from '../domain/run';
import { msg } from '../words/words';
import { type Filled, fillText } from './run-parameters';

export const MOST_SERIES = 20;
const MOST_POINTS = 1_000;

export function fillQuery(query: string, values: ReadonlyMap<string, string>): Filled {
  const problems: string[] = [];
  const text = fillText(query, values, (value, at, name) => {
    const quote = openQuote(query, at);
    if (quote === null) {
      if (!/^[\w.:]+$/.test(value))
        problems.push(msg`“${name}” stands outside of quotes in the query, so its value may only hold letters, digits, “.”, “:” and “_”.`);
      return value;
    }
    if (quote === '`') {
      if (value.includes('`')) problems.push(msg`The value of “${name}” holds a backtick.`);
      return value;
    }
    return value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n');
  });
  return { text, problems };
}

function openQuote(text: string, at: number): string | null {
  let quote: string | null = null;
  for (let i = 0; i < at; i++) {
    const c = text[i] ?? '';
    if (c === '\\' && quote !== null && quote !== '`') i++;
    else if (quote === c) quote = null;
    else if (quote === null && (c === '"' || c === "'" || c === '`')) quote = c;
  }
  return quote;
}

export type RangeAnswer =
  | { readonly ok: true; readonly series: readonly RunSeries[]; readonly total: number }
  | { readonly ok: false; readonly why: string };

/** Reads an answer; names and numbers in it are not trusted. */
export function seriesOf(answer: unknown): RangeAnswer {
  const { status, error, data } = record(answer);
  if (status !== 'success')
    return { ok: false, why: typeof error === 'string' ? oneLine(error, 500) : msg`The answer is not one of a Prometheus.` };
  const { result } = record(data);
  if (!Array.isArray(result)) return { ok: false, why: msg`The answer holds no result.` };
  const series = result.slice(0, MOST_SERIES).map((one): RunSeries => {
    const { metric, values } = record(one);
    const points = (Array.isArray(values) ? values : []).slice(0, MOST_POINTS).flatMap((pair): [number, number][] => {
      const [at, value] = Array.isArray(pair) ? [Number(pair[0]) * 1000, Number.parseFloat(String(pair[1]))] : [Number.NaN, Number.NaN];
      return Number.isFinite(at) && Number.isFinite(value) ? [[at, value]] : [];
    });
    return { name: seriesName(record(metric)), points };
  });
  return { ok: true, series, total: result.length };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function seriesName(metric: Record<string, unknown>): string {
  const { __name__: name, ...labels } = metric;
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${String(value)}"`);
  return oneLine(`${typeof name === 'string' ? name : ''}{${pairs.join(', ')}}`, 200);
}

/** The chart in words, for the timeline and for those who see no chart. */
export function seriesText(series: readonly RunSeries[], total: number): string {
  if (series.length === 0) return msg`No series: nothing was measured in this hour, or no name and label fits.`;
  const lines = series.map(({ name, points }) => {
    const values = points.map(([, v]) => v);
    if (values.length === 0) return msg`${name}: no values`;
    return msg`${name}: last ${short(values.at(-1) ?? 0)}, lowest ${short(Math.min(...values))}, highest ${short(Math.max(...values))}`;
  });
  return total > series.length ? msg`${lines.join('\n')}\nand ${total - series.length} more` : lines.join('\n');
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
