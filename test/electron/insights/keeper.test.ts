// Facts follow the log: the same in one go or in many, and again after they were thrown away.
import { expect, test } from 'vitest';
import { InsightKeeper } from '../../../electron/insights/keeper';
import type { Log } from '../../../electron/log/store';
import type { Draft } from '../../../shared/log/event';
import { aLog, commit, NOW, opened } from '../log/a-log';

const MIN = 60_000;
const allFacts = (log: Log) => log.insights.ofSlots(0, 1_000);

const acknowledged = (incident: string, via = 'window'): Draft => ({
  ...{ kind: 'incident.acknowledged', incident, actor: 'person:ada' },
  data: { by: 'ada', via },
});
const shown = (incident: string, page: string): Draft => ({
  ...{ kind: 'page.shown', incident, actor: 'shell' },
  data: { page, route: 'dbus', receiptMs: 9 },
});
const resolved = (incident: string, isAutomatic: boolean): Draft => ({
  ...{ kind: 'incident.resolved', incident, actor: 'rules' },
  data: { why: 'every alert cleared', isAutomatic },
});
const reopened = (incident: string): Draft => ({
  ...{ kind: 'incident.reopened', incident, actor: 'rules' },
  data: { why: 'fired again', isAutomatic: true, isFlapping: false },
});

function tell(log: Log): void {
  commit(log, [opened('a', 1, { labels: { alertname: 'DiskFull' }, startedAt: NOW - MIN })], NOW);
  commit(log, [shown('a', 'p1'), opened('b', 2, { service: 'cart' }), acknowledged('b', 'split')], NOW + MIN);
  commit(log, [acknowledged('a'), resolved('b', true)], NOW + 3 * MIN);
  commit(log, [resolved('a', false), reopened('b')], NOW + 10 * MIN);
  commit(log, [shown('b', 'p2'), shown('b', 'p2')], NOW + 11 * MIN);
}

test('[Q2] [Q3] facts: trigger, first human acknowledgement, resolution, runs and pages', async () => {
  const log = aLog();
  tell(log);
  await new InsightKeeper(log).catchUp();
  const [a, b] = allFacts(log).sort((x, y) => x.number - y.number);
  expect(a).toMatchObject({ id: 'a', rule: 'DiskFull', startedAt: NOW - MIN, triggeredAt: NOW, acknowledgedAt: NOW + 3 * MIN });
  expect(a).toMatchObject({ resolvedAt: NOW + 10 * MIN, runs: 1, pagedRuns: 1, actedRuns: 1, blips: 0, run: null });
  expect(b).toMatchObject({ rule: 'Incident 2', service: 'cart', acknowledgedAt: null, resolvedAt: null, runs: 2, blips: 1 });
  expect(b?.run).toMatchObject({ since: NOW + 10 * MIN, isPaged: true });
});

test('[Q6] a page counts once, when it was first shown', async () => {
  const log = aLog();
  tell(log);
  await new InsightKeeper(log).catchUp();
  expect(log.insights.pagesOfSlots(0)).toMatchObject([
    { at: NOW + MIN, slot: 0 },
    { at: NOW + 11 * MIN, slot: 1 },
  ]);
  expect(log.insights.pagesOfSlots(1)).toHaveLength(1);
});

test('[Q1] going on from where it stopped gives what one go gives', async () => {
  const log = aLog();
  const keeper = new InsightKeeper(log);
  commit(log, [opened('z', 9)], NOW - MIN);
  await keeper.catchUp();
  tell(log);
  await Promise.all([keeper.catchUp(), keeper.catchUp()]);
  const inSteps = allFacts(log);
  expect(log.insights.place()).toBe(log.head().seq);
  const other = aLog();
  commit(other, [opened('z', 9)], NOW - MIN);
  tell(other);
  await new InsightKeeper(other).catchUp();
  expect(allFacts(other)).toEqual(inSteps);
});
