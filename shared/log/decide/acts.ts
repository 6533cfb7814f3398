// Outward acts: wanted, confirmed, begun, ended. Each decision is one event or a refusal with its reason.
import type { WantedMessage } from '../../channel';
import type { ActRecord } from '../../domain/act';
import type { ActionRecord } from '../../domain/action';
import type { IncidentRow } from '../../domain/incident';
import { conflictOf } from '../../rules/precondition';
import { retryPauseMs } from '../../rules/retry';
import type { Draft } from '../event';
import type { ActContent, MessagePurpose } from '../kinds/acts';
import { isActOpen } from '../views/acts';

export type Judged = { readonly draft: Draft } | { readonly why: string };

const HOUR_MS = 3_600_000;
/** Work to be done is worth a ticket also after a week offline. */
const TICKET_LIFE_MS = 14 * 24 * HOUR_MS;
/** For so long a message may wait; a weekend's news tells nobody anything on Monday. */
export const MESSAGE_LIFE_MS: Readonly<Record<MessagePurpose, number>> = {
  page: HOUR_MS,
  opened: 48 * HOUR_MS,
  update: 48 * HOUR_MS,
  severity: 48 * HOUR_MS,
  acknowledged: 48 * HOUR_MS,
  resolved: 48 * HOUR_MS,
  closed: 72 * HOUR_MS,
  handover: 48 * HOUR_MS,
  'by-hand': 48 * HOUR_MS,
};

/** A journey without a network. */
const PUBLISH_LIFE_MS = 30 * 24 * HOUR_MS;

/** A check now that comes in an hour tells nobody anything. */
const RECHECK_LIFE_MS = 15 * 60_000;

/** How long an act may wait from now on, ms. A silence is only worth its own length, a downtime only until its end. */
export function lifeOf(content: ActContent, now = 0): number {
  if (content.what === 'at-source') {
    if (content.does === 'recheck') return RECHECK_LIFE_MS;
    return content.times === null ? 24 * HOUR_MS : Math.max(0, content.times.endsAt - now);
  }
  if (content.what === 'message') return MESSAGE_LIFE_MS[content.purpose];
  if (content.what === 'publish') return PUBLISH_LIFE_MS;
  if (content.what === 'ticket') return TICKET_LIFE_MS;
  return content.what === 'silence' ? content.minutes * 60_000 : 24 * HOUR_MS;
}

export interface RequestOptions {
  /** Also the idempotency key given to targets. */
  readonly act: string;
  readonly channelName: string;
  readonly by: string;
  /** The incident is restricted, and the words were chosen for that. */
  readonly isRedacted: boolean;
  /** The incident is restricted, and the words are for one who needs to know. */
  readonly isForMember?: boolean;
}

/** A message that the rules or a person want. */
export function requestMessage(wanted: WantedMessage, options: RequestOptions): Draft {
  const { incident, channel, address, audience, person, purpose, subject, text, precondition, why, rule, isAwaiting, expiresAt } = wanted;
  const { act, channelName, by, isRedacted, isForMember = false } = options;
  const words = { subject, text, isRedacted, ...(isForMember && { isForMember }) };
  const content = { what: 'message' as const, channel, channelName, address, audience, person, purpose, ...words };
  const actor = rule === null ? `person:${by}` : 'rules';
  return {
    kind: 'act.requested',
    incident,
    actor,
    data: { act, content, precondition, key: act, why, rule, by, expiresAt, isAwaiting },
  };
}

/** A person's yes: to a message that waits for it, or to sending all the same what failed or is in conflict; also "now" to what waits. */
export function confirmAct(
  act: ActRecord | undefined,
  words: { readonly subject: string | null; readonly text: string | null },
  by: string,
  now: number,
): Judged {
  if (act === undefined || !isActOpen(act)) return { why: 'It is over already.' };
  if (act.state === 'sending') return { why: 'It is going out right now.' };
  const data = { act: act.id, by, ...words, expiresAt: now + lifeOf(act.content) };
  return { draft: { kind: 'act.confirmed', incident: act.incident, actor: `person:${by}`, data } };
}

export function dropAct(act: ActRecord | undefined, why: string, by: string): Judged {
  if (act === undefined || !isActOpen(act)) return { why: 'It is over already.' };
  if (act.state === 'sending') return { why: 'It is going out right now.' };
  return { draft: { kind: 'act.dropped', incident: act.incident, actor: `person:${by}`, data: { act: act.id, by, why } } };
}

/** The moment before an attempt: too late, in conflict, or begun. Undefined when it is not its turn (dropped meanwhile). */
export function startAct(act: ActRecord | undefined, row: IncidentRow | undefined, now: number, action?: ActionRecord): Draft | undefined {
  if (act === undefined || act.state !== 'queued') return undefined;
  const of = { incident: act.incident, actor: 'outbox' };
  if (act.expiresAt <= now) return { ...of, kind: 'act.expired', data: { act: act.id, why: tooLate(act) } };
  const conflict = conflictOf(act, row, now, action);
  if (conflict) return { ...of, kind: 'act.conflicted', data: { act: act.id, why: withDoubt(act, conflict) } };
  return { ...of, kind: 'act.started', data: { act: act.id, attempt: act.attempt + 1 } };
}

/** The end of an attempt, as its courier tells it. */
export interface Attempted {
  readonly isSent: boolean;
  readonly isFinal: boolean;
  readonly ref: string | null;
  readonly why: string;
  readonly remedy: string;
  readonly retryAfterMs: number | null;
  /** The question went out and the answer was lost. */
  readonly mayHaveArrived: boolean;
  /** What was made for an action. */
  readonly ticket?: { readonly key: string; readonly url: string };
}

/** `isKeyed`: the target drops a second message with the same key, so nothing can be double. */
export function endAct(act: ActRecord, end: Attempted, isKeyed: boolean, now: number, random: number): Draft[] {
  const of = { incident: act.incident, actor: 'outbox' };
  const id = act.id;
  if (end.isSent) {
    const mayBeDouble = act.mayHaveArrived && !isKeyed;
    const { ref } = end;
    return [{ ...of, kind: 'act.sent', data: { act: id, ref, attempt: act.attempt, mayBeDouble } }, ...linked(act, end)];
  }
  if (end.isFinal) return [{ ...of, kind: 'act.failed', data: { act: id, why: withDoubt(act, end.why), remedy: end.remedy } }];
  const { why, remedy, mayHaveArrived } = end;
  const nextAt = now + retryPauseMs(act.attempt, end.retryAfterMs, random);
  return [{ ...of, kind: 'act.tried', data: { act: id, attempt: act.attempt, why, remedy, nextAt, mayHaveArrived } }];
}

/** In the same commit: an action never loses the ticket that was made for it. */
function linked({ content, incident }: ActRecord, { ticket }: Attempted): Draft[] {
  if (content.what !== 'ticket' || !ticket) return [];
  const data = { action: content.action, tracker: content.tracker, ...ticket };
  return [{ kind: 'action.ticket-linked', incident, actor: 'outbox', data }];
}

/** Attempts that an earlier run of the engine began and never heard of: they may have arrived, and are made again. */
export function resumeActs(acts: Iterable<ActRecord>, now: number): Draft[] {
  return [...acts]
    .filter((a) => a.state === 'sending')
    .map((a) => ({
      kind: 'act.tried',
      incident: a.incident,
      actor: 'outbox',
      data: {
        act: a.id,
        attempt: a.attempt,
        why: 'The console ended before the answer came.',
        remedy: '',
        nextAt: now,
        mayHaveArrived: true,
      },
    }));
}

/** What waited too long, also for a yes. Failed acts and conflicts wait for a person as long as it takes. */
export function expireActs(acts: Iterable<ActRecord>, now: number): Draft[] {
  return [...acts]
    .filter((a) => (a.state === 'awaiting' || a.state === 'queued') && a.expiresAt <= now)
    .map((a) => ({ kind: 'act.expired', incident: a.incident, actor: 'outbox', data: { act: a.id, why: tooLate(a) } }));
}

function tooLate(act: ActRecord): string {
  if (act.state === 'awaiting') return 'Nobody said yes in time.';
  return withDoubt(act, act.reason === '' ? 'Its turn did not come in time.' : `It could not be sent in time: ${act.reason}`);
}

function withDoubt(act: ActRecord, why: string): string {
  return act.mayHaveArrived ? `${why} An earlier try may have arrived all the same.` : why;
}
