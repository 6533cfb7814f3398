import { expect, it } from 'vitest';
import { draftOfImpact, localTime, readImpact } from '../../../renderer/views/impact/impact-draft';
import { NO_IMPACT } from '../../../shared/domain/impact';

const NOW = Date.UTC(2026, 10, 22, 4, 0, 0);
const before = { ...NO_IMPACT, impactStart: NOW - 60_500, customersAffected: 3118, words: 'x' };

it('[G9] what was confirmed comes back from the form as it was, fractions of a second included', () => {
  expect(readImpact(draftOfImpact(before), before, NOW)).toEqual({ ok: true, impact: before });
  expect(readImpact(draftOfImpact(), NO_IMPACT, NOW)).toEqual({ ok: true, impact: NO_IMPACT });
});

it('[G9] times and numbers are read as people write them; empty means unknown', () => {
  const typed = { ...draftOfImpact(before), impactStart: localTime(NOW - 5000), customersAffected: ' 12,500 ', words: ' y ' };
  expect(readImpact(typed, before, NOW)).toEqual({
    ok: true,
    impact: { ...before, impactStart: NOW - 5000, customersAffected: 12_500, words: 'y' },
  });
  expect(readImpact({ ...typed, impactStart: '', customersAffected: '' }, before, NOW)).toMatchObject({
    impact: { impactStart: null, customersAffected: null },
  });
});

it.each([
  [{ impactStart: 'soon' }, 'Began: this is no time.'],
  [{ requestsFailed: '-3' }, 'Requests failed: a number, please.'],
  [{ supportRequests: '9'.repeat(15) }, 'Support requests: a number, please.'],
  [{ restoredAt: localTime(NOW + 60_000) }, 'The restoration can’t be in the future.'],
  [{ restoredAt: localTime(NOW - 120_000) }, 'It can’t be restored before the impact began.'],
])('[G9] %j is told before it is sent', (change, why) => {
  expect(readImpact({ ...draftOfImpact(before), ...change }, before, NOW)).toEqual({ ok: false, why });
});
