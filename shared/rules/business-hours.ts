// Is it business time, as the clocks of a zone show it? Public holidays are not known here.
import type { SeveritySettings } from '../settings/severity';
import { minutesOfWallTime, wallAt } from './wall-clock';

/** `at`: Unix ms. Hours that pass midnight belong to the day on which they begin. */
export function isBusinessTime(hours: SeveritySettings['businessHours'], machineZone: string, at: number): boolean {
  const { year, month, day, hour, minute } = wallAt(at, hours.timeZone || machineZone);
  const now = hour * 60 + minute;
  const [from, to] = [minutesOfWallTime(hours.from), minutesOfWallTime(hours.to)];
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
  const isOn = (weekdayThen: number) => hours.days.includes(weekdayThen);
  if (from <= to) return isOn(weekday) && now >= from && now < to;
  return (now >= from && isOn(weekday)) || (now < to && isOn(weekday === 1 ? 7 : weekday - 1));
}
