// Wall clocks of the oracle, by a library that the console does not ask: quiet hours and whose turn it is.
import { DateTime } from 'luxon';
import type { Settings } from '../../../../shared/settings';

const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3));

/** [N5] Is it between the two wall times, in the zone of the settings? */
export function isQuietAt({ isOn, from, to, timeZone }: Settings['paging']['quietHours'], at: number): boolean {
  if (!isOn) return false;
  const { hour, minute } = DateTime.fromMillis(at, { zone: timeZone });
  const [here, begin, end] = [hour * 60 + minute, minutesOf(from), minutesOf(to)];
  return begin <= end ? here >= begin && here < end : here >= begin || here < end;
}

/** [D20] The instant of a wall time: the first of two, moved forward where clocks skip it. */
function firstInstant(day: DateTime, wall: string): number {
  const at = day.set({ hour: Number(wall.slice(0, 2)), minute: Number(wall.slice(3)), second: 0, millisecond: 0 });
  const earlier = at.minus({ hours: 1 });
  return (earlier.toFormat('HH:mm') === at.toFormat('HH:mm') ? earlier : at).toMillis();
}

export interface Turns {
  readonly people: readonly string[];
  readonly startDate: string;
  readonly handoverAt: string;
  readonly timeZone: string;
  readonly everyDays: number;
}

/** [D21] Who is on call at `at`, then who is next; each once. */
export function onCallAt({ people, startDate, handoverAt, timeZone, everyDays }: Turns, at: number): readonly string[] {
  const first = DateTime.fromISO(startDate, { zone: timeZone });
  const startOf = (turn: number): number => firstInstant(first.plus({ days: turn * everyDays }), handoverAt);
  let turn = Math.max(0, Math.floor((at - first.toMillis()) / (everyDays * 86_400_000)) - 1);
  while (startOf(turn + 1) <= at) turn += 1;
  return [...new Set([people[turn % people.length] as string, people[(turn + 1) % people.length] as string])];
}
