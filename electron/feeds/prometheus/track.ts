// What became of a rule's series over time: waiting for `for`, firing, or firing on for `keepFiringFor`. Pure.
import type { Sighting } from '../../../shared/feed';
import type { PrometheusRule } from './rule';

/** One series of a rule, times in Unix ms. */
export interface Track {
  readonly sighting: Sighting;
  /** Since when it is there without a break. */
  readonly activeAt: number;
  /** Null while it waits; 0: it has fired for longer than anybody can tell. */
  readonly firingSince: number | null;
  /** Since when it is gone and only fires on; null while it is there. */
  readonly missingSince: number | null;
}

export type Tracks = ReadonlyMap<string, Track>;

function seen(rule: PrometheusRule, before: Track | undefined, sighting: Sighting, now: number): Track {
  const activeAt = before?.activeAt ?? now;
  const isDue = now - activeAt >= rule.forMs;
  const firingSince = before?.firingSince ?? (isDue ? now : null);
  if (before && before.firingSince === firingSince && before.missingSince === null) return before;
  return { sighting: { ...sighting, startsAt: firingSince ?? 0 }, activeAt, firingSince, missingSince: null };
}

function missing(rule: PrometheusRule, before: Track, now: number): Track | null {
  if (before.firingSince === null) return null;
  const missingSince = before.missingSince ?? now;
  if (now - missingSince >= rule.keepFiringMs) return null;
  return before.missingSince === null ? { ...before, missingSince } : before;
}

/** One evaluation. Tracks in `unsure` stay as they are: they are there, but nobody can say how they do. */
export function step(
  rule: PrometheusRule,
  before: Tracks,
  byKey: ReadonlyMap<string, Sighting>,
  unsure: ReadonlySet<string>,
  now: number,
): Tracks {
  const after = new Map<string, Track>();
  for (const [key, sighting] of byKey) after.set(key, seen(rule, before.get(key), sighting, now));
  for (const [key, track] of before) {
    if (after.has(key)) continue;
    const next = unsure.has(key) ? track : missing(rule, track, now);
    if (next) after.set(key, next);
  }
  return after;
}

/** What fires; the same sighting object as long as it says the same. */
export function firing(tracks: Tracks): Sighting[] {
  return [...tracks.values()].flatMap((track) => (track.firingSince === null ? [] : [track.sighting]));
}
