// A rule of a Loki feed as a person wrote it, checked: a metric query with its threshold in it, or a log query whose lines are counted.
import { z } from 'zod';
import { msg } from '../../../shared/words/words';
import type { Place } from '../prometheus/query';
import { durationMs, type PrometheusRule, ruleSchema as promRule } from '../prometheus/rule';

/** `lines`: of a log query, how many lines in which time; null: the query gives numbers itself. */
export interface LokiRule extends PrometheusRule {
  readonly lines: { readonly count: number; readonly withinMs: number; readonly groupBy: readonly string[] } | null;
}

const LEAST_WINDOW_MS = 1000;
const MOST_WINDOW_MS = 86_400_000;

const groupBy = z
  .union([
    z.string().transform((text) => text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))),
    z.array(z.string()),
  ])
  .refine((names) => names.every((name) => /^[a-zA-Z_]\w*$/.test(name)), 'names of labels, with commas between them')
  .refine((names) => names.length <= 5, 'at most five labels');

const within = z.union([z.number(), z.string()]).transform((value, ctx) => {
  const ms = durationMs(String(value));
  if (ms !== null && ms >= LEAST_WINDOW_MS && ms <= MOST_WINDOW_MS) return ms;
  ctx.addIssue({ code: 'custom', message: msg`"${String(value).slice(0, 40)}" is no duration such as 5m, at most 1d` });
  return z.NEVER;
});

const counting = z.object({
  count: z.coerce.number().int().min(1, 'at least 1').max(1_000_000).default(1),
  within: within.default(300_000),
  groupBy: groupBy.default([]),
});

/** A log query begins with its selector; what computes begins with a function. Comments before either do not matter. */
export function isLogQuery(query: string): boolean {
  return query.replace(/^(?:\s|#[^\n]*(?:\n|$))+/, '').startsWith('{');
}

/** Turns a written rule into a checked one. */
export const ruleSchema = z.unknown().transform((input, ctx): LokiRule => {
  const {
    count,
    within: window,
    groupBy: groups,
    ...rest
  } = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>;
  const rule = promRule.safeParse(rest);
  const lines = counting.safeParse({ count, within: window, groupBy: groups });
  const issues = [...(rule.success ? [] : rule.error.issues), ...(lines.success ? [] : lines.error.issues)];
  for (const { path, message } of issues) ctx.addIssue({ code: 'custom', path, message });
  if (!rule.success || !lines.success) return z.NEVER;
  if (rule.data.needs !== '') ctx.addIssue({ code: 'custom', path: ['needs'], message: msg`is not known for Loki` });
  const { count: least, within: withinMs, groupBy: by } = lines.data;
  return { ...rule.data, lines: isLogQuery(rule.data.query) ? { count: least, withinMs, groupBy: by } : null };
});

/** The query that gives a series for each alert: a log query is counted by Loki itself. */
export function metricQuery({ query, lines }: Pick<LokiRule, 'query' | 'lines'>): string {
  if (lines === null) return query;
  return `${countQuery({ query, lines })} >= ${lines.count}`;
}

/** How many lines there were in the window, by group. */
export function countQuery({ query, lines }: { readonly query: string; readonly lines: NonNullable<LokiRule['lines']> }): string {
  const by = lines.groupBy.length > 0 ? ` by (${lines.groupBy.join(', ')}) ` : '';
  return `sum${by}(count_over_time(${query}\n[${lines.withinMs}ms]))`;
}

/** A place in what was sent, as a place in what the person wrote. */
export function placeInRule({ query, lines }: Pick<LokiRule, 'query' | 'lines'>, at: Place): Place {
  const before = lines === null ? 0 : countQuery({ query, lines }).indexOf(query);
  return at.line === 1 ? { line: 1, column: Math.max(1, at.column - before) } : at;
}

/** The lines of one group. */
export function linesQuery({ query, lines }: LokiRule, labels: Readonly<Record<string, string>>): string {
  const filters = (lines?.groupBy ?? []).map((name) => ` | ${name}=${JSON.stringify(labels[name] ?? '')}`);
  return `${query}\n${filters.join('')}`.trimEnd();
}
