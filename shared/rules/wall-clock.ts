// Between instants and what clocks on the wall show, in any IANA zone, also on the nights when they change. The zone '' is this machine's:
// it needs none of the runtime's tables of formats, which cost a process megabytes.

/** What a clock on the wall shows; `month` 1-12. */
export interface WallMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** A wall time that comes twice has two instants: a start means the first, an end the last. */
export type Edge = 'start' | 'end';

export const MACHINE_ZONE = '';

/** Further than any zone is from UTC, nearer than any two changes of its clocks. */
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(zone, format);
  return format;
}

/** How far the wall of `zone` is ahead of UTC at that instant, ms. */
export function offsetAt(at: number, zone: string): number {
  if (zone === MACHINE_ZONE) return 0 - new Date(at).getTimezoneOffset() * MINUTE_MS;
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** IANA name of `zone`, to be shown: that of this machine where it is ''. */
export function zoneNamed(zone: string): string {
  return zone || new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What the clocks of `zone` (IANA) show at `at` (Unix ms). */
export function wallAt(at: number, zone: string): WallMoment {
  const shown = new Date(at + offsetAt(at, zone));
  return {
    ...{ year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() },
    ...{ hour: shown.getUTCHours(), minute: shown.getUTCMinutes() },
  };
}

/** `03:04` on the wall of `zone`. */
export function clockText(at: number, zone: string): string {
  const { hour, minute } = wallAt(at, zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The instant (Unix ms) at which the clocks of `zone` show `wall`. One that they skip moves forward by what was skipped (RFC 5545, 3.3.5). */
export function instantOf(wall: WallMoment, zone: string, edge: Edge): number {
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const before = shown - offsetAt(shown - DAY_MS, zone);
  const after = shown - offsetAt(shown + DAY_MS, zone);
  const real = [before, after].filter((at) => at + offsetAt(at, zone) === shown);
  if (real.length === 0) return before;
  return edge === 'start' ? Math.min(...real) : Math.max(...real);
}

/** `09:30` in minutes after midnight. */
export function minutesOfWallTime(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
}
