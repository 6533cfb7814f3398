// The periods that one can look back on; whole days on the wall of this machine.
import { msg } from '../../../shared/words/words';

export const PERIODS = [
  { value: '7', label: msg`7 days` },
  { value: '30', label: msg`30 days` },
  { value: '90', label: msg`90 days` },
  { value: '365', label: msg`a year` },
  { value: 'all', label: msg`all` },
  { value: 'own', label: 'own…' },
] as const;
export type PeriodName = (typeof PERIODS)[number]['value'];

/** Days as `YYYY-MM-DD`; both are in it. */
export interface OwnDays {
  readonly from: string;
  readonly to: string;
}

export interface Period {
  readonly from: number;
  readonly to: number;
}

/** `now`: Unix ms. Null: days that are none, or the wrong way round. */
export function periodOf(name: PeriodName, own: OwnDays, now: number): Period | null {
  if (name === 'all') return { from: 0, to: now + 60_000 };
  if (name !== 'own') return { from: startOfDay(now, 1 - Number(name)), to: now + 60_000 };
  const [from, last] = [dayStart(own.from), dayStart(own.to)];
  if (from === null || last === null) return null;
  const to = startOfDay(last, 1);
  return from < to ? { from, to } : null;
}

/** The day of an instant, for a field of type date. */
export function dayText(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

function startOfDay(at: number, days: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

function dayStart(text: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(day)).getTime();
}
