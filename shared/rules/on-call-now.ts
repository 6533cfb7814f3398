// Who of many shifts is on call at a time, and who is next: the one answer for window, tray and escalation.
import type { OnCall, Shift } from '../domain/on-call';

/** Those whose shift holds `at` (Unix ms), who began first at the front. */
export function shiftsAt(shifts: readonly Shift[], at: number): Shift[] {
  return shifts.filter(({ from, to }) => from <= at && at < to).sort((a, b) => a.from - b.from);
}

/** The shifts that begin next after `at`, all of the same moment. */
export function shiftsAfter(shifts: readonly Shift[], at: number): Shift[] {
  const later = shifts.filter(({ from }) => from > at);
  const soonest = Math.min(...later.map(({ from }) => from));
  return later.filter(({ from }) => from === soonest);
}

/** When the next shift begins or ends after `at`, Unix ms; null: never. */
export function nextChange(shifts: readonly Shift[], at: number): number | null {
  const edges = shifts.flatMap(({ from, to }) => [from, to]).filter((edge) => edge > at);
  return edges.length === 0 ? null : Math.min(...edges);
}

/** Ids of known people: those on call now, then those after them; each once. */
export function idsOnCall({ now, next }: Pick<OnCall, 'now' | 'next'>): readonly string[] {
  return [...new Set([...now, ...next].flatMap(({ person }) => (person === null ? [] : [person])))];
}
