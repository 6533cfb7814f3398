// Times in words: short ages, exact times with their zone. All times are Unix ms; pure but for the machine's zone.

import { clockText, MACHINE_ZONE, wallAt } from '../../shared/rules/wall-clock';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** '12s', '6m 12s' under ten minutes, '31m', '2h', '3d'. Negative durations count as 0. */
export function shortDuration(ms: number): string {
  const d = Math.max(0, ms);
  if (d < MINUTE) return `${Math.floor(d / SECOND)}s`;
  if (d < 10 * MINUTE) return `${Math.floor(d / MINUTE)}m ${String(Math.floor((d % MINUTE) / SECOND)).padStart(2, '0')}s`;
  if (d < HOUR) return `${Math.floor(d / MINUTE)}m`;
  if (d < 2 * DAY) return `${Math.floor(d / HOUR)}h`;
  return `${Math.floor(d / DAY)}d`;
}

const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });
/** By the offset from UTC: a row's title asks for it, and asking the runtime costs more than the row. */
const zoneNames = new Map<number, string>();
const two = (n: number): string => String(n).padStart(2, '0');

/** Short name of the machine's zone at that time: 'CET', 'UTC', 'GMT+5:30'. */
export function zoneName(at: number): string {
  const offset = new Date(at).getTimezoneOffset();
  let name = zoneNames.get(offset);
  if (name === undefined) {
    name = zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
    zoneNames.set(offset, name);
  }
  return name;
}

/** '2026-11-22 03:10:22 CET'. */
export function exactTime(at: number): string {
  return `${wallDay(at)} ${wallSecond(at)} ${zoneName(at)}`;
}

/** '2026-11-22'. */
export function wallDay(at: number): string {
  const { year, month, day } = wallAt(at, MACHINE_ZONE);
  return `${year}-${two(month)}-${two(day)}`;
}

/** '03:10:22'. */
export function wallSecond(at: number): string {
  return `${wallTime(at)}:${two(new Date(at).getSeconds())}`;
}

/** '03:10'. */
export function wallTime(at: number): string {
  return clockText(at, MACHINE_ZONE);
}
