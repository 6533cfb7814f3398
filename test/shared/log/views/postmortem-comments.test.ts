// Comments that several desks wrote: what is said of one depends on the clocks, never on what arrived first.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LogEvent } from '../../../../shared/log/event';
import { foldComments } from '../../../../shared/log/views/postmortem-comments';

const about = { postmortem: 'pm', comment: 'c1' };
const said = (nth: number, kind: string, data: object): LogEvent =>
  ({ id: `e${nth}`, hlc: `00${nth}`, at: nth, kind, incident: 'inc', data: { ...about, ...data } }) as unknown as LogEvent;

const HISTORY = [
  said(1, 'comment.added', { from: 'AA==', to: 'AA==', quote: 'Text', text: 'Which one?', by: 'Ana' }),
  said(2, 'comment.answered', { answer: 'a1', text: 'The first.', by: 'Bo' }),
  said(3, 'comment.resolved', { by: 'Ana' }),
  said(4, 'comment.reopened', { by: 'Bo' }),
  said(5, 'comment.answered', { answer: 'a2', text: 'And the last.', by: 'Ana' }),
];

it('[T2] comments stand alike in whatever order they arrive: an answer before what it answers is kept, the last word counts', () => {
  const arrivals = fc.shuffledSubarray(HISTORY, { minLength: HISTORY.length });
  fc.assert(
    fc.property(arrivals, (arrived) => {
      expect(foldComments(arrived)).toMatchObject([
        { text: 'Which one?', by: 'Ana', resolved: null, answers: [{ answer: 'a1' }, { answer: 'a2' }] },
      ]);
    }),
  );
});
