// Incidents by service, severity and month, each group with its measures; and how many there were, day by day or month by month.
import type { IncidentFacts } from './facts';
import type { WallClock } from './hours';
import { MEASURE_NAMES, type Measured, type MeasureName, measured, type PlannedSpan, type Span, timeBetweenFailures } from './measures';

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

export interface GroupsInput {
  readonly period: Span;
  readonly planned: readonly PlannedSpan[];
  readonly monthOf: (at: number) => string;
  /** From the first to the last instant of a month on the wall. */
  readonly spanOfMonth: (month: string) => Span;
}

/** The busiest services first; severities and months in their order. Yields between groups. */
export function* groupsOf(all: readonly IncidentFacts[], grouping: Grouping, input: GroupsInput): Generator<void, Group[], void> {
  const parts = new Map<string, IncidentFacts[]>();
  for (const facts of all) {
    const key = keyOf(facts, grouping, input.monthOf);
    const part = parts.get(key);
    if (part) part.push(facts);
    else parts.set(key, [facts]);
  }
  yield;
  const sorted = [...parts].sort(([a, x], [b, y]) => (grouping === 'service' ? y.length - x.length : 0) || (a < b ? -1 : 1));
  const groups: Group[] = [];
  for (const [key, part] of grouping === 'service' ? sorted.slice(0, MOST_SERVICES) : sorted) {
    groups.push(groupOf(key, part, grouping, input));
    yield;
  }
  return groups;
}

function groupOf(key: string, part: readonly IncidentFacts[], grouping: Grouping, { period, planned, spanOfMonth }: GroupsInput): Group {
  const span = grouping === 'month' ? within(spanOfMonth(key), period) : period;
  const down = planned.filter(({ service }) => service === '' || (grouping === 'service' && service === key));
  return { key, incidents: part.length, measures: allMeasures(part), betweenFailures: timeBetweenFailures(part, span, down) };
}

export function allMeasures(part: readonly IncidentFacts[]): Record<MeasureName, Measured> {
  return Object.fromEntries(MEASURE_NAMES.map((name) => [name, measured(part, name)])) as Record<MeasureName, Measured>;
}

function within(span: Span, period: Span): Span {
  return { from: Math.max(span.from, period.from), to: Math.min(span.to, period.to) };
}
