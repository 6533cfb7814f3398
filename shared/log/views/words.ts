// How an event becomes words, as a type: each area of the product brings its words, `timeline.ts` joins them.
import type { TimelineEntry } from '../../contract';
import type { EventKind, LogEvent, OfKind } from '../event';

export type Words = Pick<TimelineEntry, 'text' | 'detail' | 'tone'>;
export type Tell<K extends EventKind> = (event: OfKind<LogEvent, K>) => Words;
export type Telling<K extends EventKind> = { readonly [P in K]: Tell<P> };

export const say = (text: string, detail = '', tone: TimelineEntry['tone'] = 'neutral'): Words => ({ text, detail, tone });
export const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
