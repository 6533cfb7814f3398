import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../renderer/views/timeline/marks';
import { marksFrom } from '../../../renderer/views/timeline/marks';
import { filterMarks, peopleOf, rowOf, type TimelineFilter } from '../../../renderer/views/timeline/timeline-filter';

const mark = (seq: number, kind: string, change: Partial<Mark> = {}): Mark => ({
  seq,
  at: seq,
  happenedAt: seq,
  kind,
  actor: 'desk',
  ...change,
});
const ALL: TimelineFilter = { topic: 'all', person: null, span: null };
const NONE: ReadonlySet<number> = new Set();

const marks = [
  mark(1, 'incident.opened'),
  mark(2, 'alert.fired', { happenedAt: 0 }),
  mark(3, 'page.shown'),
  mark(4, 'incident.acknowledged', { actor: 'person:Ana' }),
  mark(5, 'incident.noted', { actor: 'person:Raj', happenedAt: 2 }),
  mark(6, 'write.failed'),
  mark(7, 'run.started', { actor: 'person:Ana' }),
];
const seqs = (filter: Partial<TimelineFilter>, pinned = NONE, found: ReadonlySet<number> | null = null): number[] =>
  filterMarks(marks, { ...ALL, ...filter }, pinned, found).map((one) => one.seq);

describe('filterMarks', () => {
  it('[H1] newest first by source time, and by order of seeing where that is the same', () => {
    expect(seqs({})).toEqual([7, 6, 4, 3, 5, 1, 2]);
  });

  it('by topic, person, pins, span and what was found', () => {
    expect(seqs({ topic: 'people' })).toEqual([7, 4, 5]);
    expect(seqs({ topic: 'alerts' })).toEqual([2]);
    expect(seqs({ topic: 'notes' })).toEqual([5]);
    expect(seqs({ topic: 'messages' })).toEqual([6]);
    expect(seqs({ person: 'Ana' })).toEqual([7, 4]);
    expect(seqs({ topic: 'pinned' }, new Set([3]))).toEqual([3]);
    expect(seqs({ span: [2, 4] })).toEqual([4, 3, 5]);
    expect(seqs({}, NONE, new Set([1, 6]))).toEqual([6, 1]);
  });

  it('people are those who acted, each once', () => expect(peopleOf(marks)).toEqual(['Ana', 'Raj']));

  it('every kind but alerts has a row in the picture', () => {
    expect(
      ['incident.opened', 'page.shown', 'role.assigned', 'incident.noted', 'run.started', 'act.sent', 'alert.fired'].map(rowOf),
    ).toEqual(['stages', 'pages', 'people', 'notes', 'runbooks', 'messages', null]);
  });

  it('columns become marks', () => {
    const columns = { seqs: [1, 2], at: [5, 6], happenedAt: [4, 6], kinds: [1, 0], actors: [0, 0], actorNames: ['desk'], pinned: [] };
    expect(marksFrom({ ...columns, kindNames: ['page.shown', 'alert.fired'] })).toEqual([
      { seq: 1, at: 5, happenedAt: 4, kind: 'alert.fired', actor: 'desk' },
      { seq: 2, at: 6, happenedAt: 6, kind: 'page.shown', actor: 'desk' },
    ]);
  });
});
