import { expect, test } from 'vitest';
import { sumUpUse, type UseEvent } from '../../../shared/rules/runbook-use';

let at = 100;
/** Newest first: each is older than the one before it. */
function use(kind: UseEvent['kind'], incident: string | null, over: Partial<UseEvent> = {}): UseEvent {
  at -= 1;
  return { runbook: 'r', incident, kind, step: null, title: '', state: null, openMs: null, text: null, person: 'eva', at, ...over };
}

test('[R9] use is counted by incident, with the median of how long it was open', () => {
  at = 100;
  const sum = sumUpUse([
    use('left', 'c', { openMs: 9000 }),
    use('left', 'b', { openMs: 1000 }),
    use('left', 'a', { openMs: 2000 }),
    use('left', 'a', { openMs: 3000 }),
    use('opened', 'a'),
  ]);
  expect([sum.incidents, sum.lastUsedAt, sum.medianOpenMs]).toEqual([3, 99, 5000]);
});

test('[R9] a step counts as failed by its last mark in each incident', () => {
  at = 100;
  const mark = (incident: string, step: string, state: string) => use('marked', incident, { step, title: step.toUpperCase(), state });
  const sum = sumUpUse([
    mark('b', 'x', 'failed'),
    mark('a', 'x', 'failed'),
    mark('a', 'y', 'done'),
    mark('a', 'y', 'failed'),
    mark('a', 'z', 'skipped'),
  ]);
  expect(sum.failedSteps).toEqual([{ step: 'x', title: 'X', times: 2 }]);
  expect(sum.skippedSteps).toEqual([{ step: 'z', title: 'Z', times: 1 }]);
});

test('[R9] notes to improve are kept apart from use', () => {
  at = 100;
  const sum = sumUpUse([use('remarked', null, { text: 'name the pod', step: 'x' })]);
  expect(sum).toMatchObject({
    incidents: 0,
    lastUsedAt: null,
    medianOpenMs: null,
    remarks: [{ text: 'name the pod', step: 'x', by: 'eva', at: 99 }],
  });
});
