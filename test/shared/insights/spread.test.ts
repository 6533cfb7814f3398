import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadOf } from '../../../shared/insights/spread';

test('[Q1] a mean comes with n, median and p90', () => {
  expect(spreadOf([])).toEqual({ n: 0, mean: null, median: null, p90: null });
  expect(spreadOf([4])).toEqual({ n: 1, mean: 4, median: 4, p90: 4 });
  expect(spreadOf([10, 1, 2, 3])).toEqual({ n: 4, mean: 4, median: 2.5, p90: 10 });
  expect(spreadOf(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({ n: 100, mean: 50.5, median: 50.5, p90: 90 });
});

test('[Q1] at least 90 % of the values do not exceed p90, and fewer would not exceed the next smaller one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), (values) => {
      const { p90 } = spreadOf(values);
      expect(values.filter((value) => value <= (p90 ?? -1)).length).toBeGreaterThanOrEqual(0.9 * values.length);
      expect(values.filter((value) => value < (p90 ?? -1)).length).toBeLessThan(0.9 * values.length);
    }),
  );
});

test('[Q1] median and p90 are those of the sorted values, whatever their order, and the values stay as they are', () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(values, fc.boolean(), (drawn, isSorted) => {
      const given = isSorted ? drawn.toSorted((a, b) => a - b) : drawn;
      const before = [...given];
      const sorted = drawn.toSorted((a, b) => a - b);
      const at = (i: number): number => sorted[i] ?? Number.NaN;
      const half = drawn.length >> 1;
      const { median, p90 } = spreadOf(given);
      expect(median).toBe(drawn.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2);
      expect(p90).toBe(at(Math.ceil(drawn.length * 0.9) - 1));
      expect(given).toEqual(before);
    }),
  );
});
