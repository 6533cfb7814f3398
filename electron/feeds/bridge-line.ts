// Between the feeds that a bridge of the team watches and whoever hears bridges: each feed listens for its own name; how the words come
// here is not its business.
import type { FeedHealth } from '../../shared/contract';
import type { Rejected, Sighting } from '../../shared/feed';
import { msg } from '../../shared/words/words';

/** What a bridge says of one of its feeds. Times are Unix ms by the clock of this desk. */
export interface BridgeWord extends Pick<FeedHealth, 'state' | 'why' | 'remedy' | 'latencyMs' | 'intervalMs' | 'rejectedCount'> {
  /** Name of the bridge, for people. */
  readonly bridge: string;
  readonly answeredAt: number | null;
  readonly isBeatSeen: boolean;
  /** Everything that the bridge wrote of this feed has come. */
  readonly isCurrent: boolean;
}

export interface BridgeReport {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly Rejected[];
  /** May an alert that is not listed be taken as resolved? If not, `why` says why not. */
  readonly isComplete: boolean;
  readonly why: string;
  /** It tells of these alerts only. */
  readonly isPart: boolean;
}

export interface BridgeListener {
  heard(word: BridgeWord): void;
  /** Resolves after the commit; false: it could not be recorded, and is to be offered again. */
  take(report: BridgeReport): Promise<boolean>;
}

export interface BridgeTrouble {
  readonly what: string;
  readonly remedy: string;
}

export const NOT_SHARED: BridgeTrouble = {
  what: msg`This desk shares with no team, so no bridge is heard.`,
  remedy: msg`Switch sharing on, or let this desk watch the source itself.`,
};

export class BridgeLine {
  private readonly listeners = new Map<string, BridgeListener>();
  private readonly followers = new Set<() => void>();
  /** Why no bridge can be heard at all; null: nothing stands in the way. */
  trouble: BridgeTrouble | null = NOT_SHARED;
  /** Has bridges speak at once. */
  ask: () => void = () => undefined;

  /** The listener of this feed from now on; the answer ends that. */
  follow(feed: string, listener: BridgeListener): () => void {
    this.listeners.set(feed, listener);
    this.changed();
    return () => {
      if (this.listeners.get(feed) !== listener) return;
      this.listeners.delete(feed);
      this.changed();
    };
  }

  listenerOf(feed: string): BridgeListener | undefined {
    return this.listeners.get(feed);
  }

  /** Feeds that listen now, in the order of the alphabet. */
  get feeds(): readonly string[] {
    return [...this.listeners.keys()].sort();
  }

  /** Told when other feeds listen. */
  onFeeds(follower: () => void): () => void {
    this.followers.add(follower);
    return () => void this.followers.delete(follower);
  }

  private changed(): void {
    for (const follower of this.followers) follower();
  }
}

/** Of a feed that a bridge watches: this desk needs no way to its source. */
export function needsNoWay(feed: { readonly watchedBy?: 'desk' | 'bridge' | undefined; readonly config: object }): boolean {
  return feed.watchedBy === 'bridge' && Object.keys(feed.config).length === 0;
}
