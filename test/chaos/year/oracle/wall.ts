// Wall clocks of the oracle: quiet hours and whose turn it is. It reads the wall and looks for instants by trying; the console computes.
import type { Settings } from '../../../../shared/settings';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const walls = new Map<string, Intl.DateTimeFormat>();

/** E.g. `2026-03-29 03:30`. */
function wallOf(at: number, timeZone: string): string {
  const options = {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  const wall = walls.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', options);
  walls.set(timeZone, wall);
  return wall.format(at);
}

/** [N5] Is it between the two wall times, in the zone of the settings? */
export function isQuietAt({ isOn, from, to, timeZone }: Settings['paging']['quietHours'], at: number): boolean {
  if (!isOn) return false;
  const here = hourAt(at, timeZone);
  return from <= to ? here >= from && here < to : here >= from || here < to;
}

const lately = { minute: 0, timeZone: '', here: '' };
/** Asked many times in the same minute. */
function hourAt(at: number, timeZone: string): string {
  const minute = Math.floor(at / MINUTE_MS);
  if (lately.minute !== minute || lately.timeZone !== timeZone)
    Object.assign(lately, { minute, timeZone, here: wallOf(at, timeZone).slice(11) });
  return lately.here;
}

/** [D20] The first instant at which the wall says so; where clocks skip it, later by what was skipped. */
function firstInstant(day: string, clock: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T${clock}Z`);
  for (let at = asUtc - 15 * 60 * MINUTE_MS; at <= asUtc + 15 * 60 * MINUTE_MS; at += 30 * MINUTE_MS)
    if (wallOf(at, timeZone) === `${day} ${clock}`) return at;
  const before = firstInstant(new Date(asUtc - DAY_MS).toISOString().slice(0, 10), clock, timeZone);
  return before + DAY_MS;
}

export interface Turns {
  readonly people: readonly string[];
  readonly startDate: string;
  readonly handoverAt: string;
  readonly timeZone: string;
  readonly everyDays: number;
}

const starts = new Map<string, number>();

/** [D21] Who is on call at `at`, then who is next; each once. */
export function onCallAt({ people, startDate, handoverAt, timeZone, everyDays }: Turns, at: number): readonly string[] {
  const startOf = (turn: number): number => {
    const day = new Date(Date.parse(startDate) + turn * everyDays * DAY_MS).toISOString().slice(0, 10);
    const key = `${day} ${handoverAt} ${timeZone}`;
    const known = starts.get(key) ?? firstInstant(day, handoverAt, timeZone);
    starts.set(key, known);
    return known;
  };
  let turn = Math.max(0, Math.floor((at - Date.parse(startDate)) / (everyDays * DAY_MS)) - 2);
  while (startOf(turn + 1) <= at) turn += 1;
  return [...new Set([people[turn % people.length] as string, people[(turn + 1) % people.length] as string])];
}
