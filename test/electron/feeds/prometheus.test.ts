// A real Prometheus asked by our own rules: firing, `for` over a restart, a rule that can not be judged, and what nobody measures.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prometheus } from '../../../electron/feeds/prometheus';
import { presets } from '../../../electron/feeds/prometheus/presets';
import { ruleSchema } from '../../../electron/feeds/prometheus/rule';
import { rawAnswer, startRawServer } from '../../fakes/raw-server';
import { eventually } from '../../harness/eventually';
import { type Prometheus, startPrometheus } from '../../harness/prometheus';
import { contextOf, feedOf, type Rig, startRig } from './rig';

const FULL = { name: 'DiskFull', query: 'disk_used_percent{service=~"a.*"} > 90', severity: 'critical' };

function configOf(url: string, rules: readonly Readonly<Record<string, unknown>>[], more: object = {}) {
  const parsed = prometheus.parseConfig({ url, rules, ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config;
}

describe.skipIf(process.platform !== 'linux')('a real Prometheus', () => {
  let server: Prometheus;
  const rigs: Rig[] = [];

  beforeAll(async () => {
    server = await startPrometheus('http://127.0.0.1:9');
    server.set('a1', 10);
    server.set('b1', 10);
    await eventually('the gauge is scraped', async () => {
      const answer = (await (await fetch(`${server.url}/api/v1/query?query=disk_used_percent`)).json()) as { data: { result: unknown[] } };
      return answer.data.result.length === 2;
    });
  }, 30_000);
  afterAll(async () => {
    await Promise.all(rigs.map((rig) => rig.runner.stop()));
    await server.stop();
  });

  function watch(rules: readonly Readonly<Record<string, unknown>>[], lastAnswerAt: number | null = null): Rig {
    const rig = startRig(feedOf({ url: server.url, rules }, { kind: 'prometheus' }), {}, { lastAnswerAt: () => lastAnswerAt });
    rigs.push(rig);
    return rig;
  }

  test('[A1] every series above the threshold is an alert of its own, with the words of the rule', { timeout: 30_000 }, async () => {
    const rig = watch([{ ...FULL, labels: { team: 'storage' }, summary: '{{ $labels.service }}: {{ $value }} %' }]);
    await eventually('the first answer', () => rig.reports.length > 0);
    expect(rig.reports[0]).toMatchObject({ sightings: [], isComplete: true, rejected: [] });
    server.set('a1', 97.25);
    await eventually('it fires', () => rig.names().length === 1);
    const [sighting] = rig.reports.at(-1)?.sightings ?? [];
    expect(sighting).toMatchObject({ name: 'DiskFull', severity: 'critical', state: 'firing', summary: 'a1: 97.25 %' });
    expect(sighting?.labels).toMatchObject({ alertname: 'DiskFull', service: 'a1', team: 'storage', job: 'gauge' });
    expect(Math.abs(Date.now() - (sighting?.startsAt ?? 0))).toBeLessThan(10_000);
    expect(sighting?.link).toContain(`${server.url}/graph?g0.expr=disk_used_percent`);
    server.set('a1', 10);
    await eventually('it is over', () => rig.names().length === 0);
    expect(rig.reports.at(-1)?.isComplete).toBe(true);
    expect(rig.reports).toHaveLength(3);
  });

  test('[F1] one rule of two is wrong: it is unknown with the place of the mistake, the other goes on', { timeout: 30_000 }, async () => {
    const rig = watch([FULL, { name: 'Broken', query: 'rate(up[5m])\n  >', needs: 'up' }]);
    await eventually('the first answer', () => rig.reports.length > 0);
    expect(rig.reports[0]?.isComplete).toBe(false);
    expect(rig.health()).toMatchObject({ state: 'partial', why: expect.stringContaining('1 of 2 rules is unknown') });
    expect(rig.health().why).toMatch(/"Broken": .* line \d, column \d/);
  });

  test('[F1] nothing of what a rule needs is measured: unknown, never "fine"', { timeout: 30_000 }, async () => {
    const rig = watch([FULL, { name: 'Gpu', query: 'DCGM_FI_DEV_GPU_TEMP > 85', needs: 'DCGM_FI_DEV_GPU_TEMP' }]);
    await eventually('the first answer', () => rig.reports.length > 0);
    expect(rig.health()).toMatchObject({ state: 'partial', why: expect.stringContaining('nothing is measured') });
    expect(rig.reports[0]?.isComplete).toBe(false);
  });

  test('[F1] values that are no numbers and lists that are too long are told', { timeout: 30_000 }, async () => {
    const ctx = contextOf({});
    const nan = await prometheus.poll(ctx, configOf(server.url, [{ name: 'Nan', query: 'disk_used_percent * 0 / 0' }]), null);
    expect(nan).toMatchObject({ kind: 'snapshot', sightings: [] });
    expect(JSON.stringify(nan)).toContain('NaN');
    const inf = await prometheus.poll(ctx, configOf(server.url, [{ name: 'Inf', query: 'disk_used_percent / 0' }]), null);
    expect(inf.kind === 'snapshot' && inf.sightings.map(({ summary }) => summary)).toEqual(['value +Inf', 'value +Inf']);
    const many = await prometheus.poll(ctx, configOf(server.url, [{ name: 'Many', query: 'disk_used_percent' }], { maxSeries: 1 }), null);
    expect(JSON.stringify(many)).toContain('2 series, more than 1');
    expect(many.kind === 'snapshot' && many.absence.isTrusted).toBe(false);
    await ctx.close();
  });

  test('[A2] `for` goes on where it was after a restart, and what fired before keeps its episode', { timeout: 40_000 }, async () => {
    const rules = [{ name: 'Long', query: 'disk_used_percent{service="b1"} > 90', for: '4s', keepFiringFor: '3s' }];
    server.set('b1', 99);
    const first = watch(rules);
    await eventually('it is seen', () => first.reports.length > 0 && first.unchanged.length > 3);
    expect(first.names()).toEqual([]);
    await eventually('it has been above for longer', async () => {
      const answer = await fetch(`${server.url}/api/v1/query?query=count_over_time((disk_used_percent{service="b1"} > 90)[8s:1s]) > 6`);
      return ((await answer.json()) as { data: { result: unknown[] } }).data.result.length === 1;
    });
    await first.runner.stop();
    const second = watch(rules, Date.now());
    await eventually('the first answer of the second run', () => second.reports.length > 0);
    expect(second.names()).toEqual(['Long']);
    const started = second.reports[0]?.sightings[0]?.startsAt ?? 0;
    expect(started).toBeLessThan(Date.now());
    server.set('b1', 10);
    const gone = Date.now();
    await eventually('it clears', () => second.names().length === 0, { limitMs: 15_000 });
    expect(Date.now() - gone).toBeGreaterThan(2900);
  });

  test('the curve of a query comes with its threshold and hits, a mistake with its place', { timeout: 30_000 }, async () => {
    const ctx = contextOf({});
    const config = configOf(server.url, [FULL]);
    const shown = await prometheus.preview?.(ctx, config, 'disk_used_percent{service="a1"} > 90');
    expect(shown).toMatchObject({ ok: true, threshold: 90, total: 1 });
    if (shown?.ok) {
      expect(shown.series[0]?.points.length).toBeGreaterThan(0);
      expect(shown.series[0]?.name).toContain('service="a1"');
    }
    const rig = watch([FULL]);
    const tried = feedOf({ url: `${server.url}/graph`, rules: [FULL] }, { kind: 'prometheus' });
    const asked = await rig.runner.preview(tried, {}, 'up == 1');
    expect(asked).toMatchObject({ ok: true, threshold: 1, hits: [{ count: 1 }] });
    const am = feedOf({ urls: [server.url] });
    expect(await rig.runner.preview(am, {}, 'up')).toMatchObject({ ok: false, failure: { kind: 'config' } });
    expect(await prometheus.preview?.(ctx, config, 'sum(up) by >')).toMatchObject({ ok: false, at: { line: 1, column: 12 } });
    await ctx.close();
  });
});

test('a server that goes away in the middle keeps the alerts, and is told as failed when no rule is judged', async () => {
  const answer = JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { service: 'a' }, value: [1, '97'] }] },
  });
  let isUp = true;
  const server = await startRawServer((socket, head) =>
    isUp
      ? rawAnswer('200 OK', { 'content-type': 'application/json' }, answer)(socket, head)
      : rawAnswer(
          '503 Service Unavailable',
          { 'content-type': 'application/json' },
          '{"status":"error","error":"query timed out"}',
        )(socket, head),
  );
  const ctx = contextOf({});
  const config = configOf(server.url, [FULL, { ...FULL, name: 'Other' }]);
  const first = await prometheus.poll(ctx, config, null);
  expect(first.kind === 'snapshot' && first.sightings.map(({ name, startsAt }) => [name, startsAt])).toEqual([
    ['DiskFull', 0],
    ['Other', 0],
  ]);
  if (first.kind !== 'snapshot') throw new Error('no snapshot');
  expect((await prometheus.poll(ctx, config, first.cursor)).kind).toBe('unchanged');
  isUp = false;
  expect(await prometheus.poll(ctx, config, first.cursor)).toMatchObject({ kind: 'failed', failure: { kind: 'server' } });
  await ctx.close();
  await server.close();
});

test('each preset is a rule, cites labels that its query can have, and has a name of its own', () => {
  const rules = presets.map(({ rule }) => ruleSchema.parse(rule));
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  expect(rules.every(({ summary, needs }) => summary !== '' && needs !== '')).toBe(true);
  expect(rules.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['CpuBusy', 'MemoryShort', 'DiskFullSoon', 'NetworkErrors', 'GpuHot']),
  );
});

test.each([
  [{ name: 'x', query: 'up', for: '5 minutes' }, 'no duration'],
  [{ name: 'x', query: '' }, 'query'],
  [{ name: 'x', query: 'up', summary: '{{ .Labels }}' }, 'not known'],
  [{ name: 'x', query: 'up', labels: { 'a-b': '1' } }, 'label name'],
])('the rule %j is refused in words', (rule, words) => {
  const parsed = prometheus.parseConfig({ url: 'http://p:9090', rules: [rule] });
  expect(parsed.ok).toBe(false);
  expect(JSON.stringify(parsed)).toContain(words);
});
