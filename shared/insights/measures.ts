// The measures of incidents by their exact definitions; each says which incidents it is made of, so that a number opens what it counts.
import type { IncidentFacts } from './facts';
import { type Spread, spreadOf } from './spread';

export interface Measure extends Spread {
  /** Ids of the incidents behind the values, in the same order. */
  readonly incidents: readonly string[];
}

/** Of what share a measure could be taken, 0 to 1; null: there was nothing to take it of. */
export interface Covered extends Measure {
  readonly coverage: number | null;
}

export interface Acknowledging extends Measure {
  /** Those that nobody ever acknowledged, counted apart. */
  readonly never: readonly string[];
}

type Value = (facts: IncidentFacts) => number | null;

function measure(all: readonly IncidentFacts[], value: Value): Measure {
  const values: number[] = [];
  const incidents: string[] = [];
  for (const facts of all) {
    const ms = value(facts);
    if (ms === null || ms < 0) continue;
    values.push(ms);
    incidents.push(facts.id);
  }
  return { ...spreadOf(values), incidents };
}

function covered(all: readonly IncidentFacts[], value: Value): Covered {
  const taken = measure(all, value);
  return { ...taken, coverage: all.length === 0 ? null : taken.n / all.length };
}

const since = (from: number | null, to: number | null): number | null => (from === null || to === null ? null : to - from);

/** MTTD: detected - impact start, only where a person confirmed the impact start. */
export function timeToDetect(all: readonly IncidentFacts[]): Covered {
  return covered(all, (facts) => since(facts.impactStart, facts.detectedAt));
}

/** MTTA: first acknowledgement by a person - trigger. */
export function timeToAcknowledge(all: readonly IncidentFacts[]): Acknowledging {
  const taken = measure(all, (facts) => since(facts.triggeredAt, facts.acknowledgedAt));
  return { ...taken, never: all.filter((facts) => facts.acknowledgedAt === null).map((facts) => facts.id) };
}

/** MTTR *resolve*: resolved - triggered. */
export function timeToResolve(all: readonly IncidentFacts[]): Measure {
  return measure(all, (facts) => since(facts.triggeredAt, facts.resolvedAt));
}

/** MTTR *recover*: restored - impact start, both as a person confirmed them. */
export function timeToRecover(all: readonly IncidentFacts[]): Covered {
  return covered(all, (facts) => since(facts.impactStart, facts.restoredAt));
}

/** From and until, Unix ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
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
function coveredMs(spans: readonly Span[], within: Span): number {
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
