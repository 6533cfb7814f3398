// Business days: Monday to Friday as the clocks of a zone show them. Public holidays are not known here.
import { instantOf, wallAt } from './wall-clock';

const DAY_MS = 86_400_000;

/** Noon of a day in UTC stands for the day: no clock change can move it to another. */
function noon(at: number, zone: string): number {
  const { year, month, day } = wallAt(at, zone);
  return Date.UTC(year, month - 1, day, 12);
}

function isBusinessDay(noonUtc: number): boolean {
  const weekday = new Date(noonUtc).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

function step(at: number, days: number, direction: 1 | -1, zone: string): number {
  const { hour, minute } = wallAt(at, zone);
  let day = noon(at, zone);
  for (let left = days; left > 0; ) {
    day += direction * DAY_MS;
    if (isBusinessDay(day)) left -= 1;
  }
  const on = new Date(day);
  return instantOf({ year: on.getUTCFullYear(), month: on.getUTCMonth() + 1, day: on.getUTCDate(), hour, minute }, zone, 'start');
}

/** The same wall time `days` business days after `at` (Unix ms), in `zone` (IANA): never on a Saturday or Sunday once `days` is 1 or more. */
export function businessDaysAfter(at: number, days: number, zone: string): number {
  return step(at, days, 1, zone);
}

/** The same wall time `days` business days before `at` (Unix ms). */
export function businessDaysBefore(at: number, days: number, zone: string): number {
  return step(at, days, -1, zone);
}
