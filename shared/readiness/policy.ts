// When a policy is due to be read again: its last review, from the log or the settings, and the interval in days or months of the calendar.
import type { PolicySettings } from '../settings/policies';
import { msg } from '../words/words';

/** The last review. `day`: `YYYY-MM-DD` where the person is; `by` and `note` are '' where only the settings know of it. */
export interface PolicyReview {
  readonly day: string;
  readonly by: string;
  readonly note: string;
}

export interface PolicyStanding {
  /** Null: never, as far as anybody knows. */
  readonly lastReview: PolicyReview | null;
  /** From this day on a review is due; null: it was never reviewed, so it is due. */
  readonly dueDay: string | null;
  readonly isDue: boolean;
}

/** `logged`: the newest review of the log; `today`: `YYYY-MM-DD`. A day to come that the settings name is no review that was. */
export function policyStanding(policy: PolicySettings, logged: PolicyReview | null, today: string): PolicyStanding {
  const named = isDay(policy.lastReview) && policy.lastReview <= today ? { day: policy.lastReview, by: '', note: '' } : null;
  const lastReview = logged === null || (named !== null && named.day > logged.day) ? named : logged;
  if (lastReview === null) return { lastReview, dueDay: null, isDue: true };
  const dueDay = dayAfter(lastReview.day, policy.review.every, policy.review.unit);
  return { lastReview, dueDay, isDue: dueDay <= today };
}

const MONTH = 7;

/** A month has no 31st: then it is its last day. `day`: `YYYY-MM-DD`. */
export function dayAfter(day: string, every: number, unit: PolicySettings['review']['unit']): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (unit === 'days') return textOf(year, month - 1, date + every);
  const first = textOf(year, month - 1 + every, 1);
  const same = textOf(year, month - 1 + every, date);
  return same.slice(0, MONTH) === first.slice(0, MONTH) ? same : textOf(year, month + every, 0);
}

function textOf(year: number, monthIndex: number, date: number): string {
  return new Date(Date.UTC(year, monthIndex, date)).toISOString().slice(0, 10);
}

/** The calendar knows it: no 31st of February. */
function isDay(day: string): boolean {
  return day !== '' && dayAfter(day, 0, 'days') === day;
}

/** `every 12 months`, `every day`. */
export function intervalWords({ every, unit }: PolicySettings['review']): string {
  return every === 1 ? msg`every ${unit.slice(0, -1)}` : msg`every ${every} ${unit}`;
}

/** `never reviewed`, or when, by whom. */
export function lastReviewWords(review: PolicyReview | null): string {
  if (review === null) return msg`never reviewed`;
  return msg`last reviewed ${review.day}${review.by === '' ? '' : msg` by ${review.by}`}`;
}
