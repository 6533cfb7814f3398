// Times as a postmortem shows them: on the wall of one zone that is named once, with the exact source time kept in the link.
import { wallAt } from '../../rules/wall-clock';

const two = (n: number): string => String(n).padStart(2, '0');

/** Days differ or not: the whole document shows times in one way. */
export interface Clock {
  readonly zone: string;
  /** `2026-11-22`. */
  day(at: number): string;
  /** `03:04:50`; with its day where the document spans several days. */
  time(at: number): string;
}

/** `spansDays`: put the day before each time. Instants are Unix ms; answers are kept, a row costs one look. */
export function clockOf(zone: string, from: number, to: number): Clock {
  const day = (at: number): string => {
    const wall = wallAt(at, zone);
    return `${wall.year}-${two(wall.month)}-${two(wall.day)}`;
  };
  const spansDays = day(from) !== day(to);
  const minutes = new Map<number, string>();
  const minute = (at: number): string => {
    const key = Math.floor(at / 60_000);
    let words = minutes.get(key);
    if (words === undefined) {
      const wall = wallAt(at, zone);
      words = `${spansDays ? `${day(at)} ` : ''}${two(wall.hour)}:${two(wall.minute)}`;
      minutes.set(key, words);
    }
    return words;
  };
  return { zone, day, time: (at) => `${minute(at)}:${two(Math.floor(at / 1000) % 60)}` };
}

/** Exact, for a machine: `2026-11-22T02:04:50.123Z`. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
