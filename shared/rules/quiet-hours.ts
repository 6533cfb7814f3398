// Quiet hours in a person's own time zone, right on the nights when clocks change.
import { WallClock } from '../insights/hours';
import type { Settings } from '../settings';
import { offsetAt } from './wall-clock';

type QuietHours = Settings['paging']['quietHours'];

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;
/** A night on which the clocks change may swallow the only loud hours between two quiet ones. */
const LIMIT_MS = 50 * 3_600_000;
const clocks = new Map<string, WallClock>();

function wallMinutes(at: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new WallClock((instant) => offsetAt(instant, timeZone));
    clocks.set(timeZone, clock);
  }
  return clock.minuteOfDay(at);
}

function minutesOf(wallTime: string): number {
  const [hours = '0', minutes = '0'] = wallTime.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function isInside(minute: number, from: number, to: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

export interface QuietNow {
  readonly isQuiet: boolean;
  /** The first minute that is not quiet, Unix ms. */
  readonly until: number | null;
}

/**
 * Is `at` (Unix ms) inside quiet hours, and if so until when (Unix ms, whole minute)?
 * The wall clock of `timeZone` decides; the end is found by stepping, minute by minute where the clocks change, so skipped and repeated hours come out right.
 */
export function quietAt(quiet: QuietHours, machineZone: string, at: number): QuietNow {
  const minute = Math.floor(at / MINUTE_MS);
  const known = lately.get(quiet);
  if (known?.minute === minute && known.machineZone === machineZone) return known.now;
  const now = quietNow(quiet, machineZone, at);
  lately.set(quiet, { minute, machineZone, now });
  return now;
}

/** Asked for every page; only the minute counts. */
const lately = new WeakMap<QuietHours, { readonly minute: number; readonly machineZone: string; readonly now: QuietNow }>();

function quietNow(quiet: QuietHours, machineZone: string, at: number): QuietNow {
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  const zone = quiet.timeZone || machineZone;
  if (!quiet.isOn || from === to || !isInside(wallMinutes(at, zone), from, to)) return { isQuiet: false, until: null };
  const stride = Math.min(15, (from - to + DAY_MINUTES) % DAY_MINUTES);
  let end = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const limit = end + LIMIT_MS;
  for (let minute = wallMinutes(end, zone); end < limit && isInside(minute, from, to); ) {
    const ahead = wallMinutes(end + stride * MINUTE_MS, zone);
    const isEven = (ahead - minute + DAY_MINUTES) % DAY_MINUTES === stride;
    const step = isEven && isInside(ahead, from, to) ? stride : 1;
    end += step * MINUTE_MS;
    minute = step === stride ? ahead : wallMinutes(end, zone);
  }
  return { isQuiet: true, until: end };
}
