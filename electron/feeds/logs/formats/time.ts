// The ways in which lines write the time. Each gives Unix ms, or null; what a line leaves out (year, day, zone) is taken from the clock.
import type { LineClock } from './entry';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MS = 86_400_000;
/** Clocks differ: a time that is this much ahead is still of today. */
const AHEAD_MS = 300_000;

interface Parts {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** `Z`, `UTC`, `+02:00`, `-0700` to minutes east; null: none is said. */
function zoneMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === '') return null;
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

function moment(p: Parts, zone: number | null, { isUtc }: LineClock): number | null {
  if (p.month < 0 || p.month > 11 || p.day < 1 || p.day > 31 || p.hour > 24 || p.minute > 59 || p.second > 60) return null;
  const asUtc = Date.UTC(p.year, p.month, p.day, p.hour, p.minute, p.second, p.ms);
  const at =
    zone !== null ? asUtc - zone * 60_000 : isUtc ? asUtc : new Date(p.year, p.month, p.day, p.hour, p.minute, p.second, p.ms).getTime();
  return Number.isFinite(at) && at >= 0 ? at : null;
}

function msOf(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
}

const ISO = /^(\d{4})([-/])(\d\d)\2(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)\b)?/;

/** Does a text begin with what `isoTime` reads? Quick, and not strict about which days there are. */
export function hasIsoTime(text: string): boolean {
  return ISO.test(text);
}

/** `2026-11-23T04:10:03.123Z` and its kin, at the beginning of a text; also how long it was. */
export function isoTime(text: string, clock: LineClock): { readonly at: number; readonly length: number } | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [whole, year, , month, day, hour, minute, second, fraction, zone] = match;
  const parts = {
    ...{ year: Number(year), month: Number(month) - 1, day: Number(day), hour: Number(hour), minute: Number(minute) },
    ...{ second: Number(second ?? 0), ms: msOf(fraction) },
  };
  const at = moment(parts, zoneMinutes(zone), clock);
  return at === null ? null : { at, length: whole.length };
}

function withYear(parts: Omit<Parts, 'year'>, clock: LineClock): number | null {
  const year = new Date(clock.now).getFullYear();
  const at = moment({ ...parts, year }, null, clock);
  return at !== null && at > clock.now + DAY_MS ? moment({ ...parts, year: year - 1 }, null, clock) : at;
}

/** `Nov 23 04:10:03` of syslog, which has no year. */
export function syslogTime(month: string, day: string, time: string, clock: LineClock): number | null {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return withYear({ month: MONTHS.indexOf(month.toLowerCase()), day: Number(day), hour, minute, second, ms: 0 }, clock);
}

/** `1123 04:10:03.123456` of klog: month and day in four digits. */
export function klogTime(date: string, time: string, clock: LineClock): number | null {
  const [hms = '', fraction] = time.split('.');
  const [hour = 0, minute = 0, second = 0] = hms.split(':').map(Number);
  const [month, day] = [Number(date.slice(0, 2)) - 1, Number(date.slice(2))];
  return withYear({ month, day, hour, minute, second, ms: msOf(fraction) }, clock);
}

/** `23/Nov/2026:04:10:03 +0000` of web servers. */
export function accessTime(text: string, clock: LineClock): number | null {
  const match = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})$/.exec(text);
  if (!match) return null;
  const [, day, month = '', year, hour, minute, second, zone] = match;
  const parts = { year: Number(year), month: MONTHS.indexOf(month.toLowerCase()), day: Number(day), hour: Number(hour), ms: 0 };
  return moment({ ...parts, minute: Number(minute), second: Number(second) }, zoneMinutes(zone), clock);
}

/** `Mon Nov 23 04:10:03.123456 2026` of Apache's error log. */
export function apacheTime(text: string, clock: LineClock): number | null {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d+))? (\d{4})$/.exec(text);
  if (!match) return null;
  const [, month = '', day, hour, minute, second, fraction, year] = match;
  const parts = { year: Number(year), month: MONTHS.indexOf(month.toLowerCase()), day: Number(day), hour: Number(hour) };
  return moment({ ...parts, minute: Number(minute), second: Number(second), ms: msOf(fraction) }, null, clock);
}

/** `04:10:03.123`: of today, or of yesterday when that is still to come. */
export function clockTime(text: string, clock: LineClock): number | null {
  const match = /^(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?$/.exec(text);
  if (!match) return null;
  const today = new Date(clock.now);
  const [year, month, day] = clock.isUtc
    ? [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()]
    : [today.getFullYear(), today.getMonth(), today.getDate()];
  const [, hour, minute, second, fraction] = match;
  const parts = { year, month, day, hour: Number(hour), minute: Number(minute), second: Number(second), ms: msOf(fraction) };
  const at = moment(parts, null, clock);
  return at !== null && at > clock.now + AHEAD_MS ? at - DAY_MS : at;
}

/** Seconds, ms, µs or ns since 1970, told apart by their size. */
export function epochTime(value: number): number | null {
  if (!Number.isFinite(value) || value < 1e8) return null;
  for (const divisor of [0.001, 1, 1e3, 1e6]) if (value / divisor < 1e14 && value / divisor >= 1e11) return Math.floor(value / divisor);
  return null;
}
