// Feed health in words: what state a feed is in, why, and what to do. Pure; the runner folds results into it.
import type { FeedHealth } from '../../shared/contract';
import { isCanary } from '../../shared/domain/canary';
import type { FeedFailure, FeedManifest, PeerHealth, Rejected, Sighting } from '../../shared/feed';
import { type HeartbeatTest, heartbeatTest } from '../../shared/rules/heartbeat';
import { msg } from '../../shared/words/words';
import { beaten, listed, missingWords } from './heartbeat';
import { shorten } from './http-failure';

/** Failures that a retry a second later often cures: only the second in a row makes a feed blind. */
const PASSING: ReadonlySet<FeedFailure['kind']> = new Set(['unreachable', 'dns', 'server', 'rate-limited']);

/** What a new list of alerts changes. `isComplete`: only a whole list proves that the heartbeat is missing. */
export function withSightings(
  health: FeedHealth,
  sightings: readonly Sighting[],
  rejectedCount: number,
  isComplete: boolean,
  now: number,
  isBeat: HeartbeatTest = heartbeatTest(health.heartbeat?.name ?? ''),
): FeedHealth {
  let suppressedCount = 0;
  let isSeen = false;
  let canaries = 0;
  for (const sighting of sightings) {
    if (isCanary(sighting)) {
      canaries += 1;
      continue;
    }
    if (sighting.suppression) suppressedCount += 1;
    if (!isSeen && sighting.state === 'firing' && isBeat(sighting)) isSeen = true;
  }
  const { heartbeat } = health;
  const isKept = !isComplete && health.lastSuccessAt !== null && heartbeat?.isListed === true;
  return {
    ...health,
    lastChangeAt: now,
    alertCount: sightings.length - canaries,
    suppressedCount,
    rejectedCount,
    heartbeat: heartbeat && listed(heartbeat, isSeen || isKept),
  };
}

function rejectedWords(count: number, first: Rejected | null): string {
  const rows = `${count} ${count === 1 ? 'row' : 'rows'} of the answer could not be read`;
  return first ? `${rows}: ${shorten(first.where, 80)}: ${shorten(first.why, 120)}.` : `${rows}.`;
}

function awayWords(peers: readonly PeerHealth[], count: number): string {
  if (!peers.some((peer) => peer.part === 'file')) return 'servers are away';
  return count === 1 ? 'files is not followed' : 'files are not followed';
}

function successWords(
  health: FeedHealth,
  manifest: FeedManifest,
  firstRejected: Rejected | null,
  now: number,
): Pick<FeedHealth, 'state' | 'why' | 'remedy'> {
  const { heartbeat, peers, latencyMs, rejectedCount } = health;
  const missing = heartbeat && missingWords(heartbeat, now);
  if (missing) return missing;
  const away = peers.filter((peer) => !peer.isOk);
  const unknown = away.filter((peer) => peer.part === 'rule');
  if (unknown.length > 0) {
    const rules = peers.filter((peer) => peer.part === 'rule').length;
    return {
      state: 'partial',
      why: `${unknown.length} of ${rules} rules ${unknown.length === 1 ? 'is' : 'are'} unknown. ${unknown[0]?.failure?.what ?? ''}`.trim(),
      remedy: unknown[0]?.failure?.remedy ?? '',
    };
  }
  if (away.length > 0) {
    return {
      state: 'partial',
      why: `${away.length} of ${peers.length} ${awayWords(peers, away.length)}. ${away[0]?.failure?.what ?? ''}`.trim(),
      remedy: away[0]?.failure?.remedy ?? '',
    };
  }
  if (rejectedCount > 0) {
    return {
      state: 'ok',
      why: rejectedWords(rejectedCount, firstRejected),
      remedy: msg`Look at the source: something sends malformed alerts.`,
    };
  }
  if (latencyMs !== null && latencyMs > manifest.slowMs) {
    return {
      state: 'slow',
      why: msg`The last answer took ${(latencyMs / 1000).toFixed(1)} s.`,
      remedy: msg`Narrow the feed with filters, or look at the server.`,
    };
  }
  return { state: 'ok', why: '', remedy: '' };
}

export interface Success {
  readonly now: number;
  readonly latencyMs: number;
  readonly intervalMs: number;
  readonly peers: readonly PeerHealth[];
  readonly isTlsUnchecked: boolean;
  /** Of the rows that could not be read, where there are any. */
  readonly firstRejected: Rejected | null;
  /** What else a person should know although the answer was good; empty: nothing. */
  readonly trouble: string;
}

export function withSuccess(health: FeedHealth, manifest: FeedManifest, success: Success): FeedHealth {
  const { now, latencyMs, intervalMs, peers, isTlsUnchecked, firstRejected, trouble } = success;
  const next: FeedHealth = {
    ...health,
    lastSuccessAt: now,
    failingSince: null,
    latencyMs: Math.round(latencyMs),
    intervalMs,
    peers,
    heartbeat: health.heartbeat && beaten(health.heartbeat, now),
  };
  const words = successWords(next, manifest, firstRejected, now);
  const unchecked = isTlsUnchecked ? "The server's certificate is not checked." : '';
  return { ...next, ...words, why: [words.why, trouble, unchecked].filter((part) => part !== '').join(' ') };
}

/** `failures` counts those in a row, this one included. */
export function withFailure(
  health: FeedHealth,
  failure: FeedFailure,
  failures: number,
  peers: readonly PeerHealth[],
  now: number,
): FeedHealth {
  const isBlind = failures > 1 || !PASSING.has(failure.kind);
  return {
    ...health,
    state: isBlind ? 'blind' : health.state,
    why: failure.what,
    remedy: failure.remedy,
    failingSince: health.failingSince ?? now,
    peers: peers.length > 0 ? peers : health.peers,
  };
}

/** Does a person see a difference, beyond the clock moving on? */
export function isTransition(a: FeedHealth, b: FeedHealth): boolean {
  const isSamePeers = a.peers.length === b.peers.length && a.peers.every((peer, i) => peer.isOk === b.peers[i]?.isOk);
  return (
    a.state !== b.state ||
    a.why !== b.why ||
    a.failingSince !== b.failingSince ||
    a.alertCount !== b.alertCount ||
    a.suppressedCount !== b.suppressedCount ||
    a.rejectedCount !== b.rejectedCount ||
    a.heartbeat?.isSeen !== b.heartbeat?.isSeen ||
    !isSamePeers
  );
}
