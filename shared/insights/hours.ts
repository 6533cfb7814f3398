// When pages came, by the clock on the wall of the person who was paged: hours of the week, and what they interrupted.

/** Business 08-18 on Monday to Friday; sleep 22-08 on every day; off: the rest. */
export type Interruption = 'business' | 'off' | 'sleep';

export interface WallHour {
  /** 0 = Monday. */
  readonly weekday: number;
  readonly hour: number;
}

const QUARTER_MS = 900_000;
const WEEK_DAYS = 7;

/** What an hour interrupts. */
export function interruptionAt({ weekday, hour }: WallHour): Interruption {
  if (hour >= 22 || hour < 8) return 'sleep';
  return hour < 18 && weekday < 5 ? 'business' : 'off';
}

/**
 * Reads wall hours in one IANA zone. A zone's distance from UTC is asked once for each quarter of an hour that occurs, since asking costs
 * more than everything else; zones change their clocks at quarters (by the IANA data of this century; Lord Howe at half past).
 */
export class WallClock {
  private readonly offsets = new Map<number, number>();
  private readonly offsetAt: (at: number) => number;

  /** `offsetAt`: how far the wall is ahead of UTC at an instant, ms. */
  constructor(offsetAt: (at: number) => number) {
    this.offsetAt = offsetAt;
  }

  at(instant: number): WallHour {
    const quarter = Math.floor(instant / QUARTER_MS);
    let offset = this.offsets.get(quarter);
    if (offset === undefined) {
      offset = this.offsetAt(instant);
      this.offsets.set(quarter, offset);
    }
    const shown = new Date(instant + offset);
    return { weekday: (shown.getUTCDay() + 6) % WEEK_DAYS, hour: shown.getUTCHours() };
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

export function interruptionsOf(pages: readonly number[], clock: WallClock): Record<Interruption, number> {
  const counts = { business: 0, off: 0, sleep: 0 };
  for (const at of pages) counts[interruptionAt(clock.at(at))]++;
  return counts;
}
