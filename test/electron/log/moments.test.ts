import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';
import { sourceTime } from '../../../shared/log/views/source-time';
import { aLog, anAlert, commit, fired, NOW, noted, opened } from './a-log';

const anyDraft: fc.Arbitrary<Draft> = fc.oneof(
  fc.integer({ min: -5_000, max: 5_000 }).map((ms) => ({
    ...noted('i1', 'x'),
    data: { text: 'x', by: 'ada', happenedAt: NOW + ms },
  })) as fc.Arbitrary<Draft>,
  fc.constantFrom(NOW - 60_000, NOW + 86_400_000, -1, 0).map((startedAt) => {
    const draft = fired('i1', [anAlert({ startsAt: startedAt })]);
    return { ...draft, data: { ...draft.data, startedAt } } as Draft;
  }),
  fc.constant(noted('i2', 'of another incident')),
);

describe('moments', () => {
  it('[H1] [H2] stand in the log as the events tell them, in parts as in the whole, and are the same after a rebuild', () => {
    fc.assert(
      fc.property(fc.array(anyDraft, { minLength: 1, maxLength: 30 }), (drafts) => {
        const log = aLog();
        const events = commit(log, [opened('i1', 1), opened('i2', 2), ...drafts]).filter((e) => e.incident === 'i1');
        const told = log.moments('i1', 0);
        expect(told.seqs).toEqual(events.map((e) => e.seq));
        expect(told.at).toEqual(events.map((e) => e.at));
        expect(told.happenedAt).toEqual(events.map(sourceTime));
        expect(told.kinds).toEqual(events.map((e) => e.kind));
        for (const [i, at] of told.at.entries()) expect(told.happenedAt[i]).toBeLessThanOrEqual(at);
        const middle = events[Math.floor(events.length / 2)]?.seq ?? 0;
        const rest = log.moments('i1', middle);
        expect(rest.happenedAt).toEqual(told.happenedAt.slice(told.seqs.indexOf(middle) + 1));
        log.rebuild(foldRow);
        expect(log.moments('i1', 0)).toEqual(told);
      }),
      { numRuns: 25 },
    );
  });
});
