import { describe, expect, it } from 'vitest';
import { mergeCandidates, mergePlan } from '../../../renderer/views/incident/merge-plan';
import { row } from './rows';

const rows = new Map(
  [
    row({ number: 1, service: 'a', severity: 3 }),
    row({ number: 2, service: 'b', severity: 1 }),
    row({ number: 3, service: 'a', severity: 2, title: 'Disk full' }),
    row({ number: 12, service: null, severity: 1 }),
  ].map((r) => [r.id, r]),
);
const numbers = (chosen: string[], text = '') => mergeCandidates(rows, chosen, text).map((r) => r.number);

describe('merge', () => {
  it('offers the same service first and never the incident itself', () => {
    expect(numbers(['inc-1'])).toEqual([3, 12, 2]);
  });

  it('several chosen may go into one of them', () => {
    expect(numbers(['inc-1', 'inc-2'])).toEqual([2, 1, 3, 12]);
    expect(mergePlan(rows, ['inc-1', 'inc-2'], 'inc-2')).toMatchObject({ into: { number: 2 }, from: [{ number: 1 }] });
  });

  it('finds by words and number', () => {
    expect(numbers(['inc-1'], 'disk FULL')).toEqual([3]);
    expect(numbers(['inc-1'], 'INC-12')).toEqual([12]);
  });

  it('without a target or without anything to merge there is no plan', () => {
    expect(mergePlan(rows, ['inc-1'], null)).toBeNull();
    expect(mergePlan(rows, ['inc-1'], 'inc-1')).toBeNull();
    expect(mergePlan(rows, ['gone'], 'inc-1')).toBeNull();
  });
});
