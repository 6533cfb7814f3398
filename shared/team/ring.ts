// Who reads a restricted incident of a team: signed records, one after the other, each by a desk that the one before named. The first is
// made by whoever restricts it; what follows from elsewhere counts for nothing.
import { z } from 'zod';
import { isMember, type Roster } from './roster';
import { deskName, spaceName } from './wire';

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(100);

/** A key that the ring has had. `check`: SHA-256 that says which it is, so that nobody can give another one out for it. */
const ringKey = z.strictObject({
  epoch: z
    .number()
    .int()
    .min(1)
    .max(2 ** 32 - 1),
  check: base64,
});

/** At most so many desks read a restricted incident, and so many times its key changes. */
export const MOST_IN_RING = 200;
const MOST_KEYS = 500;

/**
 * A step of a ring. `ring`: the incident. `prev`: signature of the step before; '': it is the first. `hlc`: of the event that asked for it.
 * `desks`: who reads what is written from now on, the maker among them; none: everybody in the space again. `keys`: all so far, the last is
 * written with. Signed by `by`.
 */
export const ringRecord = z.strictObject({
  v: z.literal(1),
  space: spaceName,
  ring: z.string().min(1).max(80),
  version: z
    .number()
    .int()
    .min(1)
    .max(2 ** 31),
  prev: base64.or(z.literal('')),
  hlc: z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/),
  desks: z.array(deskName).max(MOST_IN_RING),
  keys: z.array(ringKey).min(1).max(MOST_KEYS),
  at: z.number().int().min(0),
  by: deskName,
  signature: base64,
});
export type RingRecord = z.infer<typeof ringRecord>;

/** All steps that are believed, the first one first; empty: the incident was never restricted in the team. */
export type Ring = readonly RingRecord[];

/** May everybody in the space read what is written of it now? */
export function isOpenRing(ring: Ring): boolean {
  return (ring.at(-1)?.desks.length ?? 0) === 0;
}

/** Desks that read what is written of it now; null: all of the space. */
export function readersOf(ring: Ring): readonly string[] | null {
  return isOpenRing(ring) ? null : (ring.at(-1)?.desks ?? []);
}

export function isInRing(ring: Ring, desk: string): boolean {
  return ring.at(-1)?.desks.includes(desk) ?? false;
}

/**
 * What is believed of a ring once these records were seen, whose signatures hold already. A step by a desk that was put out of the space
 * counts only where a member went on from it; of two that follow the same one, the earlier stands. What was `known` stays.
 */
export function ringWith(known: Ring, records: readonly RingRecord[], roster: Roster): Ring {
  const after = (last: RingRecord | undefined): RingRecord[] =>
    records.filter((record) => mayFollow(last, record)).sort((a, b) => a.version - b.version);
  const isVouched = (record: RingRecord): boolean => isMember(roster, record.by) || after(record).some(isVouched);
  const ring = [...known];
  for (;;) {
    const next = after(ring.at(-1)).find(isVouched);
    if (!next) return ring;
    ring.push(next);
  }
}

function mayFollow(last: RingRecord | undefined, next: RingRecord): boolean {
  if (next.desks.length > 0 && !next.desks.includes(next.by)) return false;
  if (!last) return next.prev === '' && next.desks.length > 0;
  const isOfRing = last.desks.length === 0 || last.desks.includes(next.by);
  const hasKeys = last.keys.every(({ epoch, check }, i) => next.keys[i]?.epoch === epoch && next.keys[i]?.check === check);
  return isOfRing && hasKeys && next.prev === last.signature && next.version > last.version && next.ring === last.ring;
}

/**
 * May what this desk wrote at `hlc` about who is to know count? Only from a desk that was in the ring as it stood then: who was not, or
 * is not any more, can lift nothing.
 */
export function mayRestrict(ring: Ring, desk: string, hlc: string): boolean {
  const then = ring.filter((step) => step.hlc < hlc).at(-1);
  return !then || then.desks.length === 0 || then.desks.includes(desk);
}
