// Which moments of which incidents a commit brought: what routing rules are asked about.
import type { Incident, IncidentRow } from '../../domain/incident';
import type { Moment } from '../../settings/telling';
import type { EventKind, LogEvent } from '../event';
import type { State } from '../state';
import { foldRow } from '../views/queue';

/** One moment of one incident; `id` is the ULID of the event that brought it. */
export interface Happening {
  readonly incident: Incident;
  readonly moment: Moment;
  readonly id: string;
}

const MOMENT_OF: Readonly<Partial<Record<EventKind, Moment>>> = {
  'incident.opened': 'opened',
  'incident.reopened': 'opened',
  'incident.severity-changed': 'severity',
  'incident.acknowledged': 'acknowledged',
  'incident.resolved': 'resolved',
  'incident.closed': 'closed',
};

/** An incident as it stands after `events`, also when they made it leave memory. */
export function incidentAfter(id: string, before: State, after: State, events: readonly LogEvent[]): Incident | undefined {
  const live = after.incidents.get(id);
  if (live) return live;
  const past = before.incidents.get(id);
  if (!past) return undefined;
  const row = events.reduce<IncidentRow | undefined>((r, e) => (e.incident === id ? foldRow(r, e) : r), past.row);
  return row && { ...past, row };
}

/** In order, each moment of an incident once. What flaps and what opened in the same commit is not told as changed. */
export function happeningsOf(before: State, after: State, events: readonly LogEvent[]): Happening[] {
  const found = new Map<string, Happening>();
  for (const e of events) {
    const moment = MOMENT_OF[e.kind];
    if (moment === undefined || e.incident === null) continue;
    if (e.kind === 'incident.reopened' && e.data.isFlapping) continue;
    if (moment === 'severity' && found.has(`${e.incident}\nopened`)) continue;
    const incident = incidentAfter(e.incident, before, after, events);
    if (incident) found.set(`${e.incident}\n${moment}`, { incident, moment, id: e.id });
  }
  return [...found.values()];
}

/** When a moment last came for an incident, Unix ms; null where the row does not keep it. */
export function momentAt(row: IncidentRow, moment: Moment): number | null {
  switch (moment) {
    case 'opened':
      return row.reopenedAt.at(-1) ?? row.openedAt;
    case 'acknowledged':
      return row.acknowledgedAt;
    case 'resolved':
      return row.resolvedAt;
    case 'closed':
      return row.closedAt;
    default:
      return null;
  }
}
