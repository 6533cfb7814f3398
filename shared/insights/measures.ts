// The measures of incidents by their exact definitions. Each is a value of one incident, so that a number can open what it counts.
import type { IncidentFacts } from './facts';
import { type Span, Spans } from './spans';
import { type Spread, spreadOf } from './spread';

export type { Span };

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
  return measuredOf(valuesOf(all, name));
}

/** A value for each; NaN: it has none. */
export function valuesOf(all: readonly IncidentFacts[], name: MeasureName): Float64Array {
  const value = MEASURES[name];
  const values = new Float64Array(all.length);
  for (let i = 0; i < all.length; i++) values[i] = value(all[i] as IncidentFacts) ?? Number.NaN;
  return values;
}

/** Of `values` (NaN: none) those at the places `among`, or all. */
export function measuredOf(values: Float64Array, among?: Uint32Array): Measured {
  const of = among?.length ?? values.length;
  const own = new Float64Array(of);
  let n = 0;
  for (let i = 0; i < of; i++) {
    const ms = values[among === undefined ? i : (among[i] as number)] as number;
    if (!Number.isNaN(ms)) own[n++] = ms;
  }
  return { ...spreadOf(own.subarray(0, n)), of };
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
  return betweenFailures(outagesOf(all), period, planned);
}

/** From when until when each incident was down, Unix ms; NaN: it still lasts. */
export interface Outages {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

export function outagesOf(all: readonly IncidentFacts[]): Outages {
  const [from, to] = [new Float64Array(all.length), new Float64Array(all.length)];
  for (let i = 0; i < all.length; i++) {
    const facts = all[i] as IncidentFacts;
    from[i] = facts.impactStart ?? facts.triggeredAt;
    to[i] = facts.restoredAt ?? facts.resolvedAt ?? Number.NaN;
  }
  return { from, to };
}

/** MTBF of those at the places `among`, or of all. */
export function betweenFailures({ from, to }: Outages, period: Span, planned: readonly Span[], among?: Uint32Array): number | null {
  const count = among?.length ?? from.length;
  if (count === 0) return null;
  const down = new Spans(period, count + planned.length);
  for (let i = 0; i < count; i++) {
    const at = among === undefined ? i : (among[i] as number);
    const end = to[at] as number;
    down.add(from[at] as number, Number.isNaN(end) ? period.to : end);
  }
  for (const span of planned) down.add(span.from, span.to);
  return (period.to - period.from - down.unionMs()) / count;
}

/** How much of `within` the spans cover, each moment counted once. */
export function coveredMs(spans: readonly Span[], within: Span): number {
  const inside = new Spans(within, spans.length);
  for (const { from, to } of spans) inside.add(from, to);
  return inside.unionMs();
}
