// The days on which a rotation is handed over: an RFC 5545 rule, expanded by rrule as plain days. Zones come later (shared/rules/rotation):
// the library's own zones would move hand-overs on the nights when clocks change.
import { Frequency, type Options, RRule } from 'rrule';
import type { CalendarDay } from '../../shared/rules/rotation';
import { msg } from '../../shared/words/words';

const DAY_MS = 86_400_000;
const WEEKDAY = '(?:MO|TU|WE|TH|FR|SA|SU)';
const listOf = (one: string): RegExp => new RegExp(`^${one}(?:,${one})*$`);
/** Parts that a rotation knows and what each may hold; the library takes nonsense without a word. */
const PARTS: ReadonlyMap<string, RegExp> = new Map([
  ['FREQ', /^[A-Z]+$/],
  ['INTERVAL', /^\d{1,4}$/],
  ['COUNT', /^\d{1,5}$/],
  ['UNTIL', /^\d{8}(?:T\d{6}Z?)?$/],
  ['BYDAY', listOf(`(?:[+-]?\\d{1,2})?${WEEKDAY}`)],
  ['BYMONTHDAY', listOf('[+-]?\\d{1,2}')],
  ['BYMONTH', listOf('(?:0?[1-9]|1[0-2])')],
  ['BYSETPOS', listOf('[+-]?\\d{1,3}')],
  ['WKST', new RegExp(`^${WEEKDAY}$`)],
]);
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export type RuleCheck = { readonly ok: true; readonly rule: Partial<Options> } | { readonly ok: false; readonly why: string };

function numbers(value: unknown): number[] {
  return (Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]).filter((n) => typeof n === 'number');
}

/** A day such as 31 February never comes, and the library would look for it for seconds. */
function isImpossible({ bymonth, bymonthday }: Partial<Options>): boolean {
  const months = numbers(bymonth);
  const days = numbers(bymonthday);
  if (days.length === 0) return false;
  const longest = Math.max(...(months.length === 0 ? [31] : months.map((month) => LONGEST_MONTH[month - 1] ?? 31)));
  return days.every((day) => Math.abs(day) > longest || day === 0);
}

/** Why a part of the rule can't be; null: all can. */
function wrongPart(text: string): string | null {
  for (const part of text.split(';')) {
    const [name = '', value = ''] = part.split('=');
    const shape = PARTS.get(name);
    if (!shape) return `The rule has a part “${name.slice(0, 20)}” that a rotation does not know.`;
    if (!shape.test(value)) return `“${part.slice(0, 40)}” of the rule is not as RFC 5545 wants it.`;
  }
  return null;
}

/** Checks the text of a rule; what is refused is said in words. Hand-over is at a wall time, so nothing shorter than a day is taken. */
export function checkRule(text: string): RuleCheck {
  const rule = text
    .trim()
    .replace(/^RRULE:/i, '')
    .replace(/;$/, '')
    .toUpperCase();
  const wrong = wrongPart(rule);
  if (wrong !== null) return { ok: false, why: wrong };
  try {
    const parsed = RRule.parseString(rule);
    if (parsed.freq === undefined || parsed.freq > Frequency.DAILY)
      return { ok: false, why: msg`The rule needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.` };
    if (parsed.bysetpos !== undefined && parsed.freq > Frequency.MONTHLY)
      return { ok: false, why: msg`BYSETPOS goes with FREQ=MONTHLY or YEARLY only.` };
    if (isImpossible(parsed)) return { ok: false, why: msg`The rule names a day that no month has.` };
    const { interval = 1, count } = parsed;
    if (!(interval >= 1 && interval <= 1_000)) return { ok: false, why: msg`INTERVAL is a number from 1 to 1000.` };
    if (typeof count === 'number' && !(count >= 1)) return { ok: false, why: msg`COUNT is a number from 1 on.` };
    return { ok: true, rule: parsed };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { ok: false, why: msg`The rule is not one of RFC 5545: ${words.slice(0, 100)}` };
  }
}

export interface HandOverDays {
  readonly days: readonly CalendarDay[];
  /** The rule ends (COUNT, UNTIL) and its last day is among `days`. */
  readonly isOver: boolean;
}

function dayOf(date: Date): CalendarDay {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Days from `startDate` (2026-11-23; always the first) to the first one on or after `until` (Unix ms). */
export function handOverDays(rule: Partial<Options>, startDate: string, until: number): HandOverDays {
  const start = new Date(`${startDate}T00:00:00Z`);
  const recurrence = new RRule({ ...rule, dtstart: start });
  const edge = new Date(Math.max(until, start.getTime()) + DAY_MS);
  const within = recurrence.between(start, edge, true);
  const beyond = recurrence.after(edge, false);
  const all = beyond ? [...within, beyond] : within;
  const rest = all[0]?.getTime() === start.getTime() ? all : [start, ...all];
  return { days: rest.map(dayOf), isOver: beyond === null };
}
