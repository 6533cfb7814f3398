// In which order the events of several desks count: by their clocks, and where two clocks are equal by id. Every desk sorts alike, so
// the order in which events arrive means nothing.
import type { LogEvent } from '../log/event';

export type Placed = Pick<LogEvent, 'hlc' | 'id'>;

/** Negative when `a` counts before `b`; 0 for the same event only. */
export function compareEvents(a: Placed, b: Placed): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** A new list in the order that counts, each event once. */
export function inOrder<E extends Placed>(events: Iterable<E>): E[] {
  const sorted = [...events].sort(compareEvents);
  return sorted.filter((event, i) => i === 0 || event.id !== sorted[i - 1]?.id);
}
