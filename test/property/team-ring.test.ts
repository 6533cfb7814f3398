// Who reads a restricted incident, whatever records lie about and in whatever order they are seen: what a desk believes grows only by steps
// of desks that the step before named.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mayRestrict, type Ring, type RingRecord, ringWith } from '../../shared/team/ring';
import type { MemberRecord, Roster } from '../../shared/team/roster';

const DESKS = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(26));
const INSIDE = DESKS.slice(0, 3);
const OUTSIDER = DESKS[3] as string;
const stamp = (n: number): string => `${n.toString(16).padStart(12, '0')}-0000`;

const anyDesk = fc.constantFrom(...DESKS);
const anyRecord = fc.record({
  version: fc.integer({ min: 1, max: 15 }),
  from: fc.integer({ min: -1, max: 11 }),
  desks: fc.uniqueArray(anyDesk, { maxLength: 4 }),
  by: anyDesk,
  keyCount: fc.integer({ min: 1, max: 3 }),
});
/** The keep has one record for each version. */
const anyRecords = fc.uniqueArray(anyRecord, { maxLength: 12, selector: ({ version }) => version }).map((drafts) =>
  drafts.map(
    ({ version, from, desks, by, keyCount }, i): RingRecord => ({
      ...{ v: 1, space: 'ops', ring: 'inc', version, hlc: stamp(version), at: 0, by, signature: `s${i}` },
      prev: from < 0 || from >= drafts.length ? '' : `s${from}`,
      desks,
      keys: Array.from({ length: keyCount }, (_, epoch) => ({ epoch: epoch + 1, check: `k${epoch}` })),
    }),
  ),
);

function rosterOf(out: readonly string[]): Roster {
  const record = (desk: string) => ({ desk, until: out.includes(desk) ? 5 : null }) as MemberRecord;
  return new Map(DESKS.map((desk) => [desk, record(desk)]));
}

function isSound(ring: Ring): boolean {
  return ring.every((step, i) => {
    const before = ring[i - 1];
    const isBySomebodyThere = step.desks.length === 0 || step.desks.includes(step.by);
    if (!before) return step.prev === '' && isBySomebodyThere;
    const mayChange = before.desks.length === 0 || before.desks.includes(step.by);
    return (
      mayChange &&
      isBySomebodyThere &&
      step.prev === before.signature &&
      step.version > before.version &&
      step.keys.length >= before.keys.length
    );
  });
}

it('[T31] what is believed holds together, and what was believed stays', () => {
  fc.assert(
    fc.property(anyRecords, anyRecords, fc.uniqueArray(anyDesk, { maxLength: 2 }), (early, late, out) => {
      const known = ringWith([], early, rosterOf([]));
      const all = ringWith(known, [...early, ...late], rosterOf(out));
      expect(isSound(known)).toBe(true);
      expect(isSound(all)).toBe(true);
      expect(all.slice(0, known.length)).toEqual(known);
    }),
    { numRuns: 2_000 },
  );
});

it('[T31] the order in which records are seen changes nothing', () => {
  fc.assert(
    fc.property(
      anyRecords.chain((records) => fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length }))),
      ([records, shuffled]) => {
        expect(ringWith([], shuffled, rosterOf([])).map(({ version }) => version)).toEqual(
          ringWith([], records, rosterOf([])).map(({ version }) => version),
        );
      },
    ),
    { numRuns: 1_000 },
  );
});

it('[T31] no record of a desk outside changes what those inside believe, and none of its words lifts anything', () => {
  const first: RingRecord = {
    ...{ v: 1, space: 'ops', ring: 'inc', version: 1, prev: '', hlc: stamp(1), at: 0, by: INSIDE[0] as string, signature: 'first' },
    ...{ desks: INSIDE, keys: [{ epoch: 1, check: 'k0' }] },
  };
  fc.assert(
    fc.property(anyRecords, fc.integer({ min: 2, max: 1_000 }), (records, n) => {
      const hostile = records.map((record) => ({ ...record, by: OUTSIDER, prev: record.prev === 's0' ? 'first' : record.prev }));
      expect(ringWith([first], hostile, rosterOf([]))).toEqual([first]);
      expect(mayRestrict([first], OUTSIDER, stamp(n))).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
