// When things came, by the clock on the wall of the person they came to: hours of the week, days and months, and what a page interrupted.

/** Business 08-18 on Monday to Friday; sleep 22-08 on every day; off: the rest. */
export const INTERRUPTIONS = ['business', 'off', 'sleep'] as const;
export type Interruption = (typeof INTERRUPTIONS)[number];
export type Interruptions = Readonly<Record<Interruption, number>>;

export interface WallHour {
  /** 0 = Monday. */
  readonly weekday: number;
  readonly hour: number;
}

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const WEEK_HOURS = 168;
/** 1970 began on a Thursday. */
const THURSDAY_HOURS = 72;
const WEEK_DAYS = 7;

/** What an hour interrupts. */
export function interruptionAt({ weekday, hour }: WallHour): Interruption {
  if (hour >= 22 || hour < 8) return 'sleep';
  return hour < 18 && weekday < 5 ? 'business' : 'off';
}

/**
 * Reads wall hours in one IANA zone. A zone's distance from UTC is asked at both ends of a day that occurs, since asking costs more than
 * everything else; where the ends differ, for each quarter of an hour (zones of this century change their clocks at quarters).
 */
export class WallClock {
  private readonly days = new Map<number, number | null>();
  private readonly quarters = new Map<number, number>();
  private readonly offsetAt: (at: number) => number;

  /** `offsetAt`: how far the wall is ahead of UTC at an instant, ms. */
  constructor(offsetAt: (at: number) => number) {
    this.offsetAt = offsetAt;
  }

  at(instant: number): WallHour {
    const hour = this.hourOfWeek(instant);
    return { weekday: Math.floor(hour / 24), hour: hour % 24 };
  }

  /** 0 = Monday 00:00 to 167; makes no object, for a hundred thousand are read at once. */
  hourOfWeek(instant: number): number {
    const hours = Math.floor((instant + this.offset(instant)) / HOUR_MS) + THURSDAY_HOURS;
    return ((hours % WEEK_HOURS) + WEEK_HOURS) % WEEK_HOURS;
  }

  /** Whole minutes since midnight, 0 to 1439. */
  minuteOfDay(instant: number): number {
    const minutes = Math.floor((instant + this.offset(instant)) / MINUTE_MS) % DAY_MINUTES;
    return (minutes + DAY_MINUTES) % DAY_MINUTES;
  }

  /** `2026-11-22` */
  day(instant: number): string {
    return new Date(instant + this.offset(instant)).toISOString().slice(0, 10);
  }

  /** Days since 1970 on the wall; cheap to group by. */
  dayNumber(instant: number): number {
    return Math.floor((instant + this.offset(instant)) / DAY_MS);
  }

  private offset(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    let offset = this.days.get(day);
    if (offset === undefined) {
      const [begin, end] = [this.offsetAt(day * DAY_MS), this.offsetAt((day + 1) * DAY_MS - 1)];
      offset = begin === end ? begin : null;
      this.days.set(day, offset);
    }
    return offset ?? this.quarterOffset(instant);
  }

  private quarterOffset(instant: number): number {
    const quarter = Math.floor(instant / QUARTER_MS);
    let offset = this.quarters.get(quarter);
    if (offset === undefined) {
      offset = this.offsetAt(instant);
      this.quarters.set(quarter, offset);
    }
    return offset;
  }
}

/** How many instants fall into each hour of the week. */
function hoursOf(pages: ArrayLike<number>, clock: WallClock): Uint32Array {
  const hours = new Uint32Array(WEEK_HOURS);
  for (let i = 0; i < pages.length; i++) {
    const hour = clock.hourOfWeek(pages[i] as number);
    hours[hour] = (hours[hour] as number) + 1;
  }
  return hours;
}

/** Pages by weekday (0 = Monday) and hour. */
export function heatOf(pages: ArrayLike<number>, clock: WallClock): number[][] {
  const hours = hoursOf(pages, clock);
  return Array.from({ length: WEEK_DAYS }, (_, day) => [...hours.subarray(day * 24, day * 24 + 24)]);
}

export function interruptionsOf(pages: ArrayLike<number>, clock: WallClock): Interruptions {
  const counts = { business: 0, off: 0, sleep: 0 };
  hoursOf(pages, clock).forEach((n, hour) => {
    counts[interruptionAt({ weekday: Math.floor(hour / 24), hour: hour % 24 })] += n;
  });
  return counts;
}
