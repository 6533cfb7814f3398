// The health of a feed that is not polled, from what is known of its link. Pure.

import type { FeedHealth } from '../../shared/contract';
import type { Heartbeat } from '../../shared/contract/feeds';
import type { Rejected } from '../../shared/feed';
import type { LiveLink } from '../../shared/feed-push';
import { msg } from '../../shared/words/words';
import { lengthWords } from './heartbeat';

/** A link that was not proved for so long is not taken for standing. */
const STALE_MS = 60_000;
/** So long a person is told of what was refused or lost, if nothing good came since. */
const TELL_MS = 600_000;
/** How often a heartbeat alert must come when nobody said otherwise. */
const HEARTBEAT_MS = 900_000;

/** What happened on the link. Times are Unix ms; null: not yet. */
export interface PushFacts {
  readonly link: LiveLink | null;
  readonly provedAt: number | null;
  /** Since when silence is counted: the start of this run. */
  readonly startedAt: number;
  readonly messages: number;
  readonly lastMessageAt: number | null;
  readonly heartbeatAt: number | null;
  readonly rejected: { readonly at: number; readonly count: number; readonly last: Rejected } | null;
  /** When a delivery could not be recorded, unless one was since. */
  readonly lostAt: number | null;
}

/** What was refused lately, with what is refused now. */
export function withRejected(before: PushFacts['rejected'], rejected: readonly Rejected[], now: number): PushFacts['rejected'] {
  const last = rejected.at(-1);
  if (!last) return before;
  const known = before !== null && now - before.at <= TELL_MS ? before.count : 0;
  return { at: now, count: known + rejected.length, last };
}

type Verdict = Pick<FeedHealth, 'state' | 'why' | 'remedy'>;

function silenceOf(facts: PushFacts, heartbeat: Heartbeat | null, maxSilenceMs: number, now: number): Verdict | null {
  const limitMs = heartbeat !== null ? heartbeat.everyMs || maxSilenceMs || HEARTBEAT_MS : maxSilenceMs;
  const heardAt = heartbeat !== null ? facts.heartbeatAt : facts.lastMessageAt;
  const silentMs = now - (heardAt ?? facts.startedAt);
  if (limitMs === 0) return null;
  if (silentMs <= limitMs) {
    const isUnproved = heartbeat !== null && heardAt === null;
    return isUnproved ? { state: 'starting', why: msg`Waiting for the heartbeat alert ${heartbeat.name}.`, remedy: '' } : null;
  }
  return {
    state: 'blind',
    why:
      heartbeat !== null
        ? msg`The heartbeat alert ${heartbeat.name} did not come for more than ${lengthWords(limitMs)}.`
        : msg`Nothing came for more than ${lengthWords(limitMs)}.`,
    remedy: msg`The link stands, but the source may be down, or it sends elsewhere: look at its log.`,
  };
}

function rejectedWords({ rejected }: PushFacts, now: number): string {
  if (rejected === null || now - rejected.at > TELL_MS) return '';
  const { count, last } = rejected;
  const what = count === 1 ? msg`1 message was refused` : msg`${count} messages or alerts were refused, the last one`;
  return `${what} (${last.where}): ${last.why.replace(/\.$/, '')}.`;
}

function verdictOf(facts: PushFacts, heartbeat: Heartbeat | null, maxSilenceMs: number, now: number): Verdict {
  if (facts.lostAt !== null && now - facts.lostAt <= TELL_MS)
    return { state: 'blind', why: msg`What the feed sent could not be recorded.`, remedy: msg`Look at the disk: is it full or read-only?` };
  if (facts.provedAt !== null && now - facts.provedAt > STALE_MS)
    return { state: 'blind', why: msg`The link was not proved for more than a minute.`, remedy: msg`Check the network.` };
  const silence = silenceOf(facts, heartbeat, maxSilenceMs, now);
  if (silence) return silence;
  const trouble = facts.link?.trouble;
  if (trouble) return { state: 'partial', why: [trouble.what, rejectedWords(facts, now)].join(' ').trim(), remedy: trouble.remedy };
  const words = [rejectedWords(facts, now), facts.link?.caution ?? ''].filter((part) => part !== '');
  const remedy = rejectedWords(facts, now) === '' ? '' : msg`Look at the sender.`;
  return { state: 'ok', why: words.join(' '), remedy };
}

/** Health while the link stands. `counts`: the alerts of the feed that fire now. */
export function withLink(
  health: FeedHealth,
  facts: PushFacts,
  maxSilenceMs: number,
  counts: Pick<FeedHealth, 'alertCount' | 'suppressedCount'>,
  now: number,
): FeedHealth {
  const { link, provedAt, messages, lastMessageAt, rejected } = facts;
  const verdict = verdictOf(facts, health.heartbeat, maxSilenceMs, now);
  const isFresh = rejected !== null && now - rejected.at <= TELL_MS;
  return {
    ...health,
    ...counts,
    ...verdict,
    lastSuccessAt: provedAt ?? health.lastSuccessAt,
    lastChangeAt: lastMessageAt,
    failingSince: verdict.state === 'blind' ? (health.failingSince ?? now) : null,
    nextTryAt: null,
    latencyMs: link?.latencyMs ?? null,
    rejectedCount: isFresh ? rejected.count : 0,
    heartbeat: health.heartbeat && {
      ...health.heartbeat,
      seenAt: facts.heartbeatAt,
      isSeen: facts.heartbeatAt !== null && verdict.state !== 'blind',
    },
    peers: link === null ? [] : [{ url: link.url, isOk: true, latencyMs: link.latencyMs, failure: null }],
    push: { url: link?.url ?? '', messages, lastMessageAt },
  };
}
