// An incident that asks for nothing: nobody is told what to do, nobody owns it, and it went by itself. It is marked, so that a person
// looks at its rule instead of at it.
import type { Alert } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import type { Idleness } from '../domain/judgement';
import type { EventKind, LogEvent } from '../log/event';
import { msg } from '../words/words';

/** Labels and annotations by which rules name who is to act. */
const OWNER_NAMES: ReadonlySet<string> = new Set(['owner', 'team', 'squad', 'contact', 'oncall', 'responsible', 'maintainer']);
const RUNBOOK_NAMES: ReadonlySet<string> = new Set(['runbook', 'runbook_url', 'runbook_link', 'playbook', 'playbook_url']);

export interface IdlenessInput {
  readonly row: IncidentRow;
  readonly alerts: Iterable<Pick<Alert, 'labels' | 'annotations'>>;
  /** How many runbooks the library has for it. */
  readonly runbooks: number;
  /** How often it was over by itself, before any person acknowledged it. */
  readonly endedAlone: number;
}

/** Null: something in it can be acted on, or it did not clear by itself yet. Times come from the events alone. */
export function idlenessOf({ row, alerts, runbooks, endedAlone }: IdlenessInput): Idleness | null {
  if (endedAlone === 0 || runbooks > 0 || row.isSecurity || row.acknowledgedBy !== null) return null;
  if (row.roles.some(({ person }) => person !== null)) return null;
  for (const { labels, annotations } of alerts)
    if (names(labels, OWNER_NAMES) || names(annotations, OWNER_NAMES) || names(annotations, RUNBOOK_NAMES)) return null;
  const alone = endedAlone === 1 ? msg`it cleared by itself` : msg`it cleared by itself ${endedAlone} times`;
  return {
    reasons: [msg`it has no runbook`, msg`nobody owns it (no owner or team label, no role)`, msg`${alone}, with nobody acknowledging it`],
  };
}

function names(texts: Readonly<Record<string, string>>, wanted: ReadonlySet<string>): boolean {
  return Object.entries(texts).some(([name, value]) => wanted.has(name.toLowerCase()) && value.trim() !== '');
}

/** Kinds of events that tell how an incident ended. */
export const ENDS = ['incident.acknowledged', 'incident.resolved'] as const satisfies readonly EventKind[];

/** How often it resolved by itself; 0 once a person acknowledged it. */
export function timesEndedAlone(events: readonly LogEvent[]): number {
  if (events.some(({ kind, actor }) => kind === 'incident.acknowledged' && actor.startsWith('person:'))) return 0;
  return events.filter((event) => event.kind === 'incident.resolved' && event.data.isAutomatic).length;
}
