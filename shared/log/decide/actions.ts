// What a person, a tracker or a check does to an action: each decision is events or a refusal with its reason.
import type { ActionRecord } from '../../domain/action';
import type { ActionKind, ActionState } from '../../postmortem/action-line';
import type { SeenGuard, SeenTicket } from '../../tracker';
import type { Draft } from '../event';

export interface ActionWords {
  readonly text: string;
  readonly owner: string | null;
  readonly due: string | null;
  readonly kind: ActionKind | null;
}

/** A new action that a person wrote on the board. */
export function recordAction(action: string, incident: string, words: ActionWords, by: string): Draft {
  const data = { action, ...words, state: 'open' as const, isInText: false, by };
  return { kind: 'action.recorded', incident, actor: `person:${by}`, data };
}

/** No events when nothing is different. */
export function changeAction(action: ActionRecord, patch: Partial<ActionWords>, by: string): Draft[] {
  const { id, incident, text, owner, due, kind, isInText } = action;
  const next = { text, owner, due, kind, ...patch };
  if (next.text === text && next.owner === owner && next.due === due && next.kind === kind) return [];
  return [{ kind: 'action.changed', incident, actor: `person:${by}`, data: { action: id, ...next, isInText, by } }];
}

/** Dropping one wants a reason. */
export function setActionState(
  action: ActionRecord,
  state: ActionState,
  reason: string,
  by: string,
): readonly Draft[] | { readonly why: string } {
  if (action.isRemoved) return { why: 'Its line left the text: it is kept for the record only.' };
  if (state === 'dropped' && reason.trim() === '') return { why: 'Say why it is dropped: the next reader will ask.' };
  if (action.state === state) return [];
  return [{ kind: 'action.state', incident: action.incident, actor: `person:${by}`, data: { action: action.id, state, reason, by } }];
}

/** What a ticket's state means for its action: closed there is done here, reopened there is open here. Repeating what is known changes nothing. */
export function followTicket(action: ActionRecord, seen: SeenTicket, trackerName: string): Draft[] {
  const { ticket, incident, id } = action;
  if (ticket === null || ticket.key !== seen.key || ticket.state === seen.state) return [];
  const actor = `tracker:${ticket.tracker}`;
  const drafts: Draft[] = [
    { kind: 'action.ticket-seen', incident, actor, data: { action: id, state: seen.state, by: seen.by, at: seen.at } },
  ];
  if (action.state === seen.state || action.isRemoved) return drafts;
  // A person who began or dropped it here knows more than a ticket that merely lies open.
  if (seen.state === 'open' && ticket.state === 'in-progress' && action.state !== 'in-progress') return drafts;
  const words = { open: 'reopened', 'in-progress': 'begun', done: 'closed', dropped: 'closed as not to be done' }[seen.state];
  const reason = `${words} in ${trackerName} (${seen.key})`;
  const data = { action: id, state: seen.state, reason, by: seen.by || trackerName, happenedAt: seen.at };
  return [...drafts, { kind: 'action.state', incident, actor, data }];
}

/** Only a change of the guard is news. */
export function followGuard(action: ActionRecord, seen: SeenGuard, now: number): Draft[] {
  const { guard, incident, id } = action;
  if (guard === null || (guard.seenAt !== null && guard.state === seen.state && guard.runUrl === seen.url && guard.why === seen.why))
    return [];
  const data = { action: id, state: seen.state, url: seen.url, why: seen.why, at: now };
  return [{ kind: 'action.guard-seen', incident, actor: 'guard', data }];
}
