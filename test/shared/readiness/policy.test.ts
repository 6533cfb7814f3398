// When a policy is due: days and months of the calendar, from the log or from the settings.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter, type PolicyReview, policyStanding } from '../../../shared/readiness/policy';
import { settingsSchema } from '../../../shared/settings';

const policyOf = (change: Record<string, unknown> = {}) => {
  const [policy] = settingsSchema.parse({ policies: [{ id: 'access', name: 'Access', ...change }] }).policies;
  if (!policy) throw new Error('no policy');
  return policy;
};
const review = (day: string): PolicyReview => ({ day, by: 'Ana', note: '' });

test('[Y7] an interval is days or months of the calendar; where a month has no such day it is its last', () => {
  expect(dayAfter('2026-11-23', 30, 'days')).toBe('2026-12-23');
  expect(dayAfter('2026-01-31', 1, 'months')).toBe('2026-02-28');
  expect(dayAfter('2027-08-31', 6, 'months')).toBe('2028-02-29');
  expect(dayAfter('2026-12-15', 12, 'months')).toBe('2027-12-15');
});

test('[Y7] months never skip one, and more of them are never earlier', () => {
  const days = fc
    .record({ y: fc.integer({ min: 2000, max: 2090 }), n: fc.integer({ min: 0, max: 365 }) })
    .map(({ y, n }) => dayAfter(`${y}-01-01`, n, 'days'));
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 240 }), (day, months) => {
      const then = dayAfter(day, months, 'months');
      const count = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      expect(count(then) - count(day)).toBe(months);
      expect(then.slice(8) <= day.slice(8)).toBe(true);
      expect(dayAfter(day, months + 1, 'months') > then).toBe(true);
    }),
  );
});

test('[Y7] the newest review counts, from the log or the settings; one to come is none', () => {
  const policy = policyOf({ lastReview: '2026-05-01', review: { every: 6, unit: 'months' } });
  expect(policyStanding(policy, null, '2026-10-31')).toMatchObject({ dueDay: '2026-11-01', isDue: false });
  expect(policyStanding(policy, null, '2026-11-01')).toMatchObject({ isDue: true });
  expect(policyStanding(policy, review('2026-11-02'), '2026-11-23')).toMatchObject({ dueDay: '2027-05-02', isDue: false });
  expect(policyStanding(policy, review('2020-01-01'), '2026-06-01').lastReview?.day).toBe('2026-05-01');
  expect(policyStanding(policyOf({ lastReview: '2030-01-01' }), null, '2026-11-23')).toEqual({
    lastReview: null,
    dueDay: null,
    isDue: true,
  });
  expect(policyStanding(policyOf({ lastReview: '2026-02-31' }), null, '2026-11-23').lastReview).toBeNull();
  expect(policyStanding(policyOf(), null, '2026-11-23').isDue).toBe(true);
});

test('[Y7] a link is https or none', () => {
  expect(policyOf({ link: 'https://wiki.example/p?x=1' }).link).toBe('https://wiki.example/p?x=1');
  for (const link of ['http://wiki.example/p', 'javascript:alert(1)', 'file:///etc/passwd', 'https://user:pw@wiki.example', 'https://a b'])
    expect(() => policyOf({ link }), link).toThrow();
});
