import { expect, it } from 'vitest';
import { shortDuration } from '../../../renderer/ui/time-words';

it.each([
  [-5, '0s'],
  [12_000, '12s'],
  [372_000, '6m 12s'],
  [31 * 60_000, '31m'],
  [119 * 60_000, '1h'],
  [47 * 3_600_000, '47h'],
  [50 * 3_600_000, '2d'],
])('%d ms is %s', (ms, words) => {
  expect(shortDuration(ms)).toBe(words);
});
