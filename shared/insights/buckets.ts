// How many incidents there were, step by step through a period: days, weeks or months on the wall, as many as a picture can bear.
import type { IncidentFacts } from './facts';
import type { WallClock } from './hours';
import type { Span } from './measures';

export type Step = 'day' | 'week' | 'month';

export interface Bucket extends Span {
  /** First day on the wall, '2026-11-22'. */
  readonly day: string;
  /** SEV1 to SEV5. */
  readonly bySeverity: readonly number[];
}

const DAY_MS = 86_400_000;
/** Longer periods take the next step. */
const MOST_DAYS = 45;
const MOST_WEEKS_DAYS = 200;

export function stepOf({ from, to }: Span): Step {
  const days = (to - from) / DAY_MS;
  if (days <= MOST_DAYS) return 'day';
  return days <= MOST_WEEKS_DAYS ? 'week' : 'month';
}

/** `startOf`: the instant at which a day (`YYYY-MM-DD`) begins on the wall. Steps without incidents are there too. */
export function bucketsOf(all: readonly IncidentFacts[], period: Span, clock: WallClock, startOf: (day: string) => number): Bucket[] {
  const step = stepOf(period);
  const buckets = new Map<string, Omit<Bucket, 'bySeverity'> & { readonly bySeverity: number[] }>();
  for (let day = firstDay(clock.day(period.from), step); startOf(day) < period.to; day = nextDay(day, step))
    buckets.set(day, {
      day,
      from: Math.max(period.from, startOf(day)),
      to: Math.min(period.to, startOf(nextDay(day, step))),
      bySeverity: [0, 0, 0, 0, 0],
    });
  const byDay = new Map<number, number[] | undefined>();
  for (const { triggeredAt, severity } of all) {
    const day = clock.dayNumber(triggeredAt);
    let counts = byDay.get(day);
    if (counts === undefined) {
      counts = buckets.get(firstDay(clock.day(triggeredAt), step))?.bySeverity;
      byDay.set(day, counts);
    }
    if (counts) counts[severity - 1] = (counts[severity - 1] ?? 0) + 1;
  }
  return [...buckets.values()];
}

function firstDay(day: string, step: Step): string {
  if (step === 'month') return `${day.slice(0, 7)}-01`;
  const at = Date.parse(`${day}T00:00:00Z`);
  const back = step === 'week' ? (new Date(at).getUTCDay() + 6) % 7 : 0;
  return dayText(at - back * DAY_MS);
}

function nextDay(day: string, step: Step): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (step === 'month') return firstDay(dayText(at + 31 * DAY_MS), 'month');
  return dayText(at + (step === 'week' ? 7 : 1) * DAY_MS);
}

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
