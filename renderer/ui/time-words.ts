// Times in words: short ages, exact times with their zone. All times are Unix ms; pure but for the machine's zone.

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

const exact = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });
const wall = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short' });
const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

/** Short name of the machine's zone at that time: 'CET', 'UTC', 'GMT+5:30'. */
export function zoneName(at: number): string {
  return zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
}

/** '2026-11-22 03:10:22 CET'. */
export function exactTime(at: number): string {
  return `${exact.format(at)} ${zoneName(at)}`;
}

/** '03:10'. */
export function wallTime(at: number): string {
  return wall.format(at);
}
