// What another desk may write: everything that desks really write gets through, and nothing that could make a fold stumble.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedBatch } from '../../../electron/team/checked-batch';
import { foldShared } from '../../../shared/log/reduce';
import { EVENT_SHAPES } from '../../../shared/team/event-shapes';
import { arrived, type EventBatch, eventBatch } from '../../../shared/team/wire';
import { anyLife, livedDesk } from '../../property/lived-desk';

const DESK = 'a'.repeat(26);
const idOf = (n: number): string => `01JD${String(n).padStart(22, '0')}`;

function batchOf(incident: string, events: readonly { kind: string; data: unknown; at: number; actor: string }[]): EventBatch {
  const travelling = events.map(({ kind, data, at, actor }, n) => ({
    ...{ seq: n + 1, id: idOf(n), hlc: `${at.toString(16).padStart(12, '0')}-0000`, device: 'laptop', actor, kind, v: 1 },
    data: JSON.parse(JSON.stringify(data)) as Record<string, unknown>,
  }));
  return { v: 1, space: 'ops', desk: DESK, incident, after: 0, events: travelling };
}

const damage: fc.Arbitrary<(value: unknown) => unknown> = fc.oneof(
  fc.anything().map((value) => () => value),
  fc.constant(() => undefined),
  fc.constant(() => null),
  fc.constant(() => ({ __proto__: 'x', constructor: 1 })),
  fc.string().map((text) => () => text),
  fc.double().map((number) => () => number),
);

describe('what another desk writes', () => {
  it('[T14] everything that desks write in lived days gets through, unchanged', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { events } = livedDesk(life);
        for (const id of new Set(events.map((e) => e.incident))) {
          if (id === null) continue;
          const mine = events.filter((e) => e.incident === id).slice(0, 500);
          const batch = batchOf(id, mine);
          expect(eventBatch.safeParse(batch).success).toBe(true);
          const checked = checkedBatch(batch);
          expect(checked.wrong).toEqual([]);
          expect(checked.events.length).toBe(batch.events.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[T14] whatever is damaged in an event, what gets through folds', () => {
    fc.assert(
      fc.property(anyLife, fc.nat(), fc.nat(), damage, (life, which, field, spoil) => {
        const { events } = livedDesk(life);
        const id = events.find((e) => e.incident !== null)?.incident ?? null;
        fc.pre(id !== null);
        const batch = batchOf(id as string, events.filter((e) => e.incident === id).slice(0, 500));
        const target = batch.events[which % batch.events.length] as EventBatch['events'][number];
        const keys = Object.keys(target.data);
        const key = keys[field % Math.max(1, keys.length)];
        if (key !== undefined) target.data[key] = spoil(target.data[key]);
        const { events: kept } = checkedBatch(batch);
        const folded = kept.map((event, seq) => ({ ...arrived(batch, event), seq, prev: '' }));
        expect(() => foldShared(undefined, folded as never)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });

  it('[T14] nobody else writes what is about a desk itself', () => {
    const own = Object.entries(EVENT_SHAPES).filter(([, shape]) => shape === null);
    expect(own.length).toBeGreaterThan(15);
    for (const [kind] of own) expect(checkedBatch(batchOf('inc-1', [{ kind, data: {}, at: 1, actor: 'x' }])).events).toEqual([]);
  });

  it('[L5] kinds of a newer Dogwatch are kept as they are', () => {
    const batch = batchOf('inc-1', [{ kind: 'incident.teleported', data: { to: 'mars' }, at: 1, actor: 'x' }]);
    expect(checkedBatch(batch).events).toEqual(batch.events);
  });
});
