// What the measures of one look are made of: which incidents, pages and actions count. Drills never do; what was merged counts as the
// incident that it went into, though its pages were real.
import type { ActionRecord } from '../domain/action';
import type { IncidentFacts } from './facts';
import type { Span } from './measures';
import { gapsOf, REPEAT_WITHIN_MS } from './repeats';

/** What is looked at. `service` '' stands for incidents without one; null: all. */
export interface Scope extends Span {
  readonly service: string | null;
  readonly severity: number | null;
}

/** A page that was shown on a desk; `incident` null: it stood for several, or for none. */
export interface PageFact {
  readonly page: string;
  readonly at: number;
  readonly incident: string | null;
  readonly device: string;
}

/** Everything that is kept, in the order of triggers and of pages. */
export interface Kept {
  readonly facts: readonly IncidentFacts[];
  readonly byId: ReadonlyMap<string, IncidentFacts>;
  readonly pages: readonly PageFact[];
  readonly drills: ReadonlySet<string>;
}

export interface Material {
  readonly scope: Scope;
  /** Triggered in the period, in that order. */
  readonly incidents: readonly IncidentFacts[];
  /** How long ago the same came before, ms, of those that came back. */
  readonly gaps: ReadonlyMap<IncidentFacts, number>;
  /** Shown in the period. */
  readonly pages: readonly PageFact[];
  readonly pagesByIncident: ReadonlyMap<string, number>;
  /** Written down in the period. */
  readonly actions: readonly ActionRecord[];
  /** Left out of the period, for the record. */
  readonly drills: number;
}

const fits = ({ service, severity }: Scope, facts: IncidentFacts): boolean =>
  (service === null || (facts.service ?? '') === service) && (severity === null || facts.severity === severity);

/** Yields between parts, so that whoever runs it can pause. */
export function* materialOf(kept: Kept, actions: readonly ActionRecord[], scope: Scope): Generator<void, Material, void> {
  const incidents: IncidentFacts[] = [];
  const known: IncidentFacts[] = [];
  let drills = 0;
  const start = firstAtOrAfter(kept.facts, scope.from - REPEAT_WITHIN_MS, (facts) => facts.triggeredAt);
  for (let i = start; i < kept.facts.length; i++) {
    const facts = kept.facts[i] as IncidentFacts;
    if (facts.triggeredAt >= scope.to) break;
    if (!fits(scope, facts) || facts.isMerged) continue;
    const isIn = facts.triggeredAt >= scope.from;
    if (facts.isDrill) {
      drills += Number(isIn);
      continue;
    }
    known.push(facts);
    if (isIn) incidents.push(facts);
    if (i % SLICE === 0) yield;
  }
  const gaps = gapsOf(known);
  yield;
  const pages: PageFact[] = [];
  const pagesByIncident = new Map<string, number>();
  for (let i = firstAtOrAfter(kept.pages, scope.from, (page) => page.at); i < kept.pages.length; i++) {
    const page = kept.pages[i] as PageFact;
    if (page.at >= scope.to) break;
    if (i % SLICE === 0) yield;
    if (!doesPageCount(kept, scope, page)) continue;
    pages.push(page);
    if (page.incident !== null) pagesByIncident.set(page.incident, (pagesByIncident.get(page.incident) ?? 0) + 1);
  }
  return {
    scope,
    incidents,
    gaps,
    pages,
    pagesByIncident,
    drills,
    actions: actions.filter((action) => doesActionCount(kept, scope, action)),
  };
}

const SLICE = 4_096;

function doesPageCount({ byId, drills }: Kept, scope: Scope, { incident }: PageFact): boolean {
  if (scope.service === null && scope.severity === null) return incident === null || !drills.has(incident);
  const facts = incident === null ? undefined : byId.get(incident);
  return facts !== undefined && !facts.isDrill && fits(scope, facts);
}

function doesActionCount({ byId }: Kept, scope: Scope, { incident, recordedAt, isRemoved }: ActionRecord): boolean {
  if (isRemoved || recordedAt < scope.from || recordedAt >= scope.to) return false;
  const facts = byId.get(incident);
  return facts === undefined ? scope.service === null && scope.severity === null : !facts.isDrill && fits(scope, facts);
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
