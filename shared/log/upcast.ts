// Old events are read as if they had been written today: each step lifts one kind by one version, so that nothing
// else in the program ever sees an old shape.
import { EVENT_VERSION, type EventKind, type LogEvent } from './event';

/** Lifts data of one kind from one version to the next. Pure; gets what was stored, returns a new value. */
export type Upcast = (data: unknown) => unknown;

/** Steps by `<kind>@<version they take>`: `incident.opened@1` makes version 2 out of version 1. */
export type UpcastSteps = Readonly<Record<string, Upcast>>;

/** The steps of this code; one entry for every version below the one in `EVENT_VERSION`. */
export const UPCASTS: UpcastSteps = {
  'write.requested@1': (data) => ({ ...(data as object), retryOf: null }),
};

/**
 * The event in the shape of this code. Events that are up to date, and kinds or versions of a newer Dogwatch, are returned as
 * they are. Throws when a step is missing: that is a bug.
 */
export function upcast(
  event: LogEvent,
  steps: UpcastSteps = UPCASTS,
  versions: Partial<Record<EventKind, number>> = EVENT_VERSION,
): LogEvent {
  const wanted = versions[event.kind] ?? 1;
  if (event.v >= wanted) return event;
  let data: unknown = event.data;
  for (let v = event.v; v < wanted; v++) {
    const step = steps[`${event.kind}@${v}`];
    if (!step) throw new Error(`no upcast for ${event.kind} version ${v}`);
    data = step(data);
  }
  return { ...event, v: wanted, data } as LogEvent;
}
