// Answers of /api/v1/query to sightings, one rule after the other. Pure; rows that can not be read are told and the good ones kept.
// Answer: https://prometheus.io/docs/prometheus/latest/querying/api/#instant-vectors (numbers travel as text, also "NaN" and "+Inf").
import type { Labels } from '../../../shared/domain/alert';
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { MOST_READ } from '../bounds';
import { labelKey } from '../label-key';
import { checked } from '../reading';
import { type PrometheusRule, ruleSchema } from './rule';
import { fillSummary } from './template';

/** Stands on the row that says that nothing of what a rule needs is measured. */
export const MISSING_LABEL = 'dogwatch_missing';
const MAX_TOLD = 100;
const MAX_LINK = 4000;

/** What one rule's answer says. */
export interface RuleReading {
  /** By key, as they would fire. `startsAt` is 0: an answer does not say since when. */
  readonly byKey: ReadonlyMap<string, Sighting>;
  /** The number of each, by key. */
  readonly values: ReadonlyMap<string, number>;
  readonly rejected: readonly Rejected[];
  /** Keys of series that are there but whose value can not be judged. */
  readonly unsure: ReadonlySet<string>;
  /** Why the whole answer proves nothing; null when it does. */
  readonly unknown: string | null;
}

type Unknown = Record<string, unknown>;

function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All labels are the identity of a series, so none may be left out. */
function hasTooMany(metric: Unknown): boolean {
  let count = 0;
  for (const _ in metric) {
    count += 1;
    if (count === MOST_READ) return true;
  }
  return false;
}

function labelsOf(metric: unknown): Labels | null {
  if (!isRecord(metric) || hasTooMany(metric)) return null;
  const entries = Object.entries(metric).filter(([name]) => name !== '__name__');
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string') ? Object.fromEntries(entries) : null;
}

/** Prometheus writes numbers as text. Null: not a number at all; NaN is one that says nothing. */
function numberOf(text: unknown): number | null {
  if (text === 'NaN') return Number.NaN;
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return typeof text === 'string' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
}

/** To the query at its server; `base` is its address. */
export function linkOf(base: string, query: string): string | null {
  const link = `${base}/graph?${new URLSearchParams({ 'g0.expr': query, 'g0.tab': '0', 'g0.range_input': '1h' })}`;
  return /^https?:\/\//.test(base) && link.length <= MAX_LINK ? link : null;
}

/** One series as an alert of the rule; the rule's own labels win, as in Prometheus. `link`: the same for all of its series. */
export function sightingOf(rule: PrometheusRule, link: string | null, series: Labels, value: number): Sighting {
  const labels = { ...series, ...rule.labels, alertname: rule.name };
  const summary = fillSummary(rule.summary, labels, value);
  return {
    key: labelKey(rule.name, labels),
    state: 'firing',
    name: rule.name,
    summary,
    labels,
    annotations: { summary },
    severity: rule.severity,
    startsAt: 0,
    suppression: null,
    link,
  };
}

function nothing(unknown: string): RuleReading {
  return { byKey: new Map(), values: new Map(), rejected: [], unsure: new Set(), unknown };
}

/** The list of rows, or why there is none. */
export function rowsOf(answer: unknown, type: 'vector' | 'matrix', maxSeries: number): readonly unknown[] | string {
  if (!isRecord(answer) || answer.status !== 'success' || !isRecord(answer.data)) return 'the answer is not one of a Prometheus';
  const { resultType, result } = answer.data;
  if (resultType === 'scalar' || resultType === 'string')
    return 'the query gives one number without labels; write vector(...) around it, with a comparison';
  if (resultType !== type || !Array.isArray(result))
    return `the query gives ${typeof resultType === 'string' ? resultType.slice(0, 20) : 'something'} where a list of series is needed`;
  if (result.length > maxSeries)
    return `the query gives ${result.length} series, more than ${maxSeries}; make it narrower, e.g. with sum by (...) or topk(...)`;
  return result;
}

/** Reads one rule's answer. `base` is the server's address for links. */
export function readRule(rule: PrometheusRule, base: string, answer: unknown, maxSeries: number): RuleReading {
  const rows = rowsOf(answer, 'vector', maxSeries);
  if (typeof rows === 'string') return nothing(rows);
  const link = linkOf(base, rule.query);
  const byKey = new Map<string, Sighting>();
  const values = new Map<string, number>();
  const unsure = new Set<string>();
  const rejected: Rejected[] = [];
  const refuse = (at: number, why: string) => {
    if (rejected.length < MAX_TOLD) rejected.push({ where: `${rule.name}, series ${at + 1}`, why });
  };
  let nameless = 0;
  for (const [at, row] of rows.entries()) {
    const labels = isRecord(row) ? labelsOf(row.metric) : null;
    if (!isRecord(row) || !labels) {
      nameless += 1;
      refuse(at, 'its labels can not be read');
      continue;
    }
    if (Object.hasOwn(labels, MISSING_LABEL)) return nothing(`nothing is measured of what it needs: ${rule.needs}`);
    const value = Array.isArray(row.value) ? numberOf(row.value[1]) : null;
    const sighting = sightingOf(rule, link, labels, value ?? Number.NaN);
    if (value === null || Number.isNaN(value)) {
      unsure.add(sighting.key);
      refuse(at, value === null ? 'its value is no number' : 'its value is NaN: neither well nor ill');
    } else if (byKey.has(sighting.key)) refuse(at, 'another series has the same labels');
    else {
      byKey.set(sighting.key, sighting);
      values.set(sighting.key, value);
    }
  }
  const unknown = nameless > 0 ? `${nameless} of its series can not be read` : null;
  return { byKey, values, rejected, unsure, unknown };
}

/** Maps `{ url, maxSeries, rules: [{ rule, answer }] }`: what a poll gathered, each answer as the server gave it. */
export function mapAnswers(raw: unknown): MapResult {
  if (!isRecord(raw) || !Array.isArray(raw.rules))
    return { sightings: [], rejected: [{ where: 'answer', why: 'not a list of rules and answers' }] };
  const base = typeof raw.url === 'string' ? raw.url : '';
  const maxSeries = typeof raw.maxSeries === 'number' ? raw.maxSeries : 500;
  const byKey = new Map<string, Sighting>();
  const rejected: Rejected[] = [];
  for (const [at, one] of raw.rules.entries()) {
    const rule = checked(ruleSchema, isRecord(one) ? one.rule : null);
    if (!('value' in rule)) {
      rejected.push({ where: `rule ${at + 1}`, why: rule.why });
      continue;
    }
    const reading = readRule(rule.value, base, (one as Unknown).answer, maxSeries);
    rejected.push(...reading.rejected);
    if (reading.unknown !== null) rejected.push({ where: rule.value.name, why: reading.unknown });
    for (const [key, sighting] of reading.byKey) byKey.set(key, sighting);
  }
  return { sightings: [...byKey.values()], rejected };
}
