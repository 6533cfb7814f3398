// Alerts of sources that only tell what changes: one that is neither sent again nor cleared for long must not stand for ever.
import { indexAlerts } from '../../shared/log/decide/sightings';
import type { State } from '../../shared/log/state';
import type { FeedReport } from '../feeds/runner';

const LOOK_EVERY_MS = 60_000;

/** A feed that is not polled, and how long its alerts are kept without a word. */
export interface ForgetfulFeed {
  readonly feed: string;
  readonly forgetAfterMs: number;
}

export class Unheard {
  /** Feed -> key -> when it was last heard of in this run, Unix ms. */
  private readonly heardAt = new Map<string, Map<string, number>>();
  private readonly startedAt: number;
  private lookedAt: number;

  /** What was heard before this run counts as heard when it began: better kept too long than let go too early. */
  constructor(startedAt: number) {
    this.startedAt = startedAt;
    this.lookedAt = startedAt;
  }

  hear({ feed, sightings, polledAt }: FeedReport): void {
    const heard = this.heardAt.get(feed) ?? new Map<string, number>();
    this.heardAt.set(feed, heard);
    for (const { key, state } of sightings) {
      if (state === 'firing') heard.set(key, polledAt);
      else heard.delete(key);
    }
  }

  /** Keys to let go by feed; looks once a minute. */
  due(feeds: readonly ForgetfulFeed[], state: State, now: number): ReadonlyMap<string, readonly string[]> {
    const due = new Map<string, readonly string[]>();
    if (Math.abs(now - this.lookedAt) < LOOK_EVERY_MS) return due;
    this.lookedAt = now;
    for (const { feed, forgetAfterMs } of feeds) {
      if (forgetAfterMs === 0) continue;
      const keys = this.overdue(feed, state, now - forgetAfterMs);
      if (keys.length > 0) due.set(feed, keys);
    }
    return due;
  }

  /** Forgets, too, when keys were heard of that fire no more. */
  private overdue(feed: string, state: State, before: number): readonly string[] {
    const heard = this.heardAt.get(feed);
    const firing = [...indexAlerts(state, feed).values()].filter(({ alert }) => alert.isFiring);
    const kept = new Map(firing.map(({ alert }) => [alert.key, heard?.get(alert.key) ?? Math.max(this.startedAt, alert.seenAt)]));
    this.heardAt.set(feed, kept);
    return [...kept].flatMap(([key, at]) => (at <= before ? [key] : []));
  }
}

/** `24 h`, `90 min`: of a setting in hours. */
export function hoursWords(ms: number): string {
  return ms >= 3_600_000 ? `${Number((ms / 3_600_000).toFixed(1))} h` : `${Math.round(ms / 60_000)} min`;
}
