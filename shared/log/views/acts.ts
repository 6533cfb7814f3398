// The outbox as a read model: one record an outward act. The log's table, the engine's memory and the rebuild fold with this one function.
import type { ActRecord } from '../../domain/act';
import type { LogEvent, OfKind } from '../event';
import type { ActContent } from '../kinds/acts';

const KINDS = [
  'act.requested',
  'act.confirmed',
  'act.dropped',
  'act.started',
  'act.tried',
  'act.sent',
  'act.failed',
  'act.expired',
  'act.conflicted',
] as const;
type ActKind = (typeof KINDS)[number];
export type ActEvent = OfKind<LogEvent, ActKind>;

const IS_ACT: ReadonlySet<string> = new Set(KINDS);

export function isActEvent(event: LogEvent): event is ActEvent {
  return IS_ACT.has(event.kind);
}

/** Not over: it goes out yet, or a person has to decide. */
export function isActOpen({ state }: Pick<ActRecord, 'state'>): boolean {
  return state !== 'sent' && state !== 'dropped' && state !== 'expired';
}

function requested(e: OfKind<LogEvent, 'act.requested'>): ActRecord {
  const { act, content, precondition, key, why, rule, by, expiresAt, isAwaiting } = e.data;
  return {
    ...{ id: act, incident: e.incident, content, precondition, key, why, rule, by, expiresAt },
    state: isAwaiting ? 'awaiting' : 'queued',
    requestedAt: e.at,
    saidAt: e.at,
    order: e.seq,
    attempt: 0,
    nextAt: e.at,
    reason: '',
    remedy: '',
    mayHaveArrived: false,
    mayBeDouble: false,
    isForced: false,
    ref: null,
    changedAt: e.at,
  };
}

function reworded(content: ActContent, subject: string | null, text: string | null): ActContent {
  if (content.what !== 'message') return content;
  return { ...content, subject: subject ?? content.subject, text: text ?? content.text };
}

/** Folds one event of one act. Undefined while nobody asked for it: events of unknown acts are nothing. */
export function foldAct(act: ActRecord | undefined, event: ActEvent): ActRecord | undefined {
  if (event.kind === 'act.requested') return requested(event);
  if (act === undefined) return undefined;
  return { ...act, ...changeOf(act, event), changedAt: event.at };
}

function changeOf(act: ActRecord, event: Exclude<ActEvent, { kind: 'act.requested' }>): Partial<ActRecord> {
  switch (event.kind) {
    case 'act.confirmed': {
      const { subject, text, expiresAt } = event.data;
      const content = reworded(act.content, subject, text);
      const isForced = act.isForced || act.state === 'conflict';
      return { state: 'queued', content, expiresAt, isForced, nextAt: event.at, saidAt: event.at, reason: '', remedy: '' };
    }
    case 'act.started':
      return { state: 'sending', attempt: event.data.attempt };
    case 'act.tried': {
      const { why, remedy, nextAt, mayHaveArrived } = event.data;
      return { state: 'queued', reason: why, remedy, nextAt, mayHaveArrived: act.mayHaveArrived || mayHaveArrived };
    }
    case 'act.sent':
      return { state: 'sent', ref: event.data.ref, mayBeDouble: event.data.mayBeDouble, reason: '', remedy: '' };
    case 'act.failed':
      return { state: 'failed', reason: event.data.why, remedy: event.data.remedy };
    case 'act.conflicted':
      return { state: 'conflict', reason: event.data.why, remedy: '' };
    case 'act.expired':
      return { state: 'expired', reason: event.data.why, remedy: '' };
    case 'act.dropped':
      return { state: 'dropped', reason: event.data.why, remedy: '' };
  }
}
