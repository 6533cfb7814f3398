// [M1] Desks that wrote apart from each other, with any order, any delay and any repetition of what they tell each other, end with the
// same text, and nothing that anybody wrote is missing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { firstUpdate, LiveDoc } from '../../electron/postmortem/live-doc';
import { textChanges } from '../../electron/postmortem/text-change';

/** A keystroke of one of three desks: where (as a share of the text), how much goes, what comes. */
const edit = fc.record({
  desk: fc.nat({ max: 2 }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 4 }),
  insert: fc.string({ maxLength: 12, unit: 'grapheme' }),
});
/** Between keystrokes a desk may hear from another. */
const step = fc.oneof(
  { weight: 3, arbitrary: edit },
  { weight: 1, arbitrary: fc.record({ from: fc.nat({ max: 2 }), to: fc.nat({ max: 2 }) }) },
);

function typed(doc: Y.Doc, { at, remove, insert }: { at: number; remove: number; insert: string }): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const text = doc.getText('text');
  doc.transact(() => {
    const place = Math.floor(at * text.length);
    text.delete(place, Math.min(remove, text.length - place));
    text.insert(place, insert);
  });
  return Y.encodeStateAsUpdate(doc, before);
}

/** Writes on three desks that started apart; every update that any of them made. */
function history(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[], first: string) {
  const desks = [0, 1, 2].map(() => new Y.Doc());
  for (const doc of desks) Y.applyUpdate(doc, firstUpdate('inc-1', first));
  const updates: Uint8Array[] = [];
  for (const s of steps) {
    if ('desk' in s) updates.push(typed(desks[s.desk] as Y.Doc, s));
    else Y.applyUpdate(desks[s.to] as Y.Doc, Y.encodeStateAsUpdate(desks[s.from] as Y.Doc));
  }
  return { desks, updates };
}

/** Takes them as an engine does: what builds on something that is not here yet is refused, and comes again. */
function takeAll(updates: readonly Uint8Array[], first: string): string {
  let taken: Uint8Array[] = [firstUpdate('inc-1', first)];
  let doc = new LiveDoc();
  doc.load(taken);
  let waiting = [...updates];
  while (waiting.length > 0) {
    const late: Uint8Array[] = [];
    for (const update of waiting) {
      const reply = doc.take(update);
      if (reply.ok) {
        if (reply.update) taken = [...taken, reply.update];
        continue;
      }
      expect(reply.refusal.kind).toBe('too-early');
      late.push(update);
      doc = new LiveDoc();
      doc.load(taken);
    }
    expect(late.length).toBeLessThan(waiting.length);
    waiting = late;
  }
  return doc.toString();
}

/** Each insertion has a letter of its own, which no other can fall into. */
const FIRST_LETTER = 0x4e00;

describe('postmortems that were written apart', () => {
  it('[M1] are the same in the end, whatever came when and how often', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.string({ maxLength: 30 }), fc.infiniteStream(fc.nat()), (steps, first, picks) => {
        const { desks, updates } = history(steps, first);
        const random = picks[Symbol.iterator]();
        const repeated = [...updates, ...updates.filter(() => (random.next().value as number) % 3 === 0)];
        const shuffled = repeated
          .map((u) => ({ u, k: random.next().value as number }))
          .sort((a, b) => a.k - b.k)
          .map(({ u }) => u);
        const merged = desks.map((doc) => {
          for (const update of updates) Y.applyUpdate(doc, update);
          return doc.getText('text').toString();
        });
        expect(takeAll(shuffled, first)).toBe(merged[0]);
        expect(new Set(merged).size).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  it('[M1] lose no letter that nobody deleted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ desk: fc.nat({ max: 2 }), at: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 30 }),
        (steps) => {
          const inserted = steps.map((s, n) => ({ ...s, remove: 0, insert: String.fromCodePoint(FIRST_LETTER + n) }));
          const { updates } = history(inserted, 'Begin');
          const text = takeAll(updates, 'Begin');
          expect([...text].sort()).toEqual([...'Begin', ...inserted.map(({ insert }) => insert)].sort());
        },
      ),
    );
  });

  it('[M5] a restore gives the text of the version, and changes as few lines as it can', () => {
    const line = fc.constantFrom('a\n', 'b\n', 'c\n', 'd', '\n', 'é\n');
    const text = fc.array(line, { maxLength: 25 }).map((lines) => lines.join(''));
    fc.assert(
      fc.property(text, text, (from, to) => {
        const doc = new LiveDoc();
        doc.load([firstUpdate('inc-1', from)]);
        expect(doc.become(to) === null).toBe(from === to);
        expect(doc.toString()).toBe(to);
        const touched = textChanges(from, to).reduce((sum, c) => sum + c.remove + c.insert.length, 0);
        expect(touched).toBeLessThanOrEqual(from.length + to.length);
      }),
    );
    expect(textChanges('a\nb\nc\nd\n', 'a\nx\nc\nd\ne\n')).toEqual([
      { at: 8, remove: 0, insert: 'e\n' },
      { at: 2, remove: 2, insert: 'x\n' },
    ]);
  });
});
