// Which rows the queue asks the engine about at all.
import { expect, test } from 'vitest';
import { mayBeIdle } from '../../../renderer/views/queue/use-idle';
import { Bench, context, sighting, T0 } from '../../shared/make';

function row(isCleared: boolean) {
  const bench = new Bench();
  const one = sighting({ alertname: 'Flaky' });
  bench.see([one], context());
  if (isCleared) bench.see([{ ...one, state: 'resolved' }], context({ now: T0 + 60_000 }));
  return bench.only().row;
}

test('[Z8] only rows that may have gone by themselves, with nobody on them and no word of a person yet, are asked about', () => {
  const cleared = row(true);
  expect(cleared.status).toBe('resolved');
  expect(mayBeIdle(cleared)).toBe(true);
  expect(mayBeIdle(row(false))).toBe(false);
  expect(mayBeIdle({ ...row(false), reopenedAt: [T0] })).toBe(true);
  const judged = { verdict: 'noise', by: 'ada', at: T0 } as const;
  const others = [{ acknowledgedBy: 'ada' }, { isSecurity: true }, { isReview: true }, { status: 'merged' as const }, { judged }];
  expect(others.map((other) => mayBeIdle({ ...cleared, ...other }))).toEqual(others.map(() => false));
});
