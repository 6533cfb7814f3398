// Alerts are not gossiped between peers: each tells what was sent to it. Together they are one list, by fingerprint.
import type { Sighting } from '../../../shared/feed';
import { areSameSighting } from './row';

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].sort();
}

/** Earliest start; held back only if every peer that lists it holds it back. */
function mergeTwo(a: Sighting, b: Sighting): Sighting {
  if (areSameSighting(a, b)) return a;
  const suppression =
    a.suppression && b.suppression
      ? { by: a.suppression.by, ids: union(a.suppression.ids, b.suppression.by === a.suppression.by ? b.suppression.ids : []) }
      : null;
  return { ...a, startsAt: earliest(a.startsAt, b.startsAt), suppression };
}

/** 0 means that the peer does not know. */
function earliest(a: number, b: number): number {
  if (a === 0 || b === 0) return Math.max(a, b);
  return Math.min(a, b);
}

/**
 * Merges the lists of all peers and what is held. A merged alert that says the same as before is the same object as
 * before, so that the caller sees at a glance that nothing changed.
 */
export function mergePeers(
  lists: readonly ReadonlyMap<string, Sighting>[],
  held: readonly Sighting[],
  before: ReadonlyMap<string, Sighting>,
): ReadonlyMap<string, Sighting> {
  const [only] = lists;
  if (lists.length === 1 && only && held.length === 0) return only;
  const merged = new Map<string, Sighting>();
  for (const list of lists) {
    for (const [key, sighting] of list) {
      const other = merged.get(key);
      merged.set(key, other ? mergeTwo(other, sighting) : sighting);
    }
  }
  for (const sighting of held) if (!merged.has(sighting.key)) merged.set(sighting.key, sighting);
  for (const [key, sighting] of merged) {
    const old = before.get(key);
    if (old && old !== sighting && areSameSighting(old, sighting)) merged.set(key, old);
  }
  return merged;
}

/** Is every alert of one list the very object of the other? */
export function areIdentical(a: ReadonlyMap<string, Sighting>, b: ReadonlyMap<string, Sighting>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [key, sighting] of a) if (b.get(key) !== sighting) return false;
  return true;
}
