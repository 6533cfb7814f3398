// Outward acts in an incident's row: only those that are not over, so that a row stays small.
import type { IncidentRow, OpenAct } from '../../domain/incident';
import type { LogEvent, OfKind } from '../event';
import type { ActEvents } from '../kinds/acts';
import { keepRow, type RowSteps } from './row-step';

/** An act that is known, in this state; out of the row with `null`. */
function moved(row: IncidentRow, id: string, state: OpenAct['state'] | null): IncidentRow {
  const acts = row.acts.flatMap((a) => (a.id !== id ? a : state === null ? [] : { ...a, state }));
  return { ...row, acts };
}

function requested(row: IncidentRow, { data }: OfKind<LogEvent, 'act.requested'>): IncidentRow {
  const isUpdate = data.content.what === 'message' && data.content.purpose === 'update';
  return { ...row, acts: [...row.acts, { id: data.act, state: data.isAwaiting ? 'awaiting' : 'queued', isUpdate }] };
}

function sent(row: IncidentRow, { data, at }: OfKind<LogEvent, 'act.sent'>): IncidentRow {
  const isUpdate = row.acts.some((a) => a.id === data.act && a.isUpdate);
  const next = moved(row, data.act, null);
  return isUpdate ? { ...next, lastUpdateAt: at } : next;
}

export const ACT_STEPS: RowSteps<keyof ActEvents> = {
  'act.requested': requested,
  'act.confirmed': (row, e) => moved(row, e.data.act, 'queued'),
  'act.dropped': (row, e) => moved(row, e.data.act, null),
  'act.started': keepRow,
  'act.tried': (row, e) => moved(row, e.data.act, 'queued'),
  'act.sent': sent,
  'act.failed': (row, e) => moved(row, e.data.act, 'failed'),
  'act.expired': (row, e) => moved(row, e.data.act, null),
  'act.conflicted': (row, e) => moved(row, e.data.act, 'conflict'),
  'update.scheduled': (row, e) => ({ ...row, updateDueAt: e.data.dueAt }),
  'update.reminded': (row, e) => ({ ...row, updateRemindedFor: e.data.dueAt }),
  'bridge.opened': (row, e) => ({ ...row, bridgeUrl: e.data.url }),
  'escalation.begun': (row, e) => ({ ...row, escalation: { policy: e.data.policy, step: 0, lastAt: e.at, nextAt: e.data.nextAt } }),
  'escalation.stepped': (row, e) => ({
    ...row,
    escalation: { policy: e.data.policy, step: e.data.step, lastAt: e.at, nextAt: e.data.nextAt },
  }),
};
