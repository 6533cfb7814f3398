// Where alerts stand, by the values that correlation rules compare: one lookup a rule instead of a walk over all alerts.
import type { AlertData } from '../domain/alert';
import type { Mark, Marks } from './correlate';

/** An alert on its way into the index. `group`: key of its own group; `id`: `alertId(feed, key)`. */
export interface Placed {
  readonly id: string;
  readonly feed: string;
  readonly group: string;
  readonly startsAt: AlertData['startsAt'];
}

/** What one feed's alerts of one incident have in common under one key. Times are Unix ms. */
export interface Span {
  readonly feed: string;
  first: number;
  last: number;
  /** Only for parents, who must still fire when a child comes. */
  readonly ids: Set<string> | null;
}

/** Distinct values of one identity label, and the groups that brought them. */
export interface Values {
  readonly values: Pick<Few, 'has'>;
  readonly groups: Pick<Few, 'has' | 'size'>;
}

/** A set of mostly one text: with very many incidents a real one for each would be the larger part of memory and time. */
class Few {
  private readonly first: string;
  private rest: Set<string> | null = null;

  constructor(first: string) {
    this.first = first;
  }

  get size(): number {
    return 1 + (this.rest?.size ?? 0);
  }

  has(text: string): boolean {
    return text === this.first || (this.rest?.has(text) ?? false);
  }

  add(text: string): void {
    if (text === this.first) return;
    this.rest ??= new Set();
    this.rest.add(text);
  }
}

interface Home {
  readonly keys: string[];
  readonly identity: ({ readonly values: Few; readonly groups: Few } | undefined)[];
}

export class CorrelationIndex {
  private readonly places = new Map<string, Map<string, Span[]>>();
  private readonly homes = new Map<string, Home>();

  /** Notes an alert of incident `home`. Noting it again changes nothing. */
  add(home: string, alert: Placed, { marks, identity }: Marks): void {
    let entry = this.homes.get(home);
    if (!entry) {
      entry = { keys: [], identity: [] };
      this.homes.set(home, entry);
    }
    for (const mark of marks) for (const key of mark.stored) this.store(home, entry, key, mark, alert);
    identity.forEach((value, at) => {
      if (value === '') return;
      const kept = entry.identity[at];
      if (!kept) entry.identity[at] = { values: new Few(value), groups: new Few(alert.group) };
      else {
        kept.values.add(value);
        kept.groups.add(alert.group);
      }
    });
  }

  private store(home: string, entry: Home, key: string, mark: Mark, { id, feed, startsAt }: Placed): void {
    let byHome = this.places.get(key);
    if (!byHome) {
      byHome = new Map();
      this.places.set(key, byHome);
    }
    let spans = byHome.get(home);
    if (!spans) {
      spans = [];
      byHome.set(home, spans);
      entry.keys.push(key);
    }
    const span = spans.find((s) => s.feed === feed);
    if (!span) spans.push({ feed, first: startsAt, last: startsAt, ids: mark.rule.does === 'children' ? new Set([id]) : null });
    else {
      span.first = Math.min(span.first, startsAt);
      span.last = Math.max(span.last, startsAt);
      span.ids?.add(id);
    }
  }

  /** Forgets all alerts of an incident. */
  drop(home: string): void {
    for (const key of this.homes.get(home)?.keys ?? []) {
      const byHome = this.places.get(key);
      byHome?.delete(home);
      if (byHome?.size === 0) this.places.delete(key);
    }
    this.homes.delete(home);
  }

  /** Incidents that hold alerts under a key. */
  at(key: string): ReadonlyMap<string, readonly Span[]> {
    return this.places.get(key) ?? NONE;
  }

  /** What incident `home` holds of identity label `at`, and of which groups. */
  identityOf(home: string, at: number): Values | undefined {
    return this.homes.get(home)?.identity[at];
  }
}

const NONE: ReadonlyMap<string, readonly Span[]> = new Map();
