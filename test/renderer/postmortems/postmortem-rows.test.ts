// The order and the words of the list of postmortems.
import { expect, it } from 'vitest';
import { arranged, countsOf, dueWords } from '../../../renderer/views/postmortems/postmortem-rows';
import type { PostmortemRow } from '../../../shared/domain/postmortem';

const DAY_MS = 86_400_000;

function row(number: number, over: Partial<PostmortemRow> = {}): PostmortemRow {
  return {
    ...{ incident: `i${number}`, number, title: `Incident ${number}`, service: null, severity: 2, incidentStatus: 'resolved' },
    ...{
      isRestricted: false,
      resolvedAt: 1,
      status: 'draft',
      dueAt: null,
      editedAt: number,
      editedBy: 'Anna',
      openComments: 0,
      actions: null,
    },
    ...over,
  };
}

const rows = [
  row(1, { status: 'published' }),
  row(2, { dueAt: 900 }),
  row(3, { status: null, dueAt: 100, editedAt: null, editedBy: '' }),
  row(4, { status: 'in-review', service: 'Checkout' }),
];
const numbers = (...args: Parameters<typeof arranged>): number[] => arranged(...args).map((r) => r.number);

it('[M9] what is due first stands first, then what was written last', () => {
  expect(numbers(rows, 'all', '')).toEqual([3, 2, 4, 1]);
  expect(numbers(rows, 'due', '')).toEqual([3, 2]);
  expect(numbers(rows, 'published', '')).toEqual([1]);
  expect(countsOf(rows)).toEqual({ all: 4, due: 2, draft: 1, 'in-review': 1, approved: 0, published: 1 });
});

it('every word has to be found: in number, title, service, author or state', () => {
  expect(numbers(rows, 'all', 'checkout anna')).toEqual([4]);
  expect(numbers(rows, 'all', 'INC-2')).toEqual([2]);
  expect(numbers(rows, 'all', 'not started')).toEqual([3]);
  expect(numbers(rows, 'draft', 'checkout')).toEqual([]);
});

it('[M9] due times are told in days', () => {
  expect(dueWords(null, 0)).toBe('');
  expect(dueWords(3 * DAY_MS + 5, 0)).toBe('due in 3 days');
  expect(dueWords(DAY_MS, 0)).toBe('due in 1 day');
  expect(dueWords(DAY_MS - 1, 0)).toBe('due within a day');
  expect(dueWords(0, 5)).toBe('late');
  expect(dueWords(0, 2 * DAY_MS)).toBe('2 days late');
});
