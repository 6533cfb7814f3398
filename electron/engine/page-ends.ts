// What ends an incident's business on the screen: somebody has it, put it off, or it is over.
import type { EventKind } from '../../shared/log/event';

/** After these an incident's page has no business on the screen. */
export const OVER: ReadonlySet<EventKind> = new Set([
  'incident.acknowledged',
  'incident.resolved',
  'incident.closed',
  'incident.merged',
  'incident.snoozed',
]);
