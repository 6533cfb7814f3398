// People take turns: from the days of hand-over to shifts without a gap or an overlap, whatever the clocks do.
import { instantOf, minutesOfWallTime, type WallMoment } from './wall-clock';

/** A day of the calendar; `month` 1-12. */
export type CalendarDay = Pick<WallMoment, 'year' | 'month' | 'day'>;

/** From `from` (included) to `to` (not included), Unix ms. */
export interface Turn {
  readonly person: string;
  readonly from: number;
  readonly to: number;
}

export interface TurnPlan {
  /** In the order of their turns. */
  readonly people: readonly string[];
  /** Wall time such as 09:00. */
  readonly handoverAt: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Days of hand-over, oldest first, each once. */
  readonly days: readonly CalendarDay[];
  /** The rule ends with the last day: nobody takes over then. */
  readonly isOver: boolean;
}

/**
 * The turn that each hand-over begins; the last hand-over only ends one. A shift starts with the first of two like wall times, and the one
 * before it ends there too; only the end of the whole rotation, which nobody takes over, is the last of the two.
 */
export function turnsOf({ people, handoverAt, timeZone, days, isOver }: TurnPlan): Turn[] {
  const minutes = minutesOfWallTime(handoverAt);
  const clock = { hour: Math.floor(minutes / 60), minute: minutes % 60 };
  const last = days.length - 1;
  const instants = days.map((day, i) => instantOf({ ...day, ...clock }, timeZone, isOver && i === last ? 'end' : 'start'));
  return instants.slice(0, -1).map((from, i) => ({ person: people[i % people.length] as string, from, to: instants[i + 1] as number }));
}
