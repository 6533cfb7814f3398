// Where the entries of a timeline stand in time: one small object each, for the whole timeline, before any of its words is loaded.
import type { TimelineMarks } from '../../../shared/contract/evidence';

/** Times are Unix ms: `happenedAt` at the source, `at` when it was seen here. */
export interface Mark {
  readonly seq: number;
  readonly at: number;
  readonly happenedAt: number;
  readonly kind: string;
  readonly actor: string;
}

export function marksFrom({ seqs, at, happenedAt, kinds, actors, kindNames, actorNames }: TimelineMarks): Mark[] {
  return seqs.map((seq, i) => ({
    seq,
    at: at[i] ?? 0,
    happenedAt: happenedAt[i] ?? at[i] ?? 0,
    kind: kindNames[kinds[i] ?? -1] ?? '',
    actor: actorNames[actors[i] ?? -1] ?? '',
  }));
}

/** The order of the timeline: by source time, and what has the same by the order in which it was seen. */
export function bySourceTime(a: Mark, b: Mark): number {
  return a.happenedAt - b.happenedAt || a.seq - b.seq;
}

/** The person behind an actor such as `person:ada`; null for everything that is no person. */
export function personOf(actor: string): string | null {
  return actor.startsWith('person:') ? actor.slice('person:'.length) : null;
}
