// A rule as a person wrote it, checked: the same shape in the form, in settings files and in the presets.
import { z } from 'zod';
import { msg } from '../../../shared/words/words';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const MAX_MS = 7 * 86_400_000;
const LABEL = /^[a-zA-Z_]\w*$/;
const PLACE = /\{\{(.*?)\}\}/g;
const KNOWN_PLACE = /^\s*\$(?:value(?:\s*\|\s*(?:humanize|humanize1024|humanizePercentage|humanizeDuration))?|labels\.[a-zA-Z_]\w*)\s*$/;

/** A rule of the feed. The comparison stands in the query: every series that it answers with is a problem. */
export interface PrometheusRule {
  readonly name: string;
  readonly query: string;
  /** A series must be there for so long before it fires. */
  readonly forMs: number;
  /** It fires on for so long after it was there last. */
  readonly keepFiringMs: number;
  readonly severity: 'critical' | 'error' | 'warning' | 'info';
  readonly labels: Readonly<Record<string, string>>;
  /** With `{{ $labels.name }}` and `{{ $value }}`, as in Prometheus. */
  readonly summary: string;
  /** What must be measured for silence to mean "fine"; empty: nothing is known to be needed. */
  readonly needs: string;
}

/** Milliseconds of `90`, `30s`, `1h30m`; null when it is no duration. */
export function durationMs(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^(\d+(ms|[smhd]))+$/.test(trimmed)) return null;
  return [...trimmed.matchAll(/(\d+)(ms|[smhd])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0), 0);
}

const duration = z.union([z.number(), z.string()]).transform((value, ctx) => {
  const ms = durationMs(String(value));
  if (ms !== null && ms <= MAX_MS) return ms;
  ctx.addIssue({ code: 'custom', message: msg`"${String(value).slice(0, 40)}" is no duration such as 30s, 5m or 1h30m, at most 7d` });
  return z.NEVER;
});

const query = z.string().trim().max(20_000, 'longer than 20,000 characters');

const summary = z
  .string()
  .max(1000)
  .superRefine((text, ctx) => {
    const odd = [...text.matchAll(PLACE)].find(([, inner]) => !KNOWN_PLACE.test(inner ?? ''));
    if (odd) ctx.addIssue({ code: 'custom', message: msg`${odd[0].slice(0, 60)} is not known: use {{ $labels.name }} or {{ $value }}` });
  });

/** Turns a written rule into a checked one. */
export const ruleSchema = z
  .strictObject({
    name: z.string().trim().min(1, 'a name is needed').max(200),
    query: query.min(1, 'a query is needed'),
    for: duration.default(0),
    keepFiringFor: duration.default(0),
    severity: z.enum(['critical', 'error', 'warning', 'info']).default('warning'),
    labels: z
      .record(z.string(), z.string().max(1000))
      .refine((labels) => Object.keys(labels).every((name) => LABEL.test(name)), 'a label name is made of letters, digits and "_"')
      .default({}),
    summary: summary.default(''),
    needs: query.default(''),
  })
  .transform(({ for: forMs, keepFiringFor: keepFiringMs, ...rest }): PrometheusRule => ({ ...rest, forMs, keepFiringMs }));
