import { describe, expect, test } from 'vitest';
import type { ActionRecord } from '../../../shared/domain/action';
import { type Computed, incidentsBehind } from '../../../shared/insights/behind';
import { csvOf } from '../../../shared/insights/csv';
import { WallClock } from '../../../shared/insights/hours';
import { keptOf, materialOf, type Scope } from '../../../shared/insights/material';
import { overviewOf } from '../../../shared/insights/overview';
import { type PageFact, Pages } from '../../../shared/insights/pages';
import { plannedSpan } from '../../../shared/insights/planned';
import { MIN, someFacts } from './some-facts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 1);
const SCOPE: Scope = { from: START, to: START + 30 * DAY, service: null, severity: null };
const clock = new WallClock(() => 0);
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function run<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const facts = [
  someFacts({ id: 'before', triggeredAt: START - DAY }),
  someFacts({ id: 'first', triggeredAt: START + DAY, acknowledgedAt: START + DAY + MIN, resolvedAt: START + DAY + 9 * MIN }),
  someFacts({ id: 'drill', triggeredAt: START + 2 * DAY, isDrill: true }),
  someFacts({ id: 'merged', triggeredAt: START + 3 * DAY, isMerged: true }),
  someFacts({
    id: 'other',
    triggeredAt: START + 4 * DAY,
    service: null,
    severity: 1,
    rule: 'Slow',
    resolvedAt: START + 4 * DAY + MIN,
    blips: 1,
  }),
  someFacts({ id: 'after', triggeredAt: START + 31 * DAY }),
];
const shown = (at: number, incident: string | null, device = 'here'): PageFact => {
  return { at, slot: facts.findIndex(({ id }) => id === incident), device };
};
const pages = [
  shown(START - MIN, 'before'),
  shown(START + DAY + 3 * 3_600_000, 'first'),
  shown(START + 2 * DAY, 'drill'),
  shown(START + 3 * DAY, 'merged'),
  shown(START + 4 * DAY, null, 'there'),
];
const kept = keptOf(facts, Pages.of(pages));

const action = (id: string, over: Partial<ActionRecord>): ActionRecord => ({
  ...{ id, incident: 'first', text: 'x', owner: null, due: null, kind: null, state: 'open', reason: '', isInText: false, isRemoved: false },
  ...{ ticket: null, guard: null, recordedAt: START + DAY, recordedBy: 'ada', stateAt: START + 5 * DAY, stateBy: 'ada', changedAt: 0 },
  ...over,
});
const actions = [
  action('a1', { state: 'done', due: '2026-11-06', kind: 'prevent' }),
  action('a2', { state: 'done', due: '2026-11-05', kind: 'prevent' }),
  action('a3', { state: 'done' }),
  action('a4', { due: '2026-11-09' }),
  action('a5', { due: '2026-11-10' }),
  action('a6', { state: 'dropped' }),
  action('a7', { isRemoved: true }),
  action('a8', { recordedAt: START - DAY }),
];

const material = run(materialOf(kept, actions, SCOPE));
const base = { material, timeZone: 'UTC', clock, startOf, planned: [], today: '2026-11-10', device: 'here' };
const overview = run(overviewOf({ ...base, areOthersShown: false }));
const behind = (what: Computed): string[] =>
  incidentsBehind(what, { material, clock, today: '2026-11-10', device: 'here' }).map(({ id }) => id);

describe('a look back', () => {
  test('[Q1] counts what was triggered in the period, without drills and merged incidents; no scope lets others in', () => {
    expect(overview).toMatchObject({ incidents: 2, drills: 1, neverAcknowledged: 1 });
    const narrow = run(materialOf(kept, actions, { ...SCOPE, service: '', severity: 1 }));
    expect(narrow.incidents.map(({ id }) => id)).toEqual(['other']);
    expect(narrow.pages).toHaveLength(0);
  });

  test('[Q6] pages of merged incidents and of many count, those of drills and of other times do not', () => {
    expect([...material.pages.at]).toEqual([1, 3, 4].map((i) => pages[i]?.at));
    expect(overview.heat[0]?.[3]).toBe(1);
  });

  test('[Q6] interruptions of other desks are shown only where the settings say so', () => {
    expect(overview.interruptions).toEqual({ own: { business: 0, off: 0, sleep: 2 }, others: [] });
    const open = run(overviewOf({ ...base, areOthersShown: true }));
    expect(open.interruptions.others.map(({ device }) => device)).toEqual(['there']);
  });

  test('[Q8] an action is done in time, late or without a date; open, overdue or dropped; by kind and month', () => {
    expect(overview.actions.counts).toEqual({ 'in-time': 1, late: 1, undated: 1, open: 1, overdue: 1, dropped: 1 });
    expect(overview.actions.byKind.map(({ key }) => key)).toEqual(['prevent', '']);
    expect(overview.actions.byMonth.map(({ key }) => key)).toEqual(['2026-11']);
  });

  test('[Q9] what came back within thirty days is counted, also after one from before the period', () => {
    expect(overview.repeats).toMatchObject({
      incidents: 1,
      of: 2,
      most: [{ rule: 'DiskFull', service: 'orders', times: 1, medianGapMs: 2 * DAY }],
    });
  });

  test('[Q10] groups: services, severities and months add up to all', () => {
    for (const groups of Object.values(overview.groups)) expect(groups.reduce((sum, { incidents }) => sum + incidents, 0)).toBe(2);
    expect(overview.groups.severity.map(({ key }) => key)).toEqual(['1', '2']);
    expect(overview.buckets.reduce((sum, { bySeverity }) => sum + bySeverity.reduce((a, b) => a + b, 0), 0)).toBe(2);
    expect(overview.buckets).toHaveLength(30);
  });

  test('[Q11] every number opens what it counts', () => {
    expect(behind({ what: 'all', group: null })).toEqual(['other', 'first']);
    expect(behind({ what: 'all', group: { by: 'service', key: '' } })).toEqual(['other']);
    expect(behind({ what: 'measure', measure: 'resolve', isMissing: false, group: null })).toEqual(['first', 'other']);
    expect(behind({ what: 'measure', measure: 'acknowledge', isMissing: true, group: null })).toEqual(['other']);
    expect(behind({ what: 'hour', weekday: 0, hour: 3 })).toEqual(['first']);
    expect(behind({ what: 'interruption', kind: 'sleep' })).toEqual(['merged', 'first']);
    expect(behind({ what: 'rule', rule: 'Slow' })).toEqual(['other']);
    expect(behind({ what: 'noise', kind: 'blips' })).toEqual(['other']);
    expect(behind({ what: 'repeats', rule: null, service: null })).toEqual(['first']);
    expect(behind({ what: 'actions', outcome: 'late', kind: 'prevent', month: null })).toEqual(['first']);
    expect(behind({ what: 'actions', outcome: 'late', kind: '', month: null })).toEqual([]);
  });
});

test('[Q5] planned downtime is an interval with zones and a service; anything else is none', () => {
  expect(plannedSpan('2026-11-01T02:00+01:00/2026-11-01T04:00+01:00 checkout')).toEqual({
    ...{ from: Date.UTC(2026, 10, 1, 1), to: Date.UTC(2026, 10, 1, 3), service: 'checkout' },
  });
  expect(plannedSpan('2026-11-01T02:00Z/2026-11-01T04:00Z')?.service).toBe('');
  for (const bad of ['', '2026-11-01T02:00/2026-11-01T04:00', '2026-11-01T04:00Z/2026-11-01T02:00Z', '2026-11-01/2026-11-02', 'x/y'])
    expect(plannedSpan(bad)).toBeNull();
});

test('[Q12] a table leaves as CSV that no spreadsheet takes for formulas', () => {
  const csv = csvOf(
    ['rule', 'n'],
    [
      ['=HYPERLINK("http://x")', 1],
      ['  +cmd', -2],
      ['@a', null],
      ['-1', 0],
      ['a,"b"', 3],
      ['two\nlines', 4],
    ],
  );
  expect(csv).toBe(`\uFEFFrule,n\r\n"'=HYPERLINK(""http://x"")",1\r\n'  +cmd,-2\r\n'@a,\r\n'-1,0\r\n"a,""b""",3\r\n"two\nlines",4\r\n`);
});
