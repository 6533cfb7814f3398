// Tells subscribed windows what was committed. Alerts stay in the engine: rows need tallies only, and a storm must not be paid
// for on the window's thread. Long batches go in slices.
import type { EngineToWindow } from '../../shared/contract';
import type { IncidentRow } from '../../shared/domain/incident';
import type { LogEvent } from '../../shared/log/event';
import { isUntold } from '../../shared/log/views/postmortem-steps';

export type Subscriber = (message: EngineToWindow) => void;

/** Events in one message: what a window folds well within a frame. */
const SLICE = 200;

export class Publisher {
  private readonly subscribers = new Set<Subscriber>();

  add(subscriber: Subscriber): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  /** To every subscriber, in order. */
  send(message: EngineToWindow): void {
    for (const s of this.subscribers) s(message);
  }

  /** Committed events; `fromSeq` of the first slice is the seq before the first event. Rows that do not follow from them go with the last. */
  events(events: readonly LogEvent[], rows: readonly IncidentRow[] = []): void {
    if (this.subscribers.size === 0) return;
    const replaced = new Set(rows.map(({ id }) => id));
    let fromSeq = (events[0]?.seq ?? 1) - 1;
    for (let i = 0; i < events.length; i += SLICE) {
      const slice = events.slice(i, i + SLICE);
      const seq = slice.at(-1)?.seq ?? fromSeq;
      const told = slice.filter((e) => !isUntold(e.kind)).map(slim);
      const isLast = i + SLICE >= events.length;
      this.send({
        push: 'events',
        ...{ fromSeq, seq, events: told },
        ...(replaced.size > 0 && { unfolded: told.filter((e) => e.incident !== null && replaced.has(e.incident)).map((e) => e.seq) }),
        ...(isLast && rows.length > 0 && { rows }),
      });
      fromSeq = seq;
    }
  }
}

/** The event without the alerts in it, without outputs of runs and texts of postmortems: who looks at one asks for it. */
export function slim(event: LogEvent): LogEvent {
  switch (event.kind) {
    case 'alert.fired':
    case 'incident.absorbed':
      return { ...event, data: { ...event.data, alerts: [] } } as LogEvent;
    case 'alert.changed':
      return { ...event, data: { ...event.data, changes: [] } };
    case 'alert.cleared':
      return { ...event, data: { ...event.data, cleared: [] } };
    case 'postmortem.versioned':
      return { ...event, data: { ...event.data, text: '' } };
    case 'run.finished':
      return { ...event, data: { ...event.data, output: '' } };
    default:
      return event;
  }
}
