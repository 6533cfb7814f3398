// One poll of all peers as one feed: healthy while one answers, and careful about what may be taken as resolved.
import type { FeedContext, FeedFailure, PeerHealth, PollResult, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { AlertmanagerConfig } from './config';
import type { Cursor, PeerMemory } from './memory';
import { areIdentical, mergePeers } from './merge';
import { askPeer, type PeerAnswer, type PeerSilence } from './peers';
import { NO_PIECES } from './read-answer';

const NOTHING: ReadonlyMap<string, Sighting> = new Map();

function isAnswer(peer: PeerAnswer | PeerSilence): peer is PeerAnswer {
  return 'memory' in peer;
}

function healthOf(peer: PeerAnswer | PeerSilence): PeerHealth {
  return isAnswer(peer)
    ? { url: peer.url, isOk: true, latencyMs: peer.latencyMs, failure: null }
    : { url: peer.url, isOk: false, latencyMs: null, failure: peer.failure };
}

function combinedFailure(peers: readonly PeerSilence[]): FeedFailure {
  const [first, ...rest] = peers as [PeerSilence, ...PeerSilence[]];
  if (rest.length === 0) return first.failure;
  const waits = peers.map((peer) => peer.failure.retryAfterMs ?? 0);
  return {
    ...first.failure,
    what: msg`None of ${peers.length} servers answers. ${peers.map((peer) => peer.failure.what).join(' ')}`,
    ...(Math.max(...waits) > 0 && { retryAfterMs: Math.min(...waits) }),
  };
}

/** Alerts that no other peer listed when this one was last heard. */
function onlyAt(url: string, cursor: Cursor): Sighting[] {
  const own = cursor.peers.get(url);
  const others = [...cursor.peers].filter(([other, memory]) => other !== url && memory.failingSince === null);
  return own ? [...own.byKey.values()].filter((sighting) => others.every(([, memory]) => !memory.byKey.has(sighting.key))) : [];
}

/** What is remembered of a peer that did not answer now. `okAt` 0: it never did in this run. */
function lostMemory(url: string, cursor: Cursor | null, now: number): PeerMemory {
  const before = cursor?.peers.get(url);
  if (!before || !cursor)
    return {
      ...{ digest: '', pieces: NO_PIECES, byKey: NOTHING, rejected: [], nameless: 0, okAt: 0 },
      ...{ failingSince: now, run: null, graceUntil: 0, held: [] },
    };
  return before.failingSince === null ? { ...before, failingSince: now, held: onlyAt(url, cursor) } : before;
}

/** A peer that is known to be away says nothing; one that answers badly or not in time might have said something else. */
function isAway(peer: PeerSilence): boolean {
  return peer.failure.kind === 'unreachable' || peer.failure.kind === 'dns';
}

/** Why a missing alert may still be firing, if so. */
function mistrust(answered: readonly PeerAnswer[], lost: readonly PeerSilence[], unheard: string | undefined, now: number): string | null {
  if (unheard) return `${new URL(unheard).host} has not been heard yet since the start, and may know more`;
  const vague = lost.find((peer) => !isAway(peer));
  if (vague) return `a reachable server gave no usable answer: ${vague.failure.what}`;
  const fresh = answered.find((peer) => peer.memory.graceUntil > now);
  if (fresh) return `${new URL(fresh.url).host} has just restarted; its alerts may not have been sent to it again yet`;
  const unread = answered.find((peer) => peer.memory.nameless > 0);
  return unread ? 'a row of the answer could not be read, and a missing alert may be that one' : null;
}

export async function poll(ctx: FeedContext, config: AlertmanagerConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const known = cursor?.merged ?? NOTHING;
  const peers = await Promise.all(config.urls.map((url) => askPeer(ctx, config, url, cursor?.peers.get(url), known)));
  const answered = peers.filter(isAnswer);
  const lost = peers.filter((peer): peer is PeerSilence => !isAnswer(peer));
  const health = peers.map(healthOf);
  if (answered.length === 0) return { kind: 'failed', failure: combinedFailure(lost), peers: health };

  const now = ctx.now();
  const memories = new Map(answered.map((peer) => [peer.url, peer.memory]));
  for (const { url } of lost) memories.set(url, lostMemory(url, cursor, now));
  const lately = [...memories].filter(([, memory]) => memory.failingSince !== null && now - memory.failingSince < config.restartGraceMs);
  const held = lately.flatMap(([, memory]) => memory.held);
  const unheard = ctx.lastAnswerAt === null ? undefined : lately.find(([, memory]) => memory.okAt === 0)?.[0];
  const merged = mergePeers(
    answered.map((peer) => peer.memory.byKey),
    held,
    known,
  );
  const rejected = answered.flatMap((peer) => peer.memory.rejected);
  const why = mistrust(answered, lost, unheard, now);
  const isTrusted = why === null;
  const isSame =
    cursor !== null && cursor.isTrusted === isTrusted && cursor.rejectedCount === rejected.length && areIdentical(merged, known);
  const sightings = isSame ? cursor.sightings : [...merged.values()];
  const next: Cursor = { peers: memories, merged, sightings, rejectedCount: rejected.length, isTrusted };
  if (isSame) return { kind: 'unchanged', cursor: next, peers: health };
  return {
    kind: 'snapshot',
    cursor: next,
    sightings,
    rejected,
    absence: why === null ? { isTrusted: true } : { isTrusted: false, why },
    peers: health,
  };
}
