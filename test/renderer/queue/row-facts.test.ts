import { describe, expect, it } from 'vitest';
import { alertWords, isSilenced, rowState } from '../../../renderer/views/queue/row-facts';
import { EMPTY_TALLY } from '../../../shared/domain/alert';
import { row } from '../incident/rows';

const write = { id: 'w', feed: 'am', action: 'ack', state: 'failed', why: '403', ref: null, until: null, at: 0 } as const;

describe('rowState', () => {
  it('says in one word where an incident stands', () => {
    expect(rowState(row())).toEqual({ tone: 'new', word: 'New' });
    expect(rowState(row({ status: 'acknowledged', acknowledgedBy: 'Ana' })).word).toBe('Ana');
    expect(rowState(row({ status: 'resolved' })).tone).toBe('good');
    expect(rowState(row({ tally: { ...EMPTY_TALLY, info: 1, suppressed: 1 } })).word).toBe('Silenced');
  });
  it('a failed write comes before the acknowledgement that asked for it', () => {
    expect(rowState(row({ status: 'acknowledged', acknowledgedBy: 'Ana', writes: [write] }))).toEqual({
      tone: 'unsure',
      word: 'Write failed',
    });
  });
});

it('an incident without firing alerts is not silenced', () => {
  expect(isSilenced(row({ tally: EMPTY_TALLY }))).toBe(false);
});

it('counts alerts in words, and says nothing about a single one that fires', () => {
  expect(alertWords(row({ alertCount: 38, tally: { ...EMPTY_TALLY, critical: 38 } }))).toBe('38 alerts');
  expect(alertWords(row({ alertCount: 38, tally: { ...EMPTY_TALLY, critical: 3 } }))).toBe('3 of 38 firing');
  expect(alertWords(row({ alertCount: 2, tally: EMPTY_TALLY }))).toBe('all 2 cleared');
  expect(alertWords(row())).toBe('');
  expect(alertWords(row({ status: 'merged', mergedInto: 'inc-42', mergedIntoNumber: 42 }))).toBe('merged into INC-42');
});
