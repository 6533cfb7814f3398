// Everything that the insights show of one period, computed from what is kept. A generator: whoever runs it decides when to pause.
import { type Bucket, bucketsOf, type Step, stepOf } from './buckets';
import { type FollowThrough, followThrough } from './follow-through';
import {
  allMeasures,
  GROUPINGS,
  type Group,
  type Grouping,
  type GroupsInput,
  groupsOf,
  monthReader,
  type Series,
  seriesOf,
} from './groups';
import { heatOf, type Interruptions, interruptionAt, interruptionsOf, type WallClock } from './hours';
import { doesCount, type Material, type Scope } from './material';
import { betweenFailures, coveredMs, type Measured, type MeasureName, type PlannedSpan } from './measures';
import { type Noise, noiseOf, type PagesOf } from './noise';
import { type Repeats, repeatsOf } from './repeats';

export interface Overview {
  readonly scope: Scope;
  /** IANA name of the zone of all hours, days and months. */
  readonly timeZone: string;
  readonly incidents: number;
  readonly drills: number;
  readonly step: Step;
  readonly buckets: readonly Bucket[];
  readonly measures: Readonly<Record<MeasureName, Measured>>;
  readonly neverAcknowledged: number;
  readonly failures: {
    readonly betweenMs: number | null;
    /** Planned downtime that was taken out, ms. */
    readonly plannedMs: number;
  };
  readonly groups: Readonly<Record<Grouping, readonly Group[]>>;
  readonly pages: number;
  /** Pages by weekday (0 = Monday) and hour. */
  readonly heat: readonly (readonly number[])[];
  /** Of this desk; those of others only where the settings say so. */
  readonly interruptions: {
    readonly own: Interruptions;
    readonly others: readonly { readonly device: string; readonly counts: Interruptions }[];
  };
  readonly noise: Noise;
  readonly actions: FollowThrough;
  readonly repeats: Repeats;
}

export interface OverviewInput {
  readonly material: Material;
  readonly timeZone: string;
  readonly clock: WallClock;
  /** The instant at which a day (`YYYY-MM-DD`) begins on the wall. */
  readonly startOf: (day: string) => number;
  readonly planned: readonly PlannedSpan[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Whose pages are one's own. */
  readonly device: string;
  readonly areOthersShown: boolean;
}

export function* overviewOf(input: OverviewInput): Generator<void, Overview, void> {
  const { material, timeZone, clock, startOf, today } = input;
  const { scope, incidents, pages, gaps, drills } = material;
  const planned = input.planned.filter(({ service }) => service === '' || service === scope.service);
  const series = yield* seriesOf(incidents);
  const measures = allMeasures(series);
  yield;
  const groups = yield* allGroups(series, input);
  const buckets = bucketsOf(incidents, scope, clock, startOf);
  yield;
  const heat = heatOf(pages.at, clock);
  const interruptions = interruptionsBy(input);
  yield;
  const noise = noiseOf(incidents, pagesByRule(material, clock), scope);
  yield;
  return {
    ...{ scope, timeZone, incidents: incidents.length, drills, step: stepOf(scope), buckets, measures, groups },
    neverAcknowledged: measures.acknowledge.of - measures.acknowledge.n,
    failures: { betweenMs: betweenFailures(series.outages, scope, planned), plannedMs: coveredMs(planned, scope) },
    ...{ pages: pages.length, heat, interruptions, noise },
    actions: followThrough(material.actions, today, (at) => clock.day(at)),
    repeats: repeatsOf(gaps, incidents),
  };
}

/** Pages of the period for its incidents. */
function pagesByRule({ scope, pages, bySlot }: Material, clock: WallClock): Map<string, PagesOf> {
  const rules = new Map<string, { pages: number; nights: number }>();
  for (let i = 0; i < pages.length; i++) {
    const facts = bySlot[pages.slot[i] as number];
    if (facts === undefined || !doesCount(scope, facts)) continue;
    const sum = rules.get(facts.rule) ?? { pages: 0, nights: 0 };
    rules.set(facts.rule, sum);
    sum.pages += 1;
    sum.nights += Number(interruptionAt(clock.at(pages.at[i] as number)) === 'sleep');
  }
  return rules;
}

function* allGroups(series: Series, { material, clock, startOf, planned }: OverviewInput): Generator<void, Overview['groups'], void> {
  const input: GroupsInput = {
    period: material.scope,
    planned,
    monthOf: monthReader(clock),
    spanOfMonth: (month) => ({ from: startOf(`${month}-01`), to: startOf(monthAfter(month)) }),
  };
  const groups: Partial<Record<Grouping, readonly Group[]>> = {};
  for (const grouping of GROUPINGS) groups[grouping] = yield* groupsOf(series, grouping, input);
  return groups as Overview['groups'];
}

/** '2026-12' -> '2027-01-01' */
export function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}

function interruptionsBy({ material, clock, device, areOthersShown }: OverviewInput): Overview['interruptions'] {
  const { pages } = material;
  const times = new Map<string, number[]>();
  for (const name of pages.devices) times.set(name, []);
  const byPlace = [...times.values()];
  for (let i = 0; i < pages.length; i++) byPlace[pages.device[i] as number]?.push(pages.at[i] as number);
  const others = [...times].filter(([name, at]) => name !== device && at.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    own: interruptionsOf(times.get(device) ?? [], clock),
    others: areOthersShown ? others.map(([name, at]) => ({ device: name, counts: interruptionsOf(at, clock) })) : [],
  };
}
