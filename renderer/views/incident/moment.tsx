// A point in time to the second, because an incident is told in seconds; the date stands before it unless it is today's,
// and the full time with its zone is behind it.
import { useTimeWords } from '../../ui/clock';
import { exactTime, wallDay, wallSecond, zoneName } from '../../ui/time-words';

/** `03:04:58`, or `2026-11-21 03:04:58` when that is not the day of `now`. Unix ms, in the machine's zone. */
export function clockTime(at: number, now: number = Date.now()): string {
  const day = wallDay(at);
  return day === wallDay(now) ? wallSecond(at) : `${day} ${wallSecond(at)}`;
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
