import { describe, expect, it } from 'vitest';
import { actsFor } from '../../../renderer/views/incident/next-act';
import { row } from './rows';

describe('actsFor', () => {
  it('each state has its one next act', () => {
    const next = (['open', 'acknowledged', 'resolved', 'closed', 'merged'] as const).map((status) => actsFor(row({ status })).primary);
    expect(next).toEqual(['acknowledge', 'resolve', 'close', 'reopen', null]);
  });

  it('snooze becomes wake, and one alert can not be split', () => {
    expect(actsFor(row()).buttons).toEqual(['snooze', 'silence']);
    expect(actsFor(row({ snoozedUntil: 5 })).buttons).toEqual(['unsnooze', 'silence']);
    expect(actsFor(row()).menu).not.toContain('split');
    expect(actsFor(row({ alertCount: 2 })).menu).toContain('split');
  });

  it('[Z6] whether it was worth it is asked where it ends, and can be changed while it is over', () => {
    const judged = { verdict: 'noise', by: 'ada', at: 5 } as const;
    expect(actsFor(row({ status: 'resolved' })).buttons).toEqual(['close-actionable', 'close-noise']);
    expect(actsFor(row({ status: 'closed' })).buttons).toEqual(['close-actionable', 'close-noise']);
    expect(actsFor(row({ status: 'closed', judged })).buttons).toEqual(['close-actionable']);
    expect(actsFor(row({ status: 'resolved', judged })).buttons).toContain('close-noise');
    expect(actsFor(row({ status: 'closed', isReview: true })).buttons).toEqual([]);
  });

  it('no act stands in two places, and a merged incident has none', () => {
    for (const status of ['open', 'acknowledged', 'resolved', 'closed'] as const) {
      const { primary, buttons, menu } = actsFor(row({ status, alertCount: 3 }));
      const all = [primary, ...buttons, ...menu];
      expect(new Set(all).size).toBe(all.length);
    }
    expect(actsFor(row({ status: 'merged' }))).toEqual({ primary: null, buttons: [], menu: [] });
  });
});
