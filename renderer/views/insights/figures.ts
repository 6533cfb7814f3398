// Numbers in words, the same in tiles, charts and tables.
import type { Spread } from '../../../shared/insights/spread';
import { lengthWords } from '../../../shared/rules/incident-times';
import { locale, msg } from '../../../shared/words/words';

const whole = new Intl.NumberFormat(locale());

export function count(n: number): string {
  return whole.format(n);
}

/** `26 min 10 s`; null is a dash. */
export function length(ms: number | null): string {
  return ms === null ? '–' : lengthWords(ms);
}

/** `1 page`, `42 pages`. */
export function pageCount(n: number): string {
  return `${count(n)} ${n === 1 ? 'page' : 'pages'}`;
}

/** `42 %`; null is a dash. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

export function times(n: number): string {
  return n === 1 ? 'once' : n === 2 ? 'twice' : msg`${count(n)} times`;
}

/** `n 42 · median 3 min · p90 12 min` */
export function spreadWords({ n, median, p90 }: Spread): string {
  return n === 0 ? 'n 0' : msg`n ${count(n)} · median ${length(median)} · p90 ${length(p90)}`;
}

/** For a table: seconds, so that a spreadsheet can count on. */
export function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1000);
}
