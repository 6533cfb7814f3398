import { expect, test } from 'vitest';
import { Slots } from '../../../renderer/views/queue/slots';

const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => ({ index: from + n, kind: 'row' }));

test('what comes takes the elements of what left; the rest keeps its own', () => {
  const slots = new Slots();
  const before = slots.assign(rows(0, 20));
  const after = slots.assign(rows(2, 22));
  expect(after.slice(0, 18)).toEqual(before.slice(2));
  expect(new Set(after)).toEqual(new Set(before));
});

test('keys are unique, also while the screen grows and shrinks', () => {
  const slots = new Slots();
  for (const [from, to] of [
    [0, 10],
    [5, 40],
    [30, 35],
    [0, 50],
  ] as const) {
    const keys = slots.assign(rows(from, to));
    expect(new Set(keys).size).toBe(to - from);
  }
});

test('a row never becomes a group header', () => {
  const slots = new Slots();
  slots.assign([{ index: 0, kind: 'group' }, ...rows(1, 5)]);
  const keys = slots.assign([...rows(5, 9), { index: 9, kind: 'group' }]);
  expect(keys.at(-1)).toBe('group 0');
  expect(keys.slice(0, 4).every((key) => key.startsWith('row '))).toBe(true);
});

test('asking twice gives the same', () => {
  const slots = new Slots();
  const once = slots.assign(rows(3, 9));
  expect(slots.assign(rows(3, 9))).toEqual(once);
});
