// What came back: the same rule at the same service again within thirty days says that nothing was mended.
import type { IncidentFacts } from './facts';
import { spreadOf } from './spread';

export const REPEAT_WITHIN_MS = 30 * 86_400_000;
const MOST = 10;

export interface Repeat {
  readonly rule: string;
  readonly service: string | null;
  /** How often it came back in the period. */
  readonly times: number;
  /** Between one and the next, ms. */
  readonly medianGapMs: number;
}

export interface Repeats {
  /** Incidents of the period that were not the first within thirty days. */
  readonly incidents: number;
  readonly of: number;
  /** Those that came back most often. */
  readonly most: readonly Repeat[];
}

/** Something for each rule at each service: both names become one number. */
class ByRule<T> {
  private readonly names = new Map<string | null, number>();
  private readonly known = new Map<number, T>();

  keyOf({ rule, service }: IncidentFacts): number {
    return this.nameOf(rule) * MOST_NAMES + this.nameOf(service);
  }

  get(key: number): T | undefined {
    return this.known.get(key);
  }

  set(key: number, value: T): void {
    this.known.set(key, value);
  }

  private nameOf(name: string | null): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    const made = this.names.size;
    this.names.set(name, made);
    return made;
  }
}

const MOST_NAMES = 2 ** 24;

/** How long before each incident the same one was, ms; NaN: not within thirty days. `all` in the order of their triggers. */
export function gapsOf(all: readonly IncidentFacts[]): Float64Array {
  const last = new ByRule<number>();
  const gaps = new Float64Array(all.length).fill(Number.NaN);
  all.forEach((facts, i) => {
    const { triggeredAt } = facts;
    const key = last.keyOf(facts);
    const gap = triggeredAt - (last.get(key) ?? -Infinity);
    if (gap <= REPEAT_WITHIN_MS) gaps[i] = gap;
    last.set(key, triggeredAt);
  });
  return gaps;
}

/** `gaps` of the same incidents, in the same order. */
export function repeatsOf(gaps: Float64Array, inPeriod: readonly IncidentFacts[]): Repeats {
  const known = new ByRule<Group>();
  const groups: Group[] = [];
  let incidents = 0;
  for (const [i, facts] of inPeriod.entries()) {
    const gap = gaps[i] ?? Number.NaN;
    if (Number.isNaN(gap)) continue;
    incidents += 1;
    const key = known.keyOf(facts);
    const group = known.get(key);
    if (group) {
      group.gaps.push(gap);
      continue;
    }
    const made = { facts, gaps: [gap] };
    known.set(key, made);
    groups.push(made);
  }
  const most = groups
    .sort((a, b) => b.gaps.length - a.gaps.length || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, MOST)
    .map(({ facts: { rule, service }, gaps: all }) => ({ rule, service, times: all.length, medianGapMs: spreadOf(all).median ?? 0 }));
  return { incidents, of: inPeriod.length, most };
}

interface Group {
  readonly facts: IncidentFacts;
  readonly gaps: number[];
}

const nameOf = ({ facts }: Group): string => `${facts.service ?? ''}\n${facts.rule}`;
