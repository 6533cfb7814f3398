// What another desk may say about an incident, kind by kind: what does not fit is left out with why, the rest of the batch is kept. Kinds
// and versions of a newer Dogwatch are kept as they are: this one does not fold them.
import { EVENT_VERSION, type EventKind } from '../../shared/log/event';
import { EVENT_SHAPES } from '../../shared/team/event-shapes';
import type { EventBatch, TravellingEvent } from '../../shared/team/wire';
import { refuseUpdate } from '../postmortem/check-update';

export function checkedBatch({ events }: EventBatch): { events: EventBatch['events']; wrong: readonly string[] } {
  const kept: TravellingEvent[] = [];
  const wrong: string[] = [];
  for (const event of events) {
    const why = whyNot(event);
    if (why === null) kept.push(event);
    else wrong.push(`${event.kind}: ${why}`);
  }
  return { events: kept, wrong };
}

function whyNot({ kind, v, data }: TravellingEvent): string | null {
  if (!Object.hasOwn(EVENT_SHAPES, kind)) return null;
  const shape = EVENT_SHAPES[kind as EventKind];
  if (v > (EVENT_VERSION[kind as EventKind] ?? 1)) return null;
  if (shape === null) return 'no other desk may write it';
  if (v < (EVENT_VERSION[kind as EventKind] ?? 1)) return null;
  const checked = shape.safeParse(data);
  if (checked.success && kind === 'postmortem.edited') return refuseUpdate(Buffer.from(String(data.update), 'base64'))?.what ?? null;
  return checked.success ? null : `${checked.error.issues[0]?.path.join('.') ?? ''}: ${checked.error.issues[0]?.message ?? 'malformed'}`;
}
