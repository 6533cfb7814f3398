// What says the same as before is the same object as before: so the rest of the console sees at a glance what is new.
import type { Sighting } from '../../shared/feed';

/** The sightings with those of the last answer in the place of what says the same; null when all of them do. */
export function reused(now: readonly Sighting[], before: readonly Sighting[]): readonly Sighting[] | null {
  const known = new Map(before.map((sighting) => [sighting.key, sighting]));
  const next = now.map((sighting) => {
    const old = known.get(sighting.key);
    return old && JSON.stringify(old) === JSON.stringify(sighting) ? old : sighting;
  });
  return next.length === before.length && next.every((sighting, at) => sighting === before[at]) ? null : next;
}
