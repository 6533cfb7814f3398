import { describe, expect, it } from 'vitest';
import type { IncidentRow } from '../../../shared/domain/incident';
import { type Candidate, similarIncidents, tellingWords } from '../../../shared/rules/similar-incidents';

const row = (number: number, over: Partial<IncidentRow> = {}): IncidentRow =>
  ({
    ...{
      id: `i${number}`,
      number,
      title: 'Ledger queries are slow',
      service: 'checkout',
      status: 'resolved',
      severity: 3,
      isRestricted: false,
    },
    ...{
      labels: { alertname: 'SlowQueries', service: 'checkout', cluster: 'eu' },
      openedAt: number * 1000,
      resolvedAt: number * 1000 + 500,
    },
    ...over,
  }) as IncidentRow;
const candidate = (number: number, over: Partial<IncidentRow> = {}, by: Partial<Candidate> = {}): Candidate => ({
  ...{ row: row(number, over), alertNames: [], words: [] },
  ...by,
});
const other = { service: 'mail', labels: { alertname: 'DiskFull', service: 'mail', cluster: 'us' } };

describe('similar incidents', () => {
  it('[G8] the same alert in the same service comes before the newer one that only shares words; the reason says what is shared', () => {
    const found = similarIncidents(
      row(9),
      [candidate(1), candidate(2, { ...other, labels: { ...other.labels, alertname: 'SlowQueries' } }, { words: ['ledger'] })],
      5,
    );
    expect(found.map(({ number, why }) => [number, why])).toEqual([
      [1, 'same alert SlowQueries, same service checkout, same cluster eu'],
      [2, 'same alert SlowQueries, in common: ledger'],
    ]);
    expect(found[0]).toMatchObject({ resolvedAfterMs: 500 });
  });

  it('[G8] of two that are as similar the newer comes first', () => {
    expect(similarIncidents(row(9), [candidate(1), candidate(3), candidate(2)], 2).map(({ number }) => number)).toEqual([3, 2]);
  });

  it('[G8] itself, what was merged, and what only shares its service or a word stay out', () => {
    const service = candidate(4, { labels: { alertname: 'Other', service: 'checkout' } });
    const words = candidate(5, other, { words: ['ledger', 'queries'] });
    expect(similarIncidents(row(9), [candidate(9), candidate(1, { status: 'merged' }), service, words], 5)).toEqual([]);
  });

  it('[G8] many alerts in common count although the incident is named after another one', () => {
    const [found] = similarIncidents(row(9), [candidate(4, { labels: { alertname: 'Other' } }, { alertNames: ['SlowQueries'] })], 5);
    expect(found?.why).toBe('also about SlowQueries, same service checkout');
  });

  it('[G8] of a restricted one no reason is given', () => {
    expect(similarIncidents(row(9), [candidate(1, { isRestricted: true })], 5)[0]).toMatchObject({ why: '', isRestricted: true });
  });

  it('words that tell are long and rare: no stop words, no numbers', () => {
    expect(tellingWords('High error rate: the ledger-db 5000 migration failed with CPU over 90 %')).toEqual(['ledger-db', 'migration']);
  });
});
