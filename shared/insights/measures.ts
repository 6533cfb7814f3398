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
  const down = all.map((facts) => ({
    from: facts.impactStart ?? facts.triggeredAt,
    to: facts.restoredAt ?? facts.resolvedAt ?? period.to,
  }));
  return (period.to - period.from - coveredMs([...down, ...planned], period)) / all.length;
}

/** How much of `within` the spans cover, each moment counted once. */
export function coveredMs(spans: readonly Span[], within: Span): number {
  const sorted = spans
    .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  let sum = 0;
  let end = within.from;
  for (const { from, to } of sorted) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}
