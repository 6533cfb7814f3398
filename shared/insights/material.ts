// What the measures of one look are made of: which incidents, pages and actions count. Drills and reviews of policies never do; what was merged counts as the
// incident that it went into, though its pages were real.
import type { ActionRecord } from '../domain/action';
import type { IncidentFacts } from './facts';
import type { Span } from './measures';
import type { Pages } from './pages';
import { gapsOf, REPEAT_WITHIN_MS } from './repeats';

/** What is looked at. `service` '' stands for incidents without one; null: all. */
export interface Scope extends Span {
  readonly service: string | null;
  readonly severity: number | null;
}

/** Everything that is kept, in the order of triggers and of pages. */
export interface Kept {
  readonly facts: readonly IncidentFacts[];
  readonly pages: Pages;
  /** The same facts in an order of which nothing is told, for pages to name them by. */
  readonly bySlot: readonly IncidentFacts[];
  byId(id: string): IncidentFacts | undefined;
}

export interface Material {
  readonly scope: Scope;
  /** Triggered in the period, in that order. */
  readonly incidents: readonly IncidentFacts[];
  /** For each of them how long ago the same came before, ms; NaN: it did not come back. */
  readonly gaps: Float64Array;
  /** Shown in the period. */
  readonly pages: Pages;
  readonly bySlot: readonly IncidentFacts[];
  /** Written down in the period. */
  readonly actions: readonly ActionRecord[];
  /** Left out of the period, for the record. */
  readonly drills: number;
}

/** `facts` in the order of their triggers; slots of `pages` are places in it. */
export function keptOf(facts: readonly IncidentFacts[], pages: Pages): Kept {
  const known = new Map(facts.map((one) => [one.id, one]));
  return { facts, pages, bySlot: facts, byId: (id) => known.get(id) };
}

const fits = ({ service, severity }: Scope, facts: IncidentFacts): boolean =>
  (service === null || (facts.service ?? '') === service) && (severity === null || facts.severity === severity);

/** Yields between parts, so that whoever runs it can pause. */
export function* materialOf(kept: Kept, actions: readonly ActionRecord[], scope: Scope): Generator<void, Material, void> {
  const known: IncidentFacts[] = [];
  let drills = 0;
  const first = firstAtOrAfter(kept.facts, scope.from - REPEAT_WITHIN_MS, (facts) => facts.triggeredAt);
  const end = firstAtOrAfter(kept.facts, scope.to, (facts) => facts.triggeredAt);
  for (let from = first; from < end; from += SLICE) {
    drills += takeFacts(kept.facts, from, Math.min(end, from + SLICE), scope, known);
    yield;
  }
  const begin = firstAtOrAfter(known, scope.from, (facts) => facts.triggeredAt);
  const gaps = gapsOf(known).subarray(begin);
  yield;
  const pages = pagesOf(kept, scope);
  yield;
  return {
    ...{ scope, incidents: begin === 0 ? known : known.slice(begin), gaps, pages, bySlot: kept.bySlot, drills },
    actions: actions.filter((action) => doesActionCount(kept, scope, action)),
  };
}

/** Is it one of the incidents of a look at `scope`? */
export function doesCount(scope: Scope, facts: IncidentFacts): boolean {
  const { triggeredAt, isDrill, isMerged, isReview } = facts;
  return triggeredAt >= scope.from && triggeredAt < scope.to && !isDrill && !isMerged && !isReview && fits(scope, facts);
}

const SLICE = 4_096;

/** Adds what counts; the number of drills in the period. */
function takeFacts(all: readonly IncidentFacts[], from: number, to: number, scope: Scope, known: IncidentFacts[]): number {
  let drills = 0;
  for (let i = from; i < to; i++) {
    const facts = all[i] as IncidentFacts;
    if (facts.isMerged || facts.isReview || !fits(scope, facts)) continue;
    if (!facts.isDrill) known.push(facts);
    else if (facts.triggeredAt >= scope.from) drills += 1;
  }
  return drills;
}

function pagesOf({ pages, bySlot }: Kept, scope: Scope): Pages {
  const isAll = scope.service === null && scope.severity === null;
  const counted: number[] = [];
  const end = pages.firstAtOrAfter(scope.to);
  for (let i = pages.firstAtOrAfter(scope.from); i < end; i++) {
    const facts = bySlot[pages.slot[i] as number];
    const isCounted = facts === undefined ? isAll : !facts.isDrill && (isAll || (!facts.isReview && fits(scope, facts)));
    if (isCounted) counted.push(i);
  }
  return counted.length === pages.length ? pages : pages.only(counted);
}

function doesActionCount(kept: Kept, scope: Scope, { incident, recordedAt, isRemoved }: ActionRecord): boolean {
  if (isRemoved || recordedAt < scope.from || recordedAt >= scope.to) return false;
  const facts = kept.byId(incident);
  return facts === undefined ? scope.service === null && scope.severity === null : !facts.isDrill && !facts.isReview && fits(scope, facts);
}

/** Index of the first that is not before `at`, in what is sorted by it. */
export function firstAtOrAfter<T>(sorted: readonly T[], at: number, timeOf: (one: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(sorted[middle] as T) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
