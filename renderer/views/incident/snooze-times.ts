// Choices of "not now": fixed lengths, and "until the morning", which depends on the clock where the person is.
import { msg } from '../../../shared/words/words';

export interface SnoozeChoice {
  readonly label: string;
  readonly minutes: number;
}

/** A clock's reading where the person is. */
export interface WallTime {
  readonly hour: number;
  readonly minute: number;
}

/** Upper limit of the contract: a week. */
export const LONGEST_SNOOZE = 10_080;

/** Minutes from `now` to the next `hour`:00, at least 1. */
export function minutesUntil(hour: number, now: WallTime): number {
  const left = hour * 60 - (now.hour * 60 + now.minute);
  return left > 0 ? left : left + 24 * 60;
}

export function snoozeChoices(now: WallTime): readonly SnoozeChoice[] {
  return [
    { label: msg`15 minutes`, minutes: 15 },
    { label: msg`1 hour`, minutes: 60 },
    { label: msg`Until 08:00`, minutes: minutesUntil(8, now) },
  ];
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1,
  min: 1,
  minute: 1,
  minutes: 1,
  h: 60,
  hour: 60,
  hours: 60,
  d: 1440,
  day: 1440,
  days: 1440,
};

/** Reads `45`, `45 min`, `2h`, `1h 30m`, `1d` as minutes; `null` for anything else, zero, or more than `longest`. */
export function parseMinutes(text: string, longest: number = LONGEST_SNOOZE): number | null {
  const tight = text.toLowerCase().replace(/\s+/g, '');
  let minutes = 0;
  let read = 0;
  for (const [token, amount, unit] of tight.matchAll(/(\d+(?:\.\d+)?)([a-z]*)/g)) {
    const factor = UNITS[unit ?? ''];
    if (factor === undefined) return null;
    minutes += Number(amount) * factor;
    read += token.length;
  }
  const whole = Math.round(minutes);
  return read === tight.length && whole >= 1 && whole <= longest ? whole : null;
}
