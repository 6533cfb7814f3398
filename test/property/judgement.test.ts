// Whatever is judged in whatever order: the last word stands, nothing but the word and the close it asks for changes, and rows fold the same.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firingCount } from '../../shared/domain/alert';
import { VERDICTS, type Verdict } from '../../shared/domain/judgement';
import { decideAct, type IncidentAct } from '../../shared/log/decide/commands';
import { decideJudgement } from '../../shared/log/decide/judgement';
import { foldIncident } from '../../shared/log/reduce';
import { upcast } from '../../shared/log/upcast';
import { Bench, context, sighting, T0 } from '../shared/make';

const ACTS: readonly IncidentAct[] = [
  { act: 'acknowledge', via: 'test' },
  { act: 'resolve', why: '' },
  { act: 'reopen', why: '' },
  { act: 'flag-security', isSecurity: true },
];

const step = fc.oneof(
  fc.record({ verdict: fc.constantFrom(...VERDICTS), isClosing: fc.boolean() }),
  fc.record({ act: fc.constantFrom(...ACTS) }),
);

/** An incident with one alert that fires, or that has cleared. */
function begun(isCleared: boolean): { bench: Bench; id: string } {
  const bench = new Bench();
  bench.see([sighting({ alertname: 'DiskFull' })], context());
  if (isCleared) bench.see([sighting({ alertname: 'DiskFull' }, { state: 'resolved' })], context({ now: T0 + 2000 }));
  return { bench, id: bench.only().row.id };
}

function judge(bench: Bench, id: string, verdict: Verdict, isClosing: boolean): { readonly isClosed: boolean } {
  const before = bench.only().row;
  const { drafts, refused } = decideJudgement(bench.state, [id], verdict, isClosing, 'ada');
  expect(drafts.length > 0).toBe(refused.length === 0);
  const isClosed = isClosing && before.status === 'resolved' && firingCount(before.tally) === 0;
  expect(drafts.map(({ kind }) => kind)).toEqual([
    ...(before.judged?.verdict === verdict ? [] : ['incident.judged']),
    ...(isClosed ? ['incident.closed'] : []),
  ]);
  bench.commit(drafts, T0 + 5000);
  if (isClosed) return { isClosed };
  const { judged: _1, seq: _2, lastChangeAt: _3, ...after } = bench.only().row;
  const { judged: _4, seq: _5, lastChangeAt: _6, ...was } = before;
  expect(after).toEqual(was);
  return { isClosed };
}

it('[Z6] the last word stands, in state as in a fold of the events alone, and a judgement changes nothing else', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.boolean(), (steps, isCleared) => {
      const { bench, id } = begun(isCleared);
      let last: Verdict | undefined;
      let isClosed = false;
      for (const one of steps) {
        if (isClosed) break;
        if ('act' in one) bench.commit(decideAct(bench.state, [id], one.act, 'ada').drafts, T0 + 5000);
        else {
          last = one.verdict;
          isClosed = judge(bench, id, one.verdict, one.isClosing).isClosed;
        }
      }
      const folded = foldIncident(bench.events.filter(({ incident }) => incident === id).map((event) => upcast(event)));
      expect(folded?.row.judged?.verdict).toBe(last);
      expect(folded?.row.status === 'closed').toBe(isClosed);
      if (!isClosed) expect(folded?.row).toEqual(bench.only().row);
    }),
    { numRuns: 200 },
  );
});
