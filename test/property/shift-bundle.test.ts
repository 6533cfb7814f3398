// Bundles as a stranger could sign them: any value in any place. What is understood is applied whole, to live incidents only;
// everything else is refused before anything happens.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ShiftInbox } from '../../electron/engine/shift-inbox';
import { payloadHash } from '../../electron/shift/sealed-file';
import { decideTakeOver, planTakeOver } from '../../shared/log/decide/shift';
import { foldRow } from '../../shared/log/views/queue';
import { tellEvent } from '../../shared/log/views/timeline';
import { composeShift } from '../../shared/rules/compose-shift';
import { Bench, context, sighting, T0 } from '../shared/make';

type Json = { [key: string]: unknown };
const publicKey = Buffer.alloc(32, 7);

function desk(): Bench {
  const bench = new Bench();
  bench.see(
    ['A', 'B'].map((alertname) => sighting({ alertname })),
    context(),
  );
  return bench;
}

function bundleOf(bench: Bench): Json {
  const rows = [...bench.state.incidents.values()].map((i) => i.row);
  const roles = [{ role: 'incident-manager', roleName: 'Incident manager', person: 'robin', personName: 'Robin', offered: null }];
  const bundle = composeShift({
    ...{ to: 'Ana', note: 'calm', restricted: [], now: T0, silences: [], faults: [] },
    from: { name: 'Robin', person: 'robin', device: 'desk' },
    rows: rows.map((row) => ({ ...row, roles, snoozedUntil: T0 + 9e6 })),
    notesOf: () => [{ text: 'note', by: 'Robin', at: T0 }],
    runbookOf: () => ({ title: 'Disk full', step: 'free space' }),
  });
  return JSON.parse(JSON.stringify(bundle)) as Json;
}

/** Puts a value somewhere into the tree; `way` chooses at each level. */
function put(tree: unknown, way: readonly number[], value: unknown): unknown {
  const [first, ...rest] = way;
  if (first === undefined || typeof tree !== 'object' || tree === null) return value;
  const keys = Object.keys(tree);
  const key = keys[first % (keys.length || 1)];
  if (key === undefined) return value;
  const changed = { ...(tree as Json), [key]: put((tree as Json)[key], rest, value) };
  return Array.isArray(tree) ? Object.values(changed) : changed;
}

const edit = fc.tuple(
  fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }),
  fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom(-1, 8.64e15, 1e30, '', '__proto__', 'incident-manager')),
);

it('[D14] [D17] a bundle of any shape is refused whole or applied whole, and never throws', () => {
  let applied = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 0, maxLength: 3 }), (edits) => {
      const bench = desk();
      const payload = JSON.stringify(edits.reduce<unknown>((tree, [way, value]) => put(tree, way, value), bundleOf(bench)));
      const kept = new Map<string, string>();
      const inbox = new ShiftInbox(
        { getSetting: (name) => kept.get(name), setSetting: (name, text) => void kept.set(name, text) },
        () => T0,
      );
      const received = inbox.receive({ ok: true, payload, publicKey, hash: payloadHash(payload) });
      if (!received.ok) {
        expect([...kept.keys()]).toEqual([]);
        return;
      }
      const { bundle, hash } = received.shift;
      const ctx = { now: T0 + 1, me: { id: 'ana', name: 'Ana' }, pastRow: () => undefined, notesHere: () => new Set<string>() };
      const steps = planTakeOver(bench.state, bundle, ctx);
      const drafts = decideTakeOver(bench.state, bundle, hash, ctx);
      const live = new Set(bench.state.incidents.keys());
      expect(drafts.every((d) => d.incident === null || live.has(d.incident))).toBe(true);
      expect(drafts.filter((d) => d.incident !== null)).toHaveLength(steps.flatMap((s) => s.drafts).length);
      const before = bench.state;
      const events = bench.commit(drafts, T0 + 2);
      for (const e of events) {
        expect(tellEvent(e).text.length).toBeGreaterThan(0);
        if (e.incident !== null) foldRow(before.incidents.get(e.incident)?.row, e);
      }
      for (const { row } of bench.state.incidents.values()) expect(new Set(row.roles.map((h) => h.role)).size).toBe(row.roles.length);
      applied += 1;
    }),
    { numRuns: 1_500 },
  );
  expect(applied).toBeGreaterThan(100);
});
