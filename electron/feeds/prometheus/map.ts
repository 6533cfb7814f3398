// Answers of /api/v1/query to sightings, one rule after the other. Pure; rows that can not be read are told and the good ones kept.
// Answer: https://prometheus.io/docs/prometheus/latest/querying/api/#instant-vectors (numbers travel as text, also "NaN" and "+Inf").
import type { Labels } from '../../../shared/domain/alert';
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { MOST_READ } from '../bounds';
import { labelKeys } from '../label-key';
import { checked } from '../reading';
import { type PrometheusRule, ruleSchema } from './rule';
import { summaryOf } from './template';

/** Stands on the row that says that nothing of what a rule needs is measured. */
export const MISSING_LABEL = 'dogwatch_missing';
const MAX_TOLD = 100;
const MAX_LINK = 4000;

/** What one rule's answer says. */
export interface RuleReading {
  /** By key, as they would fire. `startsAt` is 0: an answer does not say since when. */
  readonly byKey: ReadonlyMap<string, Sighting>;
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

/** All labels are the identity of a series, so none may be left out. Null: they can not be read, or are too many. */
function labelsOf(metric: unknown): Record<string, string> | null {
  if (!isRecord(metric)) return null;
  const labels: Record<string, string> = {};
  let count = 0;
  for (const name in metric) {
    count += 1;
    const value = metric[name];
    if (count === MOST_READ || name === '__proto__') return null;
    if (name === '__name__') continue;
    if (typeof value !== 'string') return null;
    labels[name] = value;
  }
  return labels;
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

/** Says what one series of a rule is about. */
export type Say = (labels: Labels, value: number) => string;

/**
 * Makes each series of a rule an alert, which keeps the object of its labels; the rule's own are added and win, as in Prometheus.
 * `link`: the same for all of its series.
 */
export function alertsOf(rule: PrometheusRule, link: string | null, say: Say): (labels: Record<string, string>, value: number) => Sighting {
  const { name, severity } = rule;
  const own = Object.entries({ ...rule.labels, alertname: name });
  const keyOf = labelKeys();
  return (labels, value) => {
    for (const [label, said] of own) labels[label] = said;
    const summary = say(labels, value);
    return {
      key: keyOf(name, labels),
      state: 'firing',
      name,
      summary,
      labels,
      annotations: { summary },
      severity,
      startsAt: 0,
      suppression: null,
      link,
    };
  };
}

function nothing(unknown: string): RuleReading {
  return { byKey: new Map(), rejected: [], unsure: new Set(), unknown };
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

/** Reads one rule's answer. `base` is the server's address for links; `say`: other words than the rule's summary. */
export function readRule(
  rule: PrometheusRule,
  base: string,
  answer: unknown,
  maxSeries: number,
  say: Say = summaryOf(rule.summary),
): RuleReading {
  const rows = rowsOf(answer, 'vector', maxSeries);
  if (typeof rows === 'string') return nothing(rows);
  const alertOf = alertsOf(rule, linkOf(base, rule.query), say);
  const byKey = new Map<string, Sighting>();
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
    const sighting = alertOf(labels, value ?? Number.NaN);
    if (value === null || Number.isNaN(value)) {
      unsure.add(sighting.key);
      refuse(at, value === null ? 'its value is no number' : 'its value is NaN: neither well nor ill');
    } else if (byKey.has(sighting.key)) refuse(at, 'another series has the same labels');
    else byKey.set(sighting.key, sighting);
  }
  const unknown = nameless > 0 ? `${nameless} of its series can not be read` : null;
  return { byKey, rejected, unsure, unknown };
}

/** Maps `{ url, maxSeries, rules: [{ rule, answer }] }`: what a poll gathered, each answer as the server gave it. */
export function mapAnswers(raw: unknown): MapResult {
  if (!isRecord(raw) || !Array.isArray(raw.rules))
    return { sightings: [], rejected: [{ where: 'answer', why: msg`not a list of rules and answers` }] };
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
