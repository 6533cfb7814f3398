// Which lines of a log an incident shows first.
import { expect, test } from 'vitest';
import { firstWithLines, linesOf } from '../../../shared/domain/log-lines';

const alert = (startsAt: number, isFiring: boolean, lines?: string) => ({
  ...{ startsAt, isFiring },
  annotations: lines === undefined ? {} : { lines },
});

test('those of the alert that fires and began last; of one that is over only where no other has any', () => {
  const [old, last, over] = [alert(1, true, 'a'), alert(2, true, 'b'), alert(3, false, 'c')];
  expect(firstWithLines([old, last, over, alert(4, true)])).toBe(last);
  expect(firstWithLines([over, alert(4, true)])).toBe(over);
  expect(firstWithLines([alert(4, true), alert(5, true, ' \n')])).toBeNull();
});

test('an alert without the annotation has no lines, whatever its prototype says', () => {
  expect(linesOf({ annotations: {} })).toBeNull();
  expect(linesOf({ annotations: { lines: 'one\n\tat two' } })).toBe('one\n\tat two');
});
