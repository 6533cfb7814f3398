import { describe, expect, it } from 'vitest';
import { incidentsBehind } from '../../shared/insights/behind';
import { noiseOf } from '../../shared/insights/noise';
import { decideJudgement } from '../../shared/log/decide/judgement';
import { reduce } from '../../shared/log/reduce';
import { tellEvent } from '../../shared/log/views/timeline';
import { idlenessOf, timesEndedAlone } from '../../shared/rules/idleness';
import { someFacts } from './insights/some-facts';
import { Bench, context, sighting, T0 } from './make';

const DAY = 86_400_000;

function cleared(labels: Record<string, string> = {}, annotations: Record<string, string> = {}): Bench {
  const bench = new Bench();
  const one = { ...sighting({ alertname: 'Flaky', ...labels }), annotations };
  bench.see([one], context());
  bench.see([{ ...one, state: 'resolved' }], context({ now: T0 + 60_000 }));
  return bench;
}

function idleness(bench: Bench, runbooks = 0) {
  const { row, alerts } = bench.only();
  return idlenessOf({ row, alerts: alerts.values(), runbooks, endedAlone: timesEndedAlone(bench.events) });
}

describe('a person’s judgement', () => {
  it('[Z6] closes what is resolved, says who, and can be changed afterwards', () => {
    const bench = cleared();
    const { id } = bench.only().row;
    const closed = bench.commit(decideJudgement(bench.state, [id], 'noise', true, 'ada').drafts, T0 + DAY);
    expect(closed.map(({ kind }) => kind)).toEqual(['incident.judged', 'incident.closed']);
    expect(tellEvent(closed[0] as never)).toMatchObject({ text: 'Judged as noise', detail: 'by ada', tone: 'person' });
    expect(bench.state.incidents.size).toBe(0);
  });

  it('[Z6] is refused for merged incidents, unknown ones, and the same word again; the rest of a bulk is done', () => {
    const bench = cleared();
    const { id } = bench.only().row;
    bench.commit(decideJudgement(bench.state, [id], 'noise', false, 'ada').drafts, T0 + DAY);
    const again = decideJudgement(bench.state, [id, 'who'], 'noise', false, 'ada');
    expect(again.refused.map(({ why }) => why)).toEqual(['INC-1 is judged as noise already.', 'There is no such incident.']);
    expect(decideJudgement(bench.state, [id, 'who'], 'actionable', false, 'ada').drafts).toHaveLength(1);
    const data = { into: 'x', intoNumber: 7, by: 'ada' };
    const merged = reduce(bench.state, bench.seal([{ kind: 'incident.merged', incident: id, actor: 'person:ada', data }], T0 + DAY));
    expect(decideJudgement(merged, [id], 'noise', false, 'ada').drafts).toEqual([]);
  });

  it('[Z7] [Q7] decides what counts as actionable; unjudged incidents count by what people did', () => {
    const paged = { runs: 4, pagedRuns: 4, actedRuns: 1 };
    const actionable = (judged: 'noise' | 'actionable' | null) =>
      noiseOf([someFacts({ ...paged, judged })], new Map([['DiskFull', { pages: 4, nights: 0 }]]), { from: 0, to: DAY });
    expect([actionable(null), actionable('noise'), actionable('actionable')].map((noise) => noise.actionable)).toEqual([0.25, 0, 1]);
    expect(actionable('noise').loudest[0]).toMatchObject({ judged: 1, calledNoise: 1 });
    expect(actionable(null).loudest[0]).toMatchObject({ judged: 0, calledNoise: 0 });
  });

  it('[Z7] [Q11] the incidents behind “paged, and nobody did anything” follow the same word', () => {
    const acted = { pagedRuns: 1, actedRuns: 1 };
    const incidents = [
      someFacts({ ...acted, id: 'a', judged: 'noise' }),
      someFacts({ ...acted, id: 'b' }),
      someFacts({ pagedRuns: 1, id: 'c', judged: 'actionable' }),
      someFacts({ pagedRuns: 1, id: 'd' }),
    ];
    const found = incidentsBehind({ what: 'noise', kind: 'not-acted' }, { material: { incidents } } as never);
    expect(found.map(({ id }) => id).sort()).toEqual(['a', 'd']);
  });
});

describe('an incident that asks for nothing', () => {
  it('[Z8] is marked with its reasons once it cleared by itself', () => {
    expect(idleness(cleared())?.reasons).toEqual([
      'it has no runbook',
      'nobody owns it (no owner or team label, no role)',
      'it cleared by itself, with nobody acknowledging it',
    ]);
    const firing = new Bench();
    firing.see([sighting({ alertname: 'Flaky' })], context());
    expect(idleness(firing)).toBeNull();
  });

  it.each([
    ['a runbook of the library', () => idleness(cleared(), 1)],
    ['a link to a runbook', () => idleness(cleared({}, { runbook_url: 'https://wiki.example/flaky' }))],
    ['a team', () => idleness(cleared({ team: 'core' }))],
    ['an owner among the annotations', () => idleness(cleared({}, { Owner: 'ada' }))],
    [
      'a person who acknowledged it',
      () => {
        const bench = cleared();
        const data = { by: 'ada', via: 'window' };
        bench.commit([{ kind: 'incident.acknowledged', incident: bench.only().row.id, actor: 'person:ada', data }], T0 + DAY);
        return idleness(bench);
      },
    ],
  ])('[Z8] is not marked when there is %s', (_what, found) => {
    expect(found()).toBeNull();
  });

  it('[Z8] an empty label names nobody', () => {
    expect(idleness(cleared({ team: '' }))).not.toBeNull();
  });
});
