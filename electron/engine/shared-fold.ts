// Incidents as the log has them: one that only this desk wrote in the order of its events, one that several wrote in that of their clocks.
import type { Incident } from '../../shared/domain/incident';
import type { LogEvent } from '../../shared/log/event';
import { foldIncident, foldShared, replaceIncidents } from '../../shared/log/reduce';
import type { State } from '../../shared/log/state';
import { compareEvents, inOrder, type Placed } from '../../shared/team/order';
import type { Log } from '../log/store';

/** Of so many incidents it is remembered which event counts last. */
const KEPT = 20_000;

/** Folds whatever is asked for, and knows of each incident the event that counts last. */
export class SharedFold {
  private readonly log: Log;
  private readonly lasts = new Map<string, Placed>();

  constructor(log: Log) {
    this.log = log;
  }

  incident(id: string): Incident | undefined {
    const events = this.log.incidentEvents(id);
    return this.log.foreign.sharedAmong([id]).length > 0 ? foldShared(undefined, inOrder(events)) : foldIncident(events);
  }

  /** The state with those that several desks wrote folded by their clocks. */
  settled(state: State): State {
    const shared = this.log.foreign.sharedAmong(state.incidents.keys());
    const changed = shared.map((id) => this.incident(id)).filter((i) => i !== undefined);
    return changed.length === 0 ? state : replaceIncidents(state, changed, state.seq);
  }

  last(id: string): Placed | undefined {
    const known = this.lasts.get(id) ?? greatest(this.log.incidentEvents(id));
    if (known) this.lasts.set(id, known);
    return known;
  }

  /** What was committed, here or elsewhere. */
  note(events: readonly LogEvent[]): void {
    if (this.lasts.size > KEPT) this.lasts.clear();
    for (const event of events) {
      if (event.incident === null) continue;
      const known = this.lasts.get(event.incident);
      if (known && compareEvents(known, event) < 0) this.lasts.set(event.incident, { hlc: event.hlc, id: event.id });
    }
  }
}

function greatest(events: readonly LogEvent[]): Placed | undefined {
  let last: LogEvent | undefined;
  for (const event of events) if (!last || compareEvents(last, event) < 0) last = event;
  return last && { hlc: last.hlc, id: last.id };
}
