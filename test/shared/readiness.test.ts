// Drills are kept apart from what is real, and their score says only what the log says.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldFacts, type IncidentFacts } from '../../shared/insights/facts';
import { decideMerge } from '../../shared/log/decide/moves';
import { decidePages } from '../../shared/log/decide/pages';
import { decideTelling } from '../../shared/log/decide/telling';
import type { Draft, LogEvent } from '../../shared/log/event';
import { drillFeedId, isDrill, isDrillFeed } from '../../shared/readiness/drill';
import { DRILL_STEPS, type DrillTargets, scoreDrill } from '../../shared/readiness/drill-score';
import { feedSettings, settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const DRILL = drillFeedId('d1');
const labels = (n: number) => ({ alertname: `Alert${n}`, severity: 'critical', service: 'shop' });

describe('keeping apart', () => {
  test('[Y1] whatever real feeds and drills say in whatever order, no incident holds alerts of both, nor of two drills', () => {
    const answer = fc.record({
      feed: fc.constantFrom('am', 'am2', DRILL, drillFeedId('d2')),
      alerts: fc.subarray([1, 2, 3], { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 12 }), fc.boolean(), (answers, isMerging) => {
        const bench = new Bench();
        answers.forEach(({ feed, alerts }, i) => {
          const own = alerts.map((n) => sighting(labels(n), { startsAt: T0 + n }));
          bench.see(own, context({ now: T0 + 1000 * (i + 1) }), { feed });
        });
        const ids = [...bench.state.incidents.keys()];
        if (isMerging && ids[0]) bench.commit(decideMerge(bench.state, ids[0], ids.slice(1), 'robin').drafts, T0 + 60_000);
        for (const { row, alerts } of bench.state.incidents.values()) {
          const feeds = new Set([...alerts.values()].map((a) => a.feed));
          expect([...feeds].some(isDrillFeed)).toBe(isDrill(row));
          if (isDrill(row)) expect(feeds.size).toBe(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('[Y1] a label of an alert makes no drill, and no feed of the settings can be one', () => {
    const bench = new Bench();
    bench.see([sighting({ ...labels(1), drill: 'true' })], context());
    expect([...bench.state.incidents.values()].some((i) => isDrill(i.row))).toBe(false);
    expect(feedSettings.safeParse({ id: DRILL, kind: 'alertmanager', name: 'x' }).success).toBe(false);
  });

  test('[Y2] pages of a drill say so, come after real ones, and make no storm', () => {
    const bench = new Bench();
    const many = Array.from({ length: 9 }, (_, n) => sighting({ ...labels(n), service: `s${n}` }));
    const told = bench.see(many, context(), { feed: DRILL }).filter((e) => e.kind === 'page.requested');
    expect(told).toHaveLength(9);
    expect(told.every((e) => e.data.title.startsWith('DRILL ') && e.data.isDrill)).toBe(true);
    expect(bench.state.pagedAt).toEqual([]);
    expect(bench.state.storm).toBeNull();
    bench.see([sighting(labels(20))], context({ now: T0 + 2000 }));
    const real = bench.events.filter((e) => e.kind === 'page.requested').at(-1);
    expect(real?.data.title).toBe('SEV2 shop: Alert20');
    expect(decidePages(bench.state, context({ now: T0 + 2000 }))).toEqual([]);
  });

  test('[Y3] what a routing rule wants to tell of a drill waits for a yes, and says DRILL', () => {
    const settings = settingsSchema.parse({
      channels: [{ id: 'ops', kind: 'webhook', name: 'Ops', config: { url: 'https://hooks.example/x' } }],
      audiences: [{ id: 'all', name: 'All', members: [{ channel: 'ops' }] }],
      routing: [{ name: 'all', at: ['opened'], to: ['all'], how: 'send' }],
    });
    const ctx = context({ settings });
    const acts = ['am', DRILL].map((feed) => {
      const bench = new Bench();
      const before = bench.state;
      const events = bench.see([sighting(labels(1))], ctx, { feed });
      return decideTelling(before, bench.state, events, ctx).filter((d) => d.kind === 'act.requested');
    });
    expect(acts.map((a) => a.map((d) => d.data.isAwaiting))).toEqual([[false], [true]]);
    const content = acts[1]?.[0]?.data.content;
    expect(content?.what === 'message' && content.subject).toMatch(/^DRILL /);
  });

  test('[Y4] the facts behind the measures know a drill', () => {
    const bench = new Bench();
    bench.see([sighting(labels(1))], context(), { feed: DRILL });
    const facts = bench.events.reduce<IncidentFacts | undefined>((f, e) => foldFacts(f, e), undefined);
    expect(facts && isDrill(facts)).toBe(true);
  });
});

describe('[Y5] the score', () => {
  const targets: DrillTargets = { page: 30, acknowledge: 60, runbook: 100, roles: 100, message: null, resolve: 1000 };
  const opened = (id: string, severity: number, at: number): LogEvent =>
    event({ kind: 'incident.opened', incident: id, data: { number: 1, title: id, severity } } as unknown as Draft, at);
  let seq = 0;
  function event(draft: Draft, at: number): LogEvent {
    seq += 1;
    return { ...draft, seq, at } as LogEvent;
  }
  const acked = (id: string, at: number) =>
    event({ kind: 'incident.acknowledged', incident: id, actor: '', data: { by: 'r', via: 'window' } }, at);
  const shown = (id: string, at: number) =>
    event({ kind: 'page.shown', incident: id, actor: '', data: { page: 'p', route: 'r', receiptMs: 1 } }, at);

  test('measures the worst incident against the targets: in time 1, up to twice ½, else 0', () => {
    const stories = [
      [opened('calm', 3, T0), acked('calm', T0 + 1000)],
      [opened('worst', 1, T0 + 5000), shown('worst', T0 + 7000), acked('worst', T0 + 5000 + 90_000)],
    ];
    const score = scoreDrill(stories, targets);
    expect(score.incident).toBe('worst');
    expect(score.steps.map((s) => s.seconds)).toEqual([2, 90, null, null, null, null]);
    expect(score.points).toBe(Math.round((100 * 1.5) / 5));
    expect(score.steps.map((s) => s.step)).toEqual([...DRILL_STEPS]);
  });

  test('nothing opened: nothing is scored', () => {
    expect(scoreDrill([], targets).points).toBeNull();
  });
});
