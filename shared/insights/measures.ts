// The measures of incidents by their exact definitions. Each is a value of one incident, so that a number can open what it counts.
import type { IncidentFacts } from './facts';
import { type Spread, spreadOf } from './spread';

export const MEASURE_NAMES = ['detect', 'acknowledge', 'resolve', 'recover'] as const;
export type MeasureName = (typeof MEASURE_NAMES)[number];

/** Ms; null: this incident has none. */
export type Value = (facts: IncidentFacts) => number | null;

const since = (from: number | null, to: number | null): number | null => (from === null || to === null ? null : to - from);

/**
 * MTTD *detect*: detected - impact start, only where a person confirmed it; negative where the alert came first.
 * MTTA *acknowledge*: first acknowledgement by a person - trigger. MTTR *resolve*: resolved - trigger. MTTR *recover*: restored - impact start.
 */
export const MEASURES: Readonly<Record<MeasureName, Value>> = {
  detect: (facts) => since(facts.impactStart, facts.triggeredAt),
  acknowledge: (facts) => since(facts.triggeredAt, facts.acknowledgedAt),
  resolve: (facts) => since(facts.triggeredAt, facts.resolvedAt),
  recover: (facts) => since(facts.impactStart, facts.restoredAt),
};

export interface Measured extends Spread {
  /** Of how many incidents the values are; `n / of` is the coverage. */
  readonly of: number;
}

export function measured(all: readonly IncidentFacts[], name: MeasureName): Measured {
  const value = MEASURES[name];
  const values: number[] = [];
  for (const facts of all) {
    const ms = value(facts);
    if (ms !== null) values.push(ms);
  }
  return { ...spreadOf(values), of: all.length };
}

/** From and until, Unix ms; `to` is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Planned downtime; `service` '' stands for all. */
export interface PlannedSpan extends Span {
  readonly service: string;
}

/**
 * MTBF: up-time without planned downtime / failures, ms; null for no failures. A failure is one incident; it is down from its impact (or its
 * trigger) until it was restored (or resolved; if it still lasts, until the end of `period`). `planned` is not up-time.
 */
export function timeBetweenFailures(all: readonly IncidentFacts[], period: Span, planned: readonly Span[] = []): number | null {
  if (all.length === 0) return null;
  const down: Span[] = [];
  for (const facts of all)
    addWithin(period, down, facts.impactStart ?? facts.triggeredAt, facts.restoredAt ?? facts.resolvedAt ?? period.to);
  for (const { from, to } of planned) addWithin(period, down, from, to);
  return (period.to - period.from - unionMs(down)) / all.length;
}

/** How much of `within` the spans cover, each moment counted once. */
export function coveredMs(spans: readonly Span[], within: Span): number {
  const inside: Span[] = [];
  for (const { from, to } of spans) addWithin(within, inside, from, to);
  return unionMs(inside);
}

function addWithin(period: Span, spans: Span[], from: number, to: number): void {
  const span = { from: Math.max(from, period.from), to: Math.min(to, period.to) };
  if (span.to > span.from) spans.push(span);
}

/** Incidents mostly come in their order: sorting those costs little. */
function unionMs(spans: Span[]): number {
  spans.sort((a, b) => a.from - b.from);
  let sum = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}
