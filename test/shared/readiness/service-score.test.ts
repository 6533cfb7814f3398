// The readiness of a service: fixed weights, each loss with its reason, what to do next and the way there.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHECKS, type ServiceFacts, scoreService, WEIGHTS, worstFirst } from '../../../shared/readiness/service-score';

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;

const READY: ServiceFacts = {
  ...{ service: 'shop', now: NOW, newestIncident: 'i1', openActions: 2, overdueActions: [], drilledAt: NOW - 10 * DAY },
  runbook: { id: 'r/a.md', title: 'Shop', usedAt: NOW - 5 * DAY, changedAt: null },
  feeds: [{ id: 'am', name: 'Main', hasHeartbeat: true, isWatched: true }],
  policies: [{ id: 'access', name: 'Access', isDue: false }],
};
const pointsOf = (change: Partial<ServiceFacts>) => scoreService({ ...READY, ...change });
const reason = (change: Partial<ServiceFacts>, check: (typeof CHECKS)[number]) => pointsOf(change).reasons.find((r) => r.check === check);

test('[Y10] the weights are of 100, and a service that has everything has 100', () => {
  expect(Object.values(WEIGHTS).reduce((n, w) => n + w, 0)).toBe(100);
  const score = scoreService(READY);
  expect(score).toMatchObject({ points: 100, readiness: 'ready' });
  expect(score.reasons.map((r) => r.check)).toEqual(CHECKS);
  expect(score.reasons.every((r) => r.next === '' && r.words !== '')).toBe(true);
});

test('[Y10] each check loses its points for its reason', () => {
  expect(reason({ runbook: null }, 'runbook')).toMatchObject({ points: 0, place: { kind: 'incident', incident: 'i1' } });
  expect(pointsOf({ runbook: null }).points).toBe(60);
  const old = { id: 'r/a.md', title: 'Shop', usedAt: null, changedAt: NOW - 120 * DAY };
  expect(reason({ runbook: old }, 'runbook-use')).toMatchObject({ points: 7.5, words: 'Its runbook was last changed 120 days ago.' });
  expect(reason({ runbook: { ...old, changedAt: NOW - 181 * DAY } }, 'runbook-use')?.points).toBe(0);
  expect(reason({ overdueActions: ['Add an index'] }, 'actions')).toMatchObject({ points: 10, words: /1 action is overdue.*Add an index/ });
  expect(reason({ overdueActions: ['a', 'b', 'c'] }, 'actions')?.points).toBe(0);
  expect(reason({ drilledAt: null }, 'drill')).toMatchObject({ points: 0, words: 'It was never drilled.' });
  expect(reason({ drilledAt: NOW - 100 * DAY }, 'drill')?.points).toBe(7.5);
  const feeds = [...READY.feeds, { id: 'ci', name: 'CI', hasHeartbeat: false, isWatched: true }];
  expect(reason({ feeds }, 'heartbeat')).toMatchObject({ points: 8, place: { kind: 'feed', feed: 'ci' } });
  expect(reason({ feeds: [{ id: 'x', name: 'Old', hasHeartbeat: true, isWatched: false }] }, 'heartbeat')?.points).toBe(0);
  expect(reason({ policies: [...READY.policies, { id: 'keys', name: 'Keys', isDue: true }] }, 'policy')).toMatchObject({
    ...{ points: 0, place: { kind: 'policy', policy: 'keys' } },
  });
});

test('[Y10] what is not asked of a service leaves the sum', () => {
  expect(pointsOf({ policies: [] }).points).toBe(100);
  expect(reason({ policies: [] }, 'policy')).toMatchObject({ points: null, next: '' });
  expect(pointsOf({ policies: [], runbook: null }).points).toBe(Math.round((100 * 50) / 90));
});

const facts = fc.record({
  ...{ service: fc.string(), now: fc.constant(NOW), newestIncident: fc.string(), openActions: fc.nat(50) },
  overdueActions: fc.array(fc.string(), { maxLength: 6 }),
  drilledAt: fc.option(fc.integer({ min: NOW - 400 * DAY, max: NOW + DAY })),
  runbook: fc.option(
    fc.record({ id: fc.string(), title: fc.string(), usedAt: fc.option(fc.nat(NOW)), changedAt: fc.option(fc.nat(NOW + DAY)) }),
  ),
  feeds: fc.array(fc.record({ id: fc.string(), name: fc.string(), hasHeartbeat: fc.boolean(), isWatched: fc.boolean() }), { maxLength: 4 }),
  policies: fc.array(fc.record({ id: fc.string(), name: fc.string(), isDue: fc.boolean() }), { maxLength: 4 }),
});

test('[Y10] of whatever is known: 0 to 100, each loss says what to do next and where, and mending never costs points', () => {
  fc.assert(
    fc.property(facts, (known) => {
      const score = scoreService(known);
      expect(score.points).toBeGreaterThanOrEqual(0);
      expect(score.points).toBeLessThanOrEqual(100);
      for (const r of score.reasons) {
        expect(r.points === null || (r.points >= 0 && r.points <= r.weight)).toBe(true);
        expect(r.words).not.toBe('');
        if (r.points !== null && r.points < r.weight) expect(r.next !== '' && r.place !== null).toBe(true);
      }
      const better = [
        { ...known, overdueActions: known.overdueActions.slice(1) },
        { ...known, drilledAt: NOW },
        { ...known, policies: known.policies.map((p) => ({ ...p, isDue: false })) },
        { ...known, feeds: known.feeds.map((f) => ({ ...f, hasHeartbeat: true, isWatched: true })) },
        { ...known, runbook: { id: 'r', title: 'r', usedAt: NOW, changedAt: null } },
      ];
      for (const one of better) expect(scoreService(one).points).toBeGreaterThanOrEqual(score.points);
    }),
  );
});

test('[Y10] the least ready comes first', () => {
  const scores = [READY, { ...READY, service: 'b', runbook: null }, { ...READY, service: 'a', runbook: null }].map(scoreService);
  expect(worstFirst(scores).map((s) => s.service)).toEqual(['a', 'b', 'shop']);
});
