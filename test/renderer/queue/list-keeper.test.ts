import { describe, expect, it } from 'vitest';
import type { Group } from '../../../renderer/views/queue/arrange';
import { flatten, idsOf } from '../../../renderer/views/queue/hold';
import { type ListInput, ListKeeper } from '../../../renderer/views/queue/list-keeper';
import type { IncidentRow } from '../../../shared/domain/incident';
import { row } from '../incident/rows';

function groups(...lists: readonly (readonly number[])[]): Group[] {
  return lists.map((numbers, i) => ({ key: `g${i}`, label: `g${i}`, ids: numbers.map((n) => `inc-${n}`), alertCount: 0 }));
}

function rowsOf(...numbers: number[]): ReadonlyMap<string, IncidentRow> {
  return new Map(numbers.map((number) => [`inc-${number}`, row({ number })]));
}

function input(change: Partial<ListInput>): ListInput {
  return { fresh: [], rows: new Map(), signature: 's', isPointerIn: false, isIdle: false, selectedId: null, ...change };
}

describe('ListKeeper', () => {
  it('shows what is true while nobody is in the list', () => {
    const keeper = new ListKeeper();
    keeper.next(input({ fresh: groups([1, 2]), rows: rowsOf(1, 2) }));
    expect(idsOf(keeper.next(input({ fresh: groups([3, 1, 2]), rows: rowsOf(1, 2, 3) })).groups)).toEqual(['inc-3', 'inc-1', 'inc-2']);
  });
  it('keeps every row in its place while the pointer is over it; the new ones wait', () => {
    const keeper = new ListKeeper();
    keeper.next(input({ fresh: groups([1, 2]), rows: rowsOf(1, 2) }));
    const kept = keeper.next(input({ fresh: groups([3, 2, 1]), rows: rowsOf(1, 2, 3), isPointerIn: true }));
    expect(idsOf(kept.groups)).toEqual(['inc-1', 'inc-2']);
    expect(kept.waitingIds).toEqual(['inc-3']);
  });
  it('a selection in the list holds it too, until nobody touched the machine for a while', () => {
    const keeper = new ListKeeper();
    keeper.next(input({ fresh: groups([1, 2]), rows: rowsOf(1, 2) }));
    const later = { fresh: groups([3, 1, 2]), rows: rowsOf(1, 2, 3), selectedId: 'inc-2' };
    expect(keeper.next(input(later)).waitingIds).toEqual(['inc-3']);
    expect(keeper.next(input({ ...later, isIdle: true })).waitingIds).toEqual([]);
  });
  it('lets go when the person asks for another list', () => {
    const keeper = new ListKeeper();
    keeper.next(input({ fresh: groups([1]), rows: rowsOf(1) }));
    expect(keeper.next(input({ fresh: groups([2, 1]), rows: rowsOf(1, 2), isPointerIn: true, signature: 'other' })).waitingIds).toEqual([]);
  });
  it('keeps a row that left in its place, as closed, until the person moves on', () => {
    const keeper = new ListKeeper();
    keeper.next(input({ fresh: groups([1, 2, 3]), rows: rowsOf(1, 2, 3), selectedId: 'inc-2' }));
    const left = { fresh: groups([1, 3]), rows: rowsOf(1, 3), selectedId: 'inc-2' };
    for (const kept of [keeper.next(input(left)), keeper.next(input(left))]) {
      expect(idsOf(kept.groups)).toEqual(['inc-1', 'inc-2', 'inc-3']);
      expect([...kept.goneIds]).toEqual(['inc-2']);
      expect(kept.rowOf('inc-2')?.status).toBe('closed');
    }
    expect(idsOf(keeper.next(input({ ...left, selectedId: 'inc-3' })).groups)).toEqual(['inc-1', 'inc-3']);
  });
  it('has nothing to keep still in an empty list', () => {
    const keeper = new ListKeeper();
    expect(idsOf(keeper.next(input({ fresh: groups([1]), rows: rowsOf(1), isPointerIn: true })).groups)).toEqual(['inc-1']);
  });
});

describe('flatten', () => {
  it('gives headers and rows, without the rows of collapsed groups', () => {
    const kinds = flatten(groups([1, 2], [3]), new Set(['g0'])).map((item) => (item.kind === 'row' ? item.id : item.group.key));
    expect(kinds).toEqual(['g0', 'g1', 'inc-3']);
  });
  it('gives a single nameless group no header', () => {
    expect(flatten([{ key: '', label: '', ids: ['inc-1'], alertCount: 0 }], new Set([''])).map((item) => item.kind)).toEqual(['row']);
  });
});
