// "On call: Robin until Mon 09:00 · next Sam": the one line about a schedule for tray and foot.
import type { OnCall, Shift } from '../domain/on-call';
import { oneLine } from '../domain/plain-text';
import { msg } from '../words/words';
import { wallAt } from './wall-clock';

const NAME_MAX = 40;
const WEEK_MS = 7 * 86_400_000;
const DAYS = [msg`Sun`, msg`Mon`, msg`Tue`, msg`Wed`, msg`Thu`, msg`Fri`, msg`Sat`];
const MONTHS = [msg`Jan`, msg`Feb`, msg`Mar`, msg`Apr`, msg`May`, msg`Jun`, msg`Jul`, msg`Aug`, msg`Sep`, msg`Oct`, msg`Nov`, msg`Dec`];

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** `09:00` today, `Mon 09:00` within a week, else `7 Dec 09:00`; on the wall of `zone` (IANA), times in Unix ms. */
export function momentWords(at: number, now: number, zone: string): string {
  const then = wallAt(at, zone);
  const today = wallAt(now, zone);
  const clock = `${two(then.hour)}:${two(then.minute)}`;
  if (then.year === today.year && then.month === today.month && then.day === today.day) return clock;
  const weekday = DAYS[new Date(Date.UTC(then.year, then.month - 1, then.day)).getUTCDay()];
  if (Math.abs(at - now) < WEEK_MS - 86_400_000) return `${weekday} ${clock}`;
  return `${then.day} ${MONTHS[then.month - 1]}${then.year === today.year ? '' : ` ${then.year}`} ${clock}`;
}

/** Robin, or `Robin, Sam`; of many the first two and how many more. */
export function namesOf(shifts: readonly Shift[]): string {
  const names = [...new Set(shifts.map(({ name }) => oneLine(name, NAME_MAX)))];
  return names.length > 3 ? msg`${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}

function untilWords(onCall: OnCall, now: number, zone: string): string {
  const ends = onCall.now.map(({ to }) => to);
  return ends.length === 0 ? '' : msg` until ${momentWords(Math.min(...ends), now, zone)}`;
}

/** The line about one schedule, without its name. What is not known for sure says so. */
export function onCallLine(onCall: OnCall, now: number, zone: string): string {
  if (onCall.state === 'unknown') return 'unknown';
  const who = onCall.now.length === 0 ? 'nobody' : `${namesOf(onCall.now)}${untilWords(onCall, now, zone)}`;
  const from = onCall.now.length === 0 && onCall.next[0] ? msg` from ${momentWords(onCall.next[0].from, now, zone)}` : '';
  const next = onCall.next.length === 0 ? '' : msg` · next ${namesOf(onCall.next)}${from}`;
  const since = onCall.state === 'stale' && onCall.asOf !== null ? msg` (as of ${momentWords(onCall.asOf, now, zone)})` : '';
  return `${who}${next}${since}`;
}

/** `On call: …` for each schedule; its name stands before it when there are several. */
export function onCallLines(all: readonly OnCall[], now: number, zone: string): string[] {
  return all.map((onCall) => {
    const name = all.length > 1 ? `${oneLine(onCall.name, NAME_MAX)}: ` : '';
    return msg`On call: ${name}${onCallLine(onCall, now, zone)}`;
  });
}
