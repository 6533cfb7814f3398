// The actions as a read model: one record an action. The log's table and its rebuild fold with this one function.
import type { ActionGuard, ActionRecord } from '../../domain/action';
import { msg } from '../../words/words';
import type { LogEvent, OfKind } from '../event';
import type { ActionEvents } from '../kinds/actions';

export type ActionEvent = OfKind<LogEvent, keyof ActionEvents>;

/** The kinds that `foldAction` folds. */
export const ACTION_KINDS: readonly (keyof ActionEvents)[] = [
  'action.recorded',
  'action.changed',
  'action.state',
  'action.removed',
  'action.ticket-linked',
  'action.ticket-seen',
  'action.guard-set',
  'action.guard-seen',
];
const KINDS: ReadonlySet<string> = new Set(ACTION_KINDS);

export function isActionEvent(event: LogEvent): event is ActionEvent {
  return KINDS.has(event.kind);
}

/** Folds one event of one action. Undefined while nobody recorded it. */
export function foldAction(action: ActionRecord | undefined, event: ActionEvent): ActionRecord | undefined {
  if (event.kind === 'action.recorded') return recorded(action, event);
  if (action === undefined) return undefined;
  return { ...action, ...changeOf(action, event), changedAt: event.at };
}

/** One that comes back keeps its ticket, its guard and its beginning. */
function recorded(before: ActionRecord | undefined, { incident, at, data }: OfKind<LogEvent, 'action.recorded'>): ActionRecord {
  const { action, text, owner, due, kind, state, isInText, by } = data;
  return {
    ...{ id: action, incident: incident ?? '', text, owner, due, kind, state, isInText },
    ...{ reason: '', isRemoved: false, ticket: before?.ticket ?? null, guard: before?.guard ?? null },
    recordedAt: before?.recordedAt ?? at,
    recordedBy: before?.recordedBy ?? by,
    ...{ stateAt: at, stateBy: by, changedAt: at },
  };
}

function changeOf(action: ActionRecord, event: Exclude<ActionEvent, { kind: 'action.recorded' }>): Partial<ActionRecord> {
  switch (event.kind) {
    case 'action.changed': {
      const { text, owner, due, kind, isInText } = event.data;
      return { text, owner, due, kind, isInText };
    }
    case 'action.state':
      return { state: event.data.state, reason: event.data.reason, stateAt: event.data.happenedAt ?? event.at, stateBy: event.data.by };
    case 'action.removed':
      return { isRemoved: true };
    case 'action.ticket-linked': {
      const { tracker, url, key } = event.data;
      return { ticket: { tracker, url, key, state: 'open', seenAt: event.at } };
    }
    case 'action.ticket-seen':
      return action.ticket ? { ticket: { ...action.ticket, state: event.data.state, seenAt: event.at } } : {};
    case 'action.guard-set':
      return { guard: guardOf(event.data) };
    case 'action.guard-seen': {
      const { state, url, why, at } = event.data;
      return action.guard ? { guard: { ...action.guard, state, runUrl: url, why, seenAt: at } } : {};
    }
  }
}

function guardOf({ url, tracker, path, wants }: ActionEvents['action.guard-set']): ActionGuard | null {
  if (url === null) return null;
  return { url, tracker, path, wants, state: 'unknown', runUrl: url, why: msg`not looked at yet`, seenAt: null };
}
