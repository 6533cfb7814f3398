// What the merged past of an incident calls for, where each desk decided rightly by what it knew: every alert is over and nobody resolved
// it, or it is resolved and something fires.
import { firingCount } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import type { Draft, EventKind, LogEvent } from '../log/event';

/** The kinds that `calledFor` looks at. */
export const TURNING_KINDS = [
  'incident.opened',
  'incident.resolved',
  'incident.reopened',
  'incident.absorbed',
  'incident.split',
  'alert.fired',
  'alert.cleared',
] as const satisfies readonly EventKind[];

/** Cheap first look: may something be called for? */
export function mayCall({ status, tally, alertCount }: IncidentRow): boolean {
  const firing = firingCount(tally);
  if (status === 'resolved') return firing > 0;
  return (status === 'open' || status === 'acknowledged') && firing === 0 && alertCount > 0;
}

/** `last`: of the events of `TURNING_KINDS` the one that counts last. What a person did stands. Pure. */
export function calledFor(row: IncidentRow, last: LogEvent | undefined): Draft | null {
  if (!mayCall(row) || !last || isByHand(last)) return null;
  const about = { incident: row.id, actor: 'rules' } as const;
  if (row.status === 'resolved') {
    const why = 'an alert fires that the desk which resolved it did not know of';
    return { kind: 'incident.reopened', ...about, data: { why, isAutomatic: true, isFlapping: row.isFlapping } };
  }
  return { kind: 'incident.resolved', ...about, data: { why: 'every alert cleared, on one desk or another', isAutomatic: true } };
}

function isByHand(event: LogEvent): boolean {
  if (event.kind === 'incident.resolved' || event.kind === 'incident.reopened') return !event.data.isAutomatic;
  return event.kind === 'incident.split' || event.kind === 'incident.absorbed';
}
