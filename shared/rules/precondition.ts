// Is what an act was meant for still true? Asked just before it goes out; the answer is the reason in words that a person is asked with.
import type { ActRecord } from '../domain/act';
import type { ActionRecord } from '../domain/action';
import type { IncidentRow } from '../domain/incident';
import type { ActContent, ActPrecondition } from '../log/kinds/acts';
import { msg } from '../words/words';
import { mayKnow } from './need-to-know';

const OVER: Readonly<Partial<Record<IncidentRow['status'], string>>> = {
  resolved: msg`is resolved meanwhile`,
  closed: msg`is closed meanwhile`,
  merged: msg`was merged into another incident meanwhile`,
};

/** Why a ticket for an action is not wanted any more; null while it is. */
function settledAction(action: ActionRecord | undefined): string | null {
  if (action === undefined || action.isRemoved) return msg`The action is not in the postmortem any more.`;
  if (action.ticket !== null) return msg`The action has a ticket already: ${action.ticket.key}.`;
  return action.state === 'done' || action.state === 'dropped' ? msg`The action is ${action.state} meanwhile.` : null;
}

/**
 * Why the precondition does not hold any more; null while it does. `row`: the incident as it is now, undefined when it is not known;
 * `action`: the action that a ticket is for.
 */
export function brokenPrecondition(precondition: ActPrecondition, row: IncidentRow | undefined, action?: ActionRecord): string | null {
  if (precondition.needs === 'nothing') return null;
  if (precondition.needs === 'open-action') return settledAction(action);
  if (row === undefined) return msg`Its incident is not known here.`;
  const name = `INC-${row.number}`;
  const over = OVER[row.status];
  switch (precondition.needs) {
    case 'unresolved':
      return over ? `${name} ${over}.` : null;
    case 'same-run':
      return row.paging.run === precondition.run ? null : msg`${name} was reopened or given back since this was written.`;
    case 'unacknowledged':
      if (over) return `${name} ${over}.`;
      if (row.status === 'acknowledged') return msg`${row.acknowledgedBy ?? msg`Somebody`} has ${name} meanwhile.`;
      return row.paging.run === precondition.run ? null : msg`${name} was reopened or given back since this was written.`;
  }
}

const NEWS_LIFE_MS = 60 * 60_000;

function isStaleNews(content: ActContent, ageMs: number): boolean {
  return content.what === 'message' && content.purpose === 'update' && ageMs > NEWS_LIFE_MS;
}

/** Words that say more than their reader may know as things stand now. */
function isTooOpen(content: ActContent, row: IncidentRow): boolean {
  if (!row.isRestricted) return false;
  if (content.what === 'ticket') return !content.isRedacted;
  if (content.what === 'publish') return !content.isForRestricted;
  return content.what === 'message' && !content.isRedacted && !(content.isForMember && mayKnow(row, content.person));
}

/** Why an act must not go out as it is, unless a person says so; null: it may. */
export function conflictOf(
  act: Pick<ActRecord, 'content' | 'precondition' | 'isForced' | 'saidAt'>,
  row: IncidentRow | undefined,
  now: number,
  action?: ActionRecord,
): string | null {
  if (act.isForced) return null;
  const broken = brokenPrecondition(act.precondition, row, action);
  if (broken) return broken;
  if (isStaleNews(act.content, now - act.saidAt)) return msg`This update was written more than an hour ago.`;
  return row && isTooOpen(act.content, row) ? msg`INC-${row.number} was restricted since this was written.` : null;
}
