// What is cut from alerts that are too large, and what is not believed of their start.
import { expect, test } from 'vitest';
import { createBounds, cutToSize } from '../../../electron/feeds/bounds';
import type { Sighting } from '../../../shared/feed';

const NOW = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

function alertOf(more: Partial<Sighting>): Sighting {
  return {
    ...{ key: 'k', state: 'firing', name: 'n', summary: '', labels: { a: 'b' }, annotations: {} },
    ...{ severity: null, startsAt: NOW - HOUR_MS, suppression: null, link: null },
    ...more,
  };
}
const snapshotOf = (...sightings: Sighting[]) =>
  ({ kind: 'snapshot', cursor: null, sightings, rejected: [], absence: { isTrusted: true }, peers: [] }) as const;
const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`l${at}`, 'v']));

test('what is of a usual size is given back as it is', () => {
  const snapshot = snapshotOf(alertOf({}), alertOf({ key: 'other', labels: fields(500) }));
  expect(createBounds()(snapshot, NOW)).toBe(snapshot);
});

test('an alert with too many labels, or with an endless text, stays and is cut, and that is told', () => {
  const { sightings, rejected } = cutToSize([
    alertOf({ labels: fields(1000) }),
    alertOf({ key: 'long', annotations: { first: 'x', endless: 'x'.repeat(10_000_000), last: 'y' } }),
    alertOf({ key: 'fine' }),
  ]);
  expect(Object.keys(sightings[0]?.labels ?? {})).toHaveLength(500);
  expect(sightings[1]?.annotations).toEqual({ first: 'x', last: 'y' });
  expect(sightings[2]).toEqual(alertOf({ key: 'fine' }));
  expect(rejected.map(({ where }) => where)).toEqual(['k', 'long']);
});

test('an alert whose key is endless is left out, and then no missing alert is taken as resolved', () => {
  const kept = createBounds()(snapshotOf(alertOf({ key: 'k'.repeat(5000) }), alertOf({})), NOW);
  expect(kept).toMatchObject({ sightings: [{ key: 'k' }], rejected: [{ why: 'its key is too long' }], absence: { isTrusted: false } });
});

test('a start in the future is not known, also when its moment has come; a new start is', () => {
  const bounded = createBounds();
  const startOf = (startsAt: number, now: number) => bounded(snapshotOf(alertOf({ startsAt })), now).sightings[0]?.startsAt;
  const ahead = NOW + HOUR_MS;
  expect(startOf(NOW + 60_000, NOW)).toBe(NOW + 60_000);
  expect(startOf(ahead, NOW)).toBe(0);
  expect(startOf(ahead, NOW + 2 * HOUR_MS)).toBe(0);
  expect(startOf(NOW + 1.5 * HOUR_MS, NOW + 2 * HOUR_MS)).toBe(NOW + 1.5 * HOUR_MS);
});
