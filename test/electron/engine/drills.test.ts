// A drill on the real path: the embedded server, the real connector, the desk, pages; beside a real watch that goes on.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { InsightKeeper } from '../../../electron/insights/keeper';
import { openLog } from '../../../electron/log/store';
import { eventually } from '../../harness/eventually';
import { type DeskEngine, feed, KEY, startDeskEngine } from './desk-engine';
import { startDemoAt } from './drill-rig';

let engines: DeskEngine[] = [];
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const engine of engines) await engine.stop();
  engines = [];
  for (const end of ends.splice(0)) await end();
});

const SCENARIO = `version: 1
title: Shop is slow
receiver: on-call
targets: { acknowledge: 20 }
loop: { from: 3600, every: 60 }
alerts:
  - labels: { alertname: Slow, severity: critical, service: shop }
    firing: [{ from: 0 }]
`;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'dogwatch-drills-'));
  writeFileSync(join(made, 'slow.yml'), SCENARIO);
  writeFileSync(join(made, 'broken.yml'), 'version: 1\ntitle: 3\n');
  return made;
}

test('[Y1] [Y2] [Y4] [Y5] a drill pages, is scored and leaves the real watch and the measures alone', async () => {
  const real = await startDemoAt('Real', 'warning');
  ends.push(real.stop);
  const desk = await startDeskEngine({ config: { feeds: [feed(real.url)], drills: { folder: folder() } } });
  engines.push(desk);
  await eventually('the real incident', async () => (await desk.snapshot()).rows.length === 1);
  const { drills } = await desk.must('get-readiness', {});
  expect(drills.scenarios.map((s) => [s.title, s.problem === ''])).toEqual([
    ['broken.yml', false],
    ['Shop is slow', true],
  ]);
  const { drill } = await desk.must('start-drill', { scenario: 'slow.yml' });
  expect(await desk.call('start-drill', { scenario: 'slow.yml' })).toMatchObject({ ok: false });
  await eventually('the page', () => desk.pages.some((p) => p.title.startsWith('DRILL SEV2 shop: Slow')), { limitMs: 15_000 });
  const row = (await desk.snapshot()).rows.find((r) => r.title === 'Slow');
  expect(row).toMatchObject({ isDrill: true, feeds: [`drill:${drill}`] });
  expect((await desk.must('get-incident', { id: row?.id })).alerts[0]?.labels.drill).toBe('true');
  expect(desk.status()).toMatchObject({ openCount: 1, feedCount: 1, drill: { openCount: 1, title: 'Shop is slow' } });
  await desk.must('acknowledge-incident', { incidents: [row?.id ?? ''] });
  const { score } = await desk.must('end-drill', {});
  expect(score.steps.find((s) => s.step === 'acknowledge')).toMatchObject({ target: 20, seconds: expect.any(Number) });
  expect(score.points).toBeGreaterThan(0);
  await eventually('the end of the drill', async () => {
    const { rows, status } = await desk.snapshot();
    expect(rows.find((r) => r.title === 'Slow')?.status).toBe('resolved');
    expect(rows.find((r) => r.title === 'Real')?.status).toBe('open');
    expect(status.drill).toBeUndefined();
    return true;
  });
  expect((await desk.must('get-readiness', {})).drills.past).toMatchObject([{ title: 'Shop is slow', score: { points: score.points } }]);
  await desk.stop(true);
  const opened = openLog({ file: join(desk.profile, 'log.db'), key: KEY, device: 'test', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  ends.push(async () => opened.log.close());
  await new InsightKeeper(opened.log).catchUp();
  const counted = opened.log.insights.ofSlots(0, 100).filter((f) => !f.isDrill);
  expect(counted.map((f) => f.rule)).toEqual(['Real']);
  const all = opened.log.insights.ofSlots(0, 100);
  expect(opened.log.insights.pagesOfSlots(0).every((p) => all[p.slot]?.id !== row?.id)).toBe(true);
});

test('[Y6] a real SEV1 ends the drill', async () => {
  const real = await startDemoAt('Down', 'critical', 3);
  ends.push(real.stop);
  const config = {
    feeds: [feed(real.url)],
    severity: { rules: [{ name: 'worst', when: ['alertname="Down"'], set: 1 }] },
    drills: { folder: folder() },
  };
  const desk = await startDeskEngine({ config });
  engines.push(desk);
  await desk.must('start-drill', { scenario: 'slow.yml' });
  const ended = async () => {
    const { drills } = await desk.must('get-readiness', {});
    expect(drills.running).toBeNull();
    expect(drills.past[0]?.why).toMatch(/is real and comes first/);
    return true;
  };
  await eventually('the end', ended, { limitMs: 20_000 });
});
