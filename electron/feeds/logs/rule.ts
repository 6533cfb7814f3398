// A rule of a log feed as a person wrote it, checked: what a line must be, how many of them in which time, and what they are grouped by.
import { z } from 'zod';
import { msg } from '../../../shared/words/words';
import { type LinePattern, linePattern } from './pattern';
import { readWhere, type Where } from './where';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LABEL = /^[a-zA-Z_]\w*$/;
const PLACE = /\{\{(.*?)\}\}/g;
const KNOWN_PLACE = /^\s*\$(?:count|line|message|within|labels\.[\w.@/-]+)\s*$/;

export const SEVERITIES = ['level', 'critical', 'error', 'warning', 'info'] as const;

export interface LogRule {
  readonly name: string;
  /** Null: any line. */
  readonly pattern: LinePattern | null;
  /** Lines that match this one do not count. */
  readonly without: LinePattern | null;
  /** Null: whatever its fields are. */
  readonly where: Where | null;
  /** So many entries within the window make an alert. */
  readonly count: number;
  readonly withinMs: number;
  /** Below the threshold for so long, it clears. */
  readonly clearMs: number;
  readonly groupBy: readonly string[];
  /** More groups than this count together as one. */
  readonly maxGroups: number;
  readonly severity: (typeof SEVERITIES)[number];
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  /** All that decides what counts, as it was written: what was counted by another rule counts for nothing. */
  readonly print: string;
}

/** Milliseconds of `90`, `30s`, `1h30m`; null when it is no duration. */
export function durationMs(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d{1,9}(\.\d{1,3})?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^(\d{1,9}[smhd])+$/.test(trimmed)) return null;
  return [...trimmed.matchAll(/(\d+)([smhd])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0), 0);
}

/** A stretch of time as people write it, at least `leastMs`, at most a week. */
export function duration(leastMs: number) {
  return z.union([z.number(), z.string()]).transform((value, ctx) => {
    const ms = durationMs(String(value));
    if (ms !== null && ms >= leastMs && ms <= 7 * 86_400_000) return ms;
    ctx.addIssue({ code: 'custom', message: msg`"${String(value).slice(0, 40)}" is no duration such as 30s, 5m or 1h30m, at most 7d` });
    return z.NEVER;
  });
}

/** Empty: null. */
const pattern = z.string().transform((text, ctx): LinePattern | null => {
  if (text === '') return null;
  const compiled = linePattern(text);
  if (compiled.ok) return compiled.pattern;
  ctx.addIssue({ code: 'custom', message: msg`at column ${compiled.column}: ${compiled.why}` });
  return z.NEVER;
});

const where = z
  .string()
  .max(2000)
  .transform((text, ctx): Where | null => {
    if (text.trim() === '') return null;
    const read = readWhere(text);
    if (read.ok) return read.where;
    ctx.addIssue({ code: 'custom', message: read.why });
    return z.NEVER;
  });

const groupBy = z
  .union([
    z.string().transform((text) => text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))),
    z.array(z.string()),
  ])
  .refine((names) => names.every((name) => /^[\w.@/-]{1,200}$/.test(name)), 'names of fields, with commas between them')
  .refine((names) => names.length <= 5, 'at most five fields');

const summary = z
  .string()
  .max(1000)
  .superRefine((text, ctx) => {
    const odd = [...text.matchAll(PLACE)].find(([, inner]) => !KNOWN_PLACE.test(inner ?? ''));
    if (odd)
      ctx.addIssue({
        code: 'custom',
        message: msg`${odd[0].slice(0, 60)} is not known: use {{ $count }}, {{ $message }}, {{ $line }}, {{ $within }} or {{ $labels.name }}`,
      });
  });

const written = z.strictObject({
  name: z.string().trim().min(1, 'a name is needed').max(200),
  pattern: pattern.default(null),
  without: pattern.default(null),
  where: where.default(null),
  count: z.coerce.number().int().min(1, 'at least 1').max(1_000_000).default(1),
  within: duration(1000).default(300_000),
  clearAfter: duration(0).default(300_000),
  groupBy: groupBy.default([]),
  maxGroups: z.coerce.number().int().min(1).max(500).default(50),
  severity: z.enum(SEVERITIES).default('level'),
  labels: z
    .record(z.string(), z.string().max(1000))
    .refine((labels) => Object.keys(labels).every((name) => LABEL.test(name)), 'a label name is made of letters, digits and "_"')
    .default({}),
  summary: summary.default(''),
});

/** Turns a written rule into a checked one. */
export const ruleSchema = z.unknown().transform((input, ctx): LogRule => {
  const read = written.safeParse(input);
  if (!read.success) {
    for (const issue of read.error.issues) ctx.addIssue({ code: 'custom', path: issue.path, message: issue.message });
    return z.NEVER;
  }
  const { within: withinMs, clearAfter: clearMs, ...rule } = read.data;
  if (rule.pattern === null && rule.where === null) {
    ctx.addIssue({ code: 'custom', path: ['pattern'], message: msg`a pattern or a condition is needed, else every line would count` });
    return z.NEVER;
  }
  const said = input as Record<string, unknown>;
  const print = JSON.stringify([said.pattern ?? '', said.without ?? '', said.where ?? '', withinMs, rule.groupBy]);
  return { ...rule, withinMs, clearMs, print };
});
