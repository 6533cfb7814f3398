// A point in time to the second, because an incident is told in seconds; the date stands before it unless it is today's,
// and the full time with its zone is behind it.
import { useTimeWords } from '../../ui/clock';
import { exactTime, zoneName } from '../../ui/time-words';

const toSecond = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' });

/** `03:04:58`, or `2026-11-21 03:04:58` when that is not the day of `now`. Unix ms, in the machine's zone. */
export function clockTime(at: number, now: number = Date.now()): string {
  const time = toSecond.format(at);
  return day.format(at) === day.format(now) ? time : `${day.format(at)} ${time}`;
}

/** `2026-11-22`, in the machine's zone. */
export function dayOf(at: number): string {
  return day.format(at);
}

/** The moment with its zone when `hasZone`; the exact time on hover. */
export function Moment({ at, hasZone = false }: { readonly at: number; readonly hasZone?: boolean }) {
  const words = useTimeWords((now) => clockTime(at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {words}
      {hasZone && ` ${zoneName(at)}`}
    </time>
  );
}
