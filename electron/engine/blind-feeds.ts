// A feed that fails for longer than its limit becomes an incident of its own, for silence from it means nothing. It resolves
// when the feed answers again.
import type { FeedHealth } from '../../shared/contract';
import type { Sighting } from '../../shared/feed';
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

export class BlindFeeds {
  private readonly told = new Set<string>();
  private readonly failing = new Map<string, number>();

  private readonly deps: BlindFeedsDeps;

  constructor(deps: BlindFeedsDeps) {
    this.deps = deps;
  }

  /** Takes the feeds' health as it is now; call it on each change and on the clock's tick. */
  review(feeds: readonly FeedHealth[]): void {
    const sightings: Sighting[] = [];
    for (const health of feeds) {
      const sighting = this.reviewOne(health);
      if (sighting) sightings.push(sighting);
    }
    for (const id of [...this.told, ...this.failing.keys()]) if (!feeds.some((f) => f.feed === id)) this.forget(id, sightings);
    if (sightings.length > 0) this.deps.speak(sightings);
  }

  private reviewOne(health: FeedHealth): Sighting | null {
    const { feed } = health;
    const isBlind = health.isEnabled && health.state === 'blind';
    const since = this.failing.get(feed);
    if (!isBlind) {
      if (health.state === 'starting') return null;
      this.failing.delete(feed);
      if (since !== undefined) this.note(feed, { kind: 'feed.recovered', data: { feed, afterMs: this.deps.now() - since } });
      const isKnown = this.told.delete(feed) || this.isOpenFromBefore(feed);
      return isKnown ? blindSighting(health, since ?? this.deps.now(), 'resolved') : null;
    }
    const start = since ?? health.failingSince ?? this.deps.now();
    if (since === undefined) {
      this.failing.set(feed, start);
      this.note(feed, {
        kind: 'feed.failed',
        data: { feed, what: health.why, remedy: health.remedy, failureKind: health.heartbeat?.isSeen === false ? 'heartbeat' : 'failing' },
      });
    }
    const limitMs = (this.deps.settings().feeds.find((f) => f.id === feed)?.failAfterSeconds ?? 120) * 1000;
    if (this.told.has(feed) || this.deps.now() - start < limitMs) return null;
    this.told.add(feed);
    return blindSighting(health, start, 'firing');
  }

  private forget(feed: string, sightings: Sighting[]): void {
    this.failing.delete(feed);
    if (this.told.delete(feed)) sightings.push(blindSighting({ feed, name: feed, why: '', remedy: '' }, this.deps.now(), 'resolved'));
  }

  /** An incident about this feed that an earlier run of the engine opened. */
  private isOpenFromBefore(feed: string): boolean {
    for (const incident of this.deps.desk.state.incidents.values()) {
      if (incident.row.labels.alertname !== 'FeedBlind') continue;
      for (const alert of incident.alerts.values()) if (alert.key === `blind:${feed}` && alert.isFiring) return true;
    }
    return false;
  }

  private note(feed: string, event: Pick<Draft, 'kind' | 'data'>): void {
    this.deps.desk.transact(() => [{ incident: null, actor: `feed:${feed}`, ...event } as Draft]);
  }
}

function blindSighting(health: Pick<FeedHealth, 'feed' | 'name' | 'why' | 'remedy'>, startsAt: number, state: Sighting['state']): Sighting {
  return {
    key: `blind:${health.feed}`,
    state,
    name: 'FeedBlind',
    summary: `Dogwatch is blind on ${health.name}: ${health.why}`,
    labels: { alertname: 'FeedBlind', service: health.name, feed: health.feed, severity: 'critical' },
    annotations: health.remedy ? { remedy: health.remedy } : {},
    severity: 'critical',
    startsAt,
    suppression: null,
    link: null,
  };
}
