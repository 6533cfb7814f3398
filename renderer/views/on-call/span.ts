// The two weeks that the lanes show. Pure; the machine's zone comes from the browser.
import { instantOf, wallAt } from '../../../shared/rules/wall-clock';

export const DAYS = 14;

export interface Fortnight {
  /** Beginnings of the days and the end of the last, Unix ms: 15 of them. */
  readonly edges: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** From the day before `now` on, moved by whole fortnights; days of `zone` (IANA). */
export function fortnightAt(now: number, moved: number, zone: string): Fortnight {
  const today = wallAt(now, zone);
  const edges = Array.from({ length: DAYS + 1 }, (_, i) => {
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day - 1 + i + moved * DAYS));
    const wall = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour: 0, minute: 0 };
    return instantOf(wall, zone, 'start');
  });
  return { edges, from: edges[0] as number, to: edges[DAYS] as number };
}

/** Where `at` lies in the fortnight, 0 to 100. */
export function percentAt(at: number, { from, to }: Fortnight): number {
  return Math.max(0, Math.min(100, ((at - from) / (to - from)) * 100));
}

export interface Placed<T> {
  readonly shift: T;
  /** Row within the lane, 0 at the top: shifts at the same time never lie on each other. */
  readonly track: number;
}

/** Shifts, oldest first, each on the first row that is free. */
export function placed<T extends { readonly from: number; readonly to: number }>(shifts: readonly T[]): Placed<T>[] {
  const ends: number[] = [];
  return shifts.map((shift) => {
    const free = ends.findIndex((end) => end <= shift.from);
    const track = free < 0 ? ends.length : free;
    ends[track] = shift.to;
    return { shift, track };
  });
}
