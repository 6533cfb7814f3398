// What is known of single alerts, by feed and key: asked several times a sighting, so no id is put together to find it.
import { alertId } from '../domain/alert';

export interface OfAlert<V> {
  /** As `alertId`. */
  readonly id: string;
  value: V;
}

export class ByAlert<V> {
  private readonly feeds = new Map<string, Map<string, OfAlert<V>>>();

  get(feed: string, key: string): OfAlert<V> | undefined {
    return this.feeds.get(feed)?.get(key);
  }

  set(feed: string, key: string, value: V): void {
    let keys = this.feeds.get(feed);
    if (!keys) {
      keys = new Map();
      this.feeds.set(feed, keys);
    }
    keys.set(key, { id: alertId(feed, key), value });
  }

  delete(feed: string, key: string): void {
    this.feeds.get(feed)?.delete(key);
  }
}
