import { describe, expect, it } from 'vitest';
import { type ArrangeOptions, arrange, countTabs, filterRows, labelNames, sortRows } from '../../../renderer/views/queue/arrange';
import { EMPTY_TALLY } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { IncidentSeverity } from '../../../shared/domain/severity';
import { row } from '../incident/rows';

const NONE: ReadonlySet<string> = new Set();
const options: ArrangeOptions = {
  filter: { tab: 'open', text: '' },
  matchedIds: NONE,
  groupBy: 'service',
  sortBy: 'urgency',
  feedNames: new Map([['am', 'AM Frankfurt']]),
};
const firing = { ...EMPTY_TALLY, critical: 2 };
const silenced = { ...EMPTY_TALLY, critical: 2, suppressed: 2 };

function numbers(rows: readonly IncidentRow[]): number[] {
  return rows.map((one) => one.number);
}

describe('filterRows', () => {
  const rows = [
    row({ number: 1, tally: firing }),
    row({ number: 2, tally: firing, status: 'acknowledged', acknowledgedBy: 'Ana' }),
    row({ number: 3, tally: firing, snoozedUntil: 5 }),
    row({ number: 4, tally: silenced }),
    row({ number: 5, status: 'resolved', tally: EMPTY_TALLY }),
  ];
  const list = (tab: ArrangeOptions['filter']['tab'], text = '') => numbers(filterRows(rows, { tab, text }, NONE));

  it('puts each incident into the tabs that it belongs to', () => {
    expect(list('open')).toEqual([1, 2, 3]);
    expect(list('unacknowledged')).toEqual([1]);
    expect(list('acknowledged')).toEqual([2]);
    expect(list('snoozed')).toEqual([3]);
    expect(list('silenced')).toEqual([4]);
    expect(list('resolved')).toEqual([5]);
  });
  it('counts as it lists', () => {
    expect(countTabs(rows)).toEqual({ open: 3, unacknowledged: 1, acknowledged: 1, snoozed: 1, silenced: 1, resolved: 1, closed: 0 });
  });
  it('wants every word, in any field, whatever its case', () => {
    expect(list('open', 'ANA inc-2')).toEqual([2]);
    expect(list('open', 'ana inc-1')).toEqual([]);
    expect(list('open', 'service=checkout sev2')).toEqual([1, 2, 3]);
  });
  it('adds incidents whose alerts matched, within the tab', () => {
    expect(numbers(filterRows(rows, { tab: 'open', text: 'pod-17' }, new Set(['inc-3', 'inc-5'])))).toEqual([3]);
  });
});

describe('sortRows', () => {
  it('by urgency: security, severity, unacknowledged, then the younger; what is held back sinks', () => {
    const rows = [
      row({ number: 1, severity: 1, tally: silenced }),
      row({ number: 2, severity: 2, startedAt: 10, tally: firing }),
      row({ number: 3, severity: 2, startedAt: 20, tally: firing }),
      row({ number: 4, severity: 2, startedAt: 30, status: 'acknowledged', tally: firing }),
      row({ number: 5, severity: 1, tally: firing }),
      row({ number: 6, severity: 4, isSecurity: true, tally: firing }),
    ];
    expect(numbers(sortRows(rows, 'urgency'))).toEqual([6, 5, 3, 2, 4, 1]);
  });
  it('[H9] security incidents that wait stand first whatever the sort; one that is over does not', () => {
    const rows = [
      row({ number: 1, severity: 1, startedAt: 1, lastChangeAt: 9, tally: firing }),
      row({ number: 2, severity: 5, startedAt: 5, lastChangeAt: 5, isSecurity: true, snoozedUntil: 99, tally: firing }),
      row({ number: 3, severity: 4, startedAt: 8, lastChangeAt: 2, isSecurity: true, tally: firing }),
      row({ number: 4, severity: 5, startedAt: 9, lastChangeAt: 1, isSecurity: true, status: 'resolved', tally: EMPTY_TALLY }),
    ];
    for (const sortBy of ['urgency', 'age', 'changed'] as const) {
      const [first, second, third] = numbers(sortRows(rows, sortBy));
      expect([first, second].sort()).toEqual([2, 3]);
      expect(third).toBe(1);
    }
  });
  it('by age the oldest, by change the latest stands first', () => {
    const rows = [row({ number: 1, startedAt: 5, lastChangeAt: 5 }), row({ number: 2, startedAt: 3, lastChangeAt: 9 })];
    expect(numbers(sortRows(rows, 'age'))).toEqual([2, 1]);
    expect(numbers(sortRows(rows, 'changed'))).toEqual([2, 1]);
  });
});

describe('arrange', () => {
  it('orders groups by their most urgent row and counts firing alerts', () => {
    const rows = [
      row({ number: 1, service: 'mail', severity: 3, tally: firing }),
      row({ number: 2, service: 'ledger', severity: 1, tally: firing }),
      row({ number: 3, service: 'mail', tally: firing }),
    ];
    expect(arrange(rows, options)).toEqual([
      { key: 'ledger', label: 'ledger', ids: ['inc-2'], alertCount: 2 },
      { key: 'mail', label: 'mail', ids: ['inc-3', 'inc-1'], alertCount: 4 },
    ]);
  });
  it('groups by severity, feed or any label; rows without it stand together', () => {
    const rows = [row({ number: 1, labels: { team: 'core' } }), row({ number: 2, labels: {}, severity: 3 })];
    const labels = (groupBy: string) => arrange(rows, { ...options, groupBy }).map((group) => group.label);
    expect(labels('severity')).toEqual(['SEV2', 'SEV3']);
    expect(labels('feed')).toEqual(['AM Frankfurt']);
    expect(labels('team')).toEqual(['core', 'no team']);
    expect(labels('')).toEqual(['']);
  });
  it('offers label names, the most used first', () => {
    expect(labelNames([row({ labels: { a: '1', b: '1', service: 'x' } }), row({ number: 2, labels: { b: '2' } })])).toEqual(['b', 'a']);
  });
  it('takes less than 10 ms for 2,000 rows, grouped', () => {
    const rows = Array.from({ length: 2_000 }, (_, i) =>
      row({
        number: i,
        severity: ((i % 5) + 1) as IncidentSeverity,
        service: `service-${i % 50}`,
        startedAt: (i * 7919) % 2_000,
        tally: firing,
      }),
    );
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now();
      arrange(rows, options);
      return performance.now() - start;
    });
    expect(times.sort((a, b) => a - b)[10]).toBeLessThan(10);
  });
});
