// What events of other desks make of the incidents here. Those that count after everything known are folded on; where one counts
// between what is known, the incident is folded anew from all of its events.
import type { Incident } from '../domain/incident';
import type { LogEvent } from '../log/event';
import { foldShared } from '../log/reduce';
import type { State } from '../log/state';
import { compareEvents, inOrder, type Placed } from './order';

export interface KnownEvents {
  /** The event of an incident that counts last among those known before; undefined: none is known. */
  last(incident: string): Placed | undefined;
  /** All events of an incident known before, in any order. */
  all(incident: string): readonly LogEvent[];
}

/** The incidents that `events` (none of them known yet) concern, as they stand now; also those that are over. Pure. */
export function takeIn(state: State, events: readonly LogEvent[], known: KnownEvents): Incident[] {
  const changed: Incident[] = [];
  for (const [id, news] of byIncident(inOrder(events))) {
    const before = state.incidents.get(id);
    const last = known.last(id);
    const isAfter = before !== undefined && last !== undefined && compareEvents(last, news[0] as LogEvent) < 0;
    const incident = isAfter ? foldShared(before, news) : foldShared(undefined, inOrder([...known.all(id), ...news]));
    if (incident) changed.push(incident);
  }
  return changed;
}

function byIncident(events: readonly LogEvent[]): ReadonlyMap<string, readonly LogEvent[]> {
  const found = new Map<string, LogEvent[]>();
  for (const event of events) {
    if (event.incident === null) continue;
    const list = found.get(event.incident);
    if (list) list.push(event);
    else found.set(event.incident, [event]);
  }
  return found;
}
