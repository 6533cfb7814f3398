// How an event becomes words, as a type: each area of the product brings its words, `timeline.ts` joins them.
import type { TimelineEntry } from '../../contract';
import { msg } from '../../words/words';
import type { EventKind, LogEvent, OfKind } from '../event';

export type Words = Pick<TimelineEntry, 'text' | 'detail' | 'tone'>;
export type Tell<K extends EventKind> = (event: OfKind<LogEvent, K>) => Words;
export type Telling<K extends EventKind> = { readonly [P in K]: Tell<P> };

export const say = (text: string, detail = '', tone: TimelineEntry['tone'] = 'neutral'): Words => ({ text, detail, tone });
export const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** `15 min`, `2 h`, `11 h 54 min`: a length needs no time zone. */
export function lasting(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  return [hours > 0 ? `${hours} h` : '', minutes % 60 > 0 ? msg`${minutes % 60} min` : ''].filter((part) => part !== '').join(' ');
}
