// A feed that fails for longer than its limit becomes an incident of its own, for silence from it means nothing. It resolves
// when the feed answers again. What was told is read from state, so a restart or a failed write forgets nothing.
import type { FeedHealth } from '../../shared/contract';
import type { Sighting } from '../../shared/feed';
import { OWN_FEED } from '../../shared/log/decide/context';
import type { Draft } from '../../shared/log/event';
import type { Settings } from '../../shared/settings';
import type { Desk } from './desk';

export interface BlindFeedsDeps {
  readonly desk: Desk;
  readonly settings: () => Settings;
  readonly now: () => number;
  /** Our own alerts about feeds. */
  readonly speak: (sightings: readonly Sighting[]) => void;
}

const NAME = 'FeedBlind';
const KEY = 'blind:';

export class BlindFeeds {
  private readonly deps: BlindFeedsDeps;

  constructor(deps: BlindFeedsDeps) {
    this.deps = deps;
  }

  /** Takes the feeds' health as it is now; call it on each change and on the clock's tick. */
  review(feeds: readonly FeedHealth[]): void {
    const told = this.told();
    const sightings: Sighting[] = [];
    for (const health of feeds) {
      const sighting = this.reviewOne(health, told.has(health.feed));
      if (sighting) sightings.push(sighting);
    }
    for (const feed of told)
      if (!feeds.some((f) => f.feed === feed))
        sightings.push(blindSighting({ feed, name: feed, why: '', remedy: '' }, this.deps.now(), 'resolved'));
    if (sightings.length > 0) this.deps.speak(sightings);
  }

  private reviewOne(health: FeedHealth, isTold: boolean): Sighting | null {
    const { feed } = health;
    const since = this.deps.desk.state.failing.get(feed)?.since;
    if (!health.isEnabled || health.state !== 'blind') {
      if (health.state === 'starting') return null;
      if (since !== undefined) this.note(feed, { kind: 'feed.recovered', data: { feed, afterMs: Math.max(0, this.deps.now() - since) } });
      return isTold ? blindSighting(health, since ?? this.deps.now(), 'resolved') : null;
    }
    const start = Math.min(since ?? this.deps.now(), health.failingSince ?? this.deps.now());
    if (since === undefined) {
      const failureKind = health.heartbeat?.isSeen === false ? 'heartbeat' : 'failing';
      this.note(feed, { kind: 'feed.failed', data: { feed, what: health.why, remedy: health.remedy, failureKind } });
    }
    const limitMs = (this.deps.settings().feeds.find((f) => f.id === feed)?.failAfterSeconds ?? 120) * 1000;
    return isTold || this.deps.now() - start < limitMs ? null : blindSighting(health, start, 'firing');
  }

  /** Feeds about which an alert of ours is firing, also from an earlier run of the engine. */
  private told(): Set<string> {
    const told = new Set<string>();
    for (const { row, alerts } of this.deps.desk.state.incidents.values()) {
      if (!row.feeds.includes(OWN_FEED)) continue;
      for (const a of alerts.values()) if (a.feed === OWN_FEED && a.isFiring && a.key.startsWith(KEY)) told.add(a.key.slice(KEY.length));
    }
    return told;
  }

  private note(feed: string, event: Pick<Draft, 'kind' | 'data'>): void {
    this.deps.desk.transact(() => [{ incident: null, actor: `feed:${feed}`, ...event } as Draft]);
  }
}

function blindSighting(health: Pick<FeedHealth, 'feed' | 'name' | 'why' | 'remedy'>, startsAt: number, state: Sighting['state']): Sighting {
  return {
    key: `${KEY}${health.feed}`,
    state,
    name: NAME,
    summary: `Dogwatch is blind on ${health.name}: ${health.why}`,
    labels: { alertname: NAME, service: health.name, feed: health.feed, severity: 'critical' },
    annotations: health.remedy ? { remedy: health.remedy } : {},
    severity: 'critical',
    startsAt,
    suppression: null,
    link: null,
  };
}
