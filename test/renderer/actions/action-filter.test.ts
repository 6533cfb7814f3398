import { describe, expect, test } from 'vitest';
import { choicesOf, listed, NO_FILTER } from '../../../renderer/views/actions/action-filter';
import { dueWords, ticketMark } from '../../../renderer/views/actions/action-words';
import { boardOf } from '../harness/board';

const { actions } = boardOf('desk');
const texts = (filter: Partial<typeof NO_FILTER>): string[] => listed(actions, { ...NO_FILTER, ...filter }).map((a) => a.text);

describe('the board', () => {
  test('shows what is to do, the latest day first, those without a day last', () => {
    const shown = listed(actions, NO_FILTER);
    expect(shown.map((a) => a.due ?? '9')).toEqual([...shown.map((a) => a.due ?? '9')].sort());
    expect(shown.at(-1)?.text).toBe('Write the runbook for a full disk');
    expect(shown.some((a) => a.standing === 'done' || a.standing === 'dropped')).toBe(false);
  });

  test('[J4] done without a green guard is still to do', () => {
    expect(texts({ show: 'unproved' })).toEqual(['Add an index to ledger.entries before the next migration that locks it']);
    expect(texts({})).toContain('Add an index to ledger.entries before the next migration that locks it');
  });

  test('filters by owner, kind, service and words; nobody and none are choices too', () => {
    expect(texts({ owner: 'bo' })).toHaveLength(1);
    expect(texts({ owner: '\u2014', kind: '\u2014' })).toEqual(['Write the runbook for a full disk']);
    expect(texts({ service: 'identity' })).toEqual(['Rotate the deploy key']);
    expect(texts({ text: 'OPS-77 search' })).toHaveLength(1);
    expect(texts({ text: 'nowhere' })).toEqual([]);
    expect(choicesOf(actions).owners.map((c) => c.label)).toEqual(['anybody', '@anna', '@bo', 'nobody', 'Team Search']);
  });

  test('says days and tickets in words', () => {
    expect(dueWords({ due: '2026-11-21', isOverdue: true }, '2026-11-22')).toBe('1 day late');
    expect(dueWords({ due: '2026-11-22', isOverdue: false }, '2026-11-22')).toBe('due today');
    expect(dueWords({ due: '2027-01-05', isOverdue: false }, '2026-11-22')).toBe('5 Jan 2027');
    expect(dueWords({ due: null, isOverdue: false }, '2026-11-22')).toBe('no date');
    expect(ticketMark({ ticket: null, trackerName: '', push: null })).toBeNull();
  });
});
