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
    const shown = instant + this.offset(instant);
    const days = Math.floor(shown / DAY_MS);
    // 1970-01-01 was a Thursday.
    return { weekday: (((days + 3) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS, hour: Math.floor((shown - days * DAY_MS) / 3_600_000) };
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

/** Pages by weekday (0 = Monday) and hour. */
export function heatOf(pages: readonly number[], clock: WallClock): number[][] {
  const heat = Array.from({ length: WEEK_DAYS }, () => new Array<number>(24).fill(0));
  for (const at of pages) {
    const { weekday, hour } = clock.at(at);
    const day = heat[weekday] as number[];
    day[hour] = (day[hour] as number) + 1;
  }
  return heat;
}

export function interruptionsOf(pages: readonly number[], clock: WallClock): Interruptions {
  const counts = { business: 0, off: 0, sleep: 0 };
  for (const at of pages) counts[interruptionAt(clock.at(at))]++;
  return counts;
}
