// Desks of a team in tests: what each wrote of the same sources, and one that takes in what arrives.
import type { LogEvent } from '../../shared/log/event';
import { replaceIncidents } from '../../shared/log/reduce';
import { EMPTY_STATE, type State } from '../../shared/log/state';
import { inOrder } from '../../shared/team/order';
import { takeIn } from '../../shared/team/take-in';
import { type Life, livedDesk } from './lived-desk';

export const hlcOf = (ms: number, n: number): string => `${ms.toString(16).padStart(12, '0')}-${n.toString(16).padStart(4, '0')}`;

/** What one desk wrote, as it leaves that desk. */
export function written(life: Life, device: string): LogEvent[] {
  const counts = new Map<number, number>();
  return livedDesk(life).events.map((event) => {
    const n = (counts.get(event.at) ?? -1) + 1;
    counts.set(event.at, n);
    return { ...event, device, id: `${device}-${String(event.seq).padStart(6, '0')}`, hlc: hlcOf(event.at, n) };
  });
}

export const idsOf = (events: readonly LogEvent[]): string[] => [
  ...new Set(events.flatMap((e) => (e.incident === null ? [] : [e.incident]))),
];
export const ofIncident = (events: readonly LogEvent[], id: string): LogEvent[] => events.filter((e) => e.incident === id);

export const NOTE = { op: 'note' } as const;
export const isHuman = ({ op }: Life['ops'][number]['op']): boolean => op === 'act' || op === 'merge' || op === 'split';

/** A desk that takes batches as they come, each event once. */
export class Receiver {
  state: State = EMPTY_STATE;
  private readonly events: LogEvent[] = [];
  private readonly seen = new Set<string>();

  take(batch: readonly LogEvent[]): void {
    const news = batch.filter((e) => !this.seen.has(e.id) && this.seen.add(e.id));
    const known = {
      last: (id: string) => inOrder(ofIncident(this.events, id)).at(-1),
      all: (id: string) => ofIncident(this.events, id),
    };
    const changed = takeIn(this.state, news, known);
    this.events.push(...news);
    this.state = replaceIncidents(this.state, changed, this.events.length);
  }
}
