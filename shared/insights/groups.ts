// Incidents by service, severity and month, each group with its measures; and how many there were, day by day or month by month.
import type { IncidentFacts } from './facts';
import type { WallClock } from './hours';
import {
  betweenFailures,
  MEASURE_NAMES,
  type Measured,
  type MeasureName,
  measuredOf,
  type Outages,
  outagesOf,
  type PlannedSpan,
  type Span,
  valuesOf,
} from './measures';

export const GROUPINGS = ['service', 'severity', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Group {
  /** A service ('' for none), '1' to '5', or '2026-11'. */
  readonly key: string;
  readonly incidents: number;
  readonly measures: Readonly<Record<MeasureName, Measured>>;
  /** MTBF, ms; null: no failure. */
  readonly betweenFailures: number | null;
}

/** More services than this are told by their loudest; a list of thousands is no picture. */
const MOST_SERVICES = 20;

export function keyOf(facts: IncidentFacts, grouping: Grouping, monthOf: (at: number) => string): string {
  if (grouping === 'service') return facts.service ?? '';
  return grouping === 'severity' ? String(facts.severity) : monthOf(facts.triggeredAt);
}

/** The month of an instant, remembered by the day: 'YYYY-MM'. */
export function monthReader(clock: WallClock): (at: number) => string {
  const months = new Map<number, string>();
  return (at) => {
    const day = clock.dayNumber(at);
    const known = months.get(day);
    if (known !== undefined) return known;
    const month = clock.day(at).slice(0, 7);
    months.set(day, month);
    return month;
  };
}

/** What groups are measured by, a value for each incident: read once, for it goes into every grouping. */
export interface Series {
  readonly facts: readonly IncidentFacts[];
  readonly values: Readonly<Record<MeasureName, Float64Array>>;
  readonly outages: Outages;
}

/** Yields between columns. */
export function* seriesOf(facts: readonly IncidentFacts[]): Generator<void, Series, void> {
  const values: Partial<Record<MeasureName, Float64Array>> = {};
  for (const name of MEASURE_NAMES) {
    values[name] = valuesOf(facts, name);
    yield;
  }
  return { facts, values: values as Series['values'], outages: outagesOf(facts) };
}

export interface GroupsInput {
  readonly period: Span;
  readonly planned: readonly PlannedSpan[];
  readonly monthOf: (at: number) => string;
  /** From the first to the last instant of a month on the wall. */
  readonly spanOfMonth: (month: string) => Span;
}

/** The busiest services first; severities and months in their order. Yields between groups. */
export function* groupsOf(series: Series, grouping: Grouping, input: GroupsInput): Generator<void, Group[], void> {
  const parts = partsOf(series.facts, (facts) => keyOf(facts, grouping, input.monthOf));
  yield;
  const sorted = parts.sort(([a, x], [b, y]) => (grouping === 'service' ? y.length - x.length : 0) || (a < b ? -1 : 1));
  const groups: Group[] = [];
  for (const [key, part] of grouping === 'service' ? sorted.slice(0, MOST_SERVICES) : sorted) {
    groups.push(groupOf(key, part, { ...input, series, grouping }));
    yield;
  }
  return groups;
}

/** The places of each key's incidents. */
function partsOf(all: readonly IncidentFacts[], keyOfFacts: (facts: IncidentFacts) => string): [string, Uint32Array][] {
  const places = new Map<string, number>();
  const counts: number[] = [];
  const partOf = new Uint32Array(all.length);
  for (let i = 0; i < all.length; i++) {
    const key = keyOfFacts(all[i] as IncidentFacts);
    let place = places.get(key);
    if (place === undefined) {
      place = counts.push(0) - 1;
      places.set(key, place);
    }
    partOf[i] = place;
    counts[place] = (counts[place] as number) + 1;
  }
  const parts = counts.map((count) => new Uint32Array(count));
  const filled = new Uint32Array(counts.length);
  partOf.forEach((place, i) => {
    const at = filled[place] as number;
    (parts[place] as Uint32Array)[at] = i;
    filled[place] = at + 1;
  });
  return [...places].map(([key, place]) => [key, parts[place] as Uint32Array]);
}

function groupOf(key: string, part: Uint32Array, input: GroupsInput & { readonly series: Series; readonly grouping: Grouping }): Group {
  const { period, planned, spanOfMonth, series, grouping } = input;
  const span = grouping === 'month' ? within(spanOfMonth(key), period) : period;
  const down = planned.filter(({ service }) => service === '' || (grouping === 'service' && service === key));
  const between = betweenFailures(series.outages, span, down, part);
  return { key, incidents: part.length, measures: allMeasures(series, part), betweenFailures: between };
}

/** Of those at the places `among`, or of all. */
export function allMeasures({ values }: Series, among?: Uint32Array): Record<MeasureName, Measured> {
  return Object.fromEntries(MEASURE_NAMES.map((name) => [name, measuredOf(values[name], among)])) as Record<MeasureName, Measured>;
}

function within(span: Span, period: Span): Span {
  return { from: Math.max(span.from, period.from), to: Math.min(span.to, period.to) };
}
