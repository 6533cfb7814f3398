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
  const values = new Float64Array(all.length);
  let n = 0;
  for (const facts of all) {
    const ms = value(facts);
    if (ms !== null) values[n++] = ms;
  }
  return { ...spreadOf(values.subarray(0, n)), of: all.length };
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
  const down = new Spans(period, all.length + planned.length);
  for (const facts of all) down.add(facts.impactStart ?? facts.triggeredAt, facts.restoredAt ?? facts.resolvedAt ?? period.to);
  for (const { from, to } of planned) down.add(from, to);
  return (period.to - period.from - down.unionMs()) / all.length;
}

/** How much of `within` the spans cover, each moment counted once. */
export function coveredMs(spans: readonly Span[], within: Span): number {
  const inside = new Spans(within, spans.length);
  for (const { from, to } of spans) inside.add(from, to);
  return inside.unionMs();
}

/** What lies of many spans within one; two columns, for there may be a hundred thousand. */
class Spans {
  private readonly within: Span;
  private from: Float64Array;
  private to: Float64Array;
  private count = 0;
  private isSorted = true;

  constructor(within: Span, most: number) {
    this.within = within;
    this.from = new Float64Array(most);
    this.to = new Float64Array(most);
  }

  add(begin: number, end: number): void {
    const from = Math.max(begin, this.within.from);
    const to = Math.min(end, this.within.to);
    if (to <= from) return;
    if (this.count > 0 && from < (this.from[this.count - 1] as number)) this.isSorted = false;
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.count += 1;
  }

  unionMs(): number {
    if (!this.isSorted) this.sort();
    let sum = 0;
    let end = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.count; i++) {
      const to = this.to[i] as number;
      sum += Math.max(0, to - Math.max(this.from[i] as number, end));
      end = Math.max(end, to);
    }
    return sum;
  }

  private sort(): void {
    const { from, to } = this;
    const order = Array.from({ length: this.count }, (_, i) => i).sort((a, b) => (from[a] as number) - (from[b] as number));
    this.from = Float64Array.from(order, (i) => from[i] as number);
    this.to = Float64Array.from(order, (i) => to[i] as number);
    this.isSorted = true;
  }
}
