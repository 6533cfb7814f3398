// Loki asked by our own rules, against a fake written from its documentation: counted lines by group, metric queries, tenants, its errors.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loki } from '../../../electron/feeds/loki';
import { nanoseconds } from '../../../electron/feeds/loki/ask';
import { lastLines } from '../../../electron/feeds/loki/lines';
import type { Cursor } from '../../../electron/feeds/loki/poll';
import { presets } from '../../../electron/feeds/loki/presets';
import { isLogQuery, metricQuery, ruleSchema } from '../../../electron/feeds/loki/rule';
import type { FeedContext } from '../../../shared/feed';
import { type LokiFake, startLoki } from '../../fakes/loki-fake';
import { contextOf } from './rig';

const ERRORS = { name: 'ManyErrors', query: '{app=~".+"} |= "error"', count: 3, within: '5m', groupBy: 'app', severity: 'error' };

let server: LokiFake;
let kept: unknown;
const opened: { readonly close: () => Promise<void> }[] = [];
beforeEach(async () => {
  server = await startLoki();
  kept = null;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await server.stop();
});

function configOf(rules: readonly object[], more: object = {}) {
  const parsed = loki.parseConfig({ url: server.url, rules, ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config;
}

function context(): FeedContext {
  const keep = {
    read: () => kept,
    write: (value: unknown) => {
      kept = JSON.parse(JSON.stringify(value));
      return true;
    },
  };
  const ctx = contextOf({}, { keep });
  opened.push(ctx);
  return ctx;
}

async function pollOf(rules: readonly object[], cursor: Cursor | null = null, more: object = {}) {
  return loki.poll(context(), configOf(rules, more), cursor);
}

describe('lines counted over a window', () => {
  test('each group is an alert of its own, with its last lines', async () => {
    for (let at = 0; at < 12; at++) server.push({ app: 'shop', pod: `p${at % 2}` }, `error ${at}`, Date.now() - 60_000 + at * 1000);
    server.push({ app: 'shop' }, 'all is well');
    for (let at = 0; at < 2; at++) server.push({ app: 'mail' }, `error ${at}`);
    for (let at = 0; at < 3; at++) server.push({ app: 'old' }, `error ${at}`, Date.now() - 600_000);
    const result = await pollOf([ERRORS]);
    expect(result.kind).toBe('snapshot');
    if (result.kind !== 'snapshot') return;
    expect(result.sightings).toHaveLength(1);
    expect(result.sightings[0]).toMatchObject({
      labels: { app: 'shop', alertname: 'ManyErrors' },
      severity: 'error',
      summary: '12 lines in 5 min',
      link: null,
    });
    const lines = result.sightings[0]?.annotations.lines?.split('\n') ?? [];
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([10, 'error 2', 'error 11']);
    expect(result.absence).toEqual({ isTrusted: true });
    const { asked } = server;
    expect(asked.map(({ path }) => path)).toEqual(['/loki/api/v1/query', '/loki/api/v1/query_range']);
    expect(asked[1]?.query.get('query')).toBe('{app=~".+"} |= "error"\n | app="shop"');
    expect(asked[0]?.query.get('time')).toMatch(/^\d{19}$/);
  });

  test('lines are asked for once an alert, and an alert that goes on says the same', async () => {
    for (let at = 0; at < 3; at++) server.push({ app: 'shop' }, `error ${at}`);
    const first = await pollOf([ERRORS]);
    if (first.kind !== 'snapshot') throw new Error('no snapshot');
    server.push({ app: 'shop' }, 'error 9');
    const second = await pollOf([ERRORS], first.cursor);
    expect(second.kind).toBe('unchanged');
    expect(server.asked.filter(({ path }) => path.endsWith('query_range'))).toHaveLength(1);
  });

  test('what a label brings in stays a value', async () => {
    for (let at = 0; at < 3; at++) server.push({ app: 'a" or b="' }, `error ${at}`);
    const result = await pollOf([ERRORS]);
    expect(server.asked[1]?.query.get('query')).toBe('{app=~".+"} |= "error"\n | app="a\\" or b=\\""');
    expect(result.kind === 'snapshot' && result.sightings).toHaveLength(1);
  });
});

test('a metric query has its threshold in it', async () => {
  for (let at = 0; at < 6; at++) server.push({ app: 'shop' }, 'error', Date.now() - at * 100);
  const rule = {
    name: 'Rate',
    query: 'sum by (app) (rate({app="shop"} |= "error" [1m])) > 0.05',
    summary: '{{ $labels.app }}: {{ $value }}/s',
  };
  const result = await pollOf([rule]);
  expect(result.kind === 'snapshot' && result.sightings.map(({ summary }) => summary)).toEqual(['shop: 0.1/s']);
});

test('"for" and "keepFiringFor" go on over a restart', async () => {
  const rule = { ...ERRORS, for: '1m', keepFiringFor: '1m' };
  for (let at = 0; at < 3; at++) server.push({ app: 'shop' }, `error ${at}`);
  const config = configOf([rule]);
  const now = Date.now() + 2000;
  const ctx = context();
  const first = await loki.poll({ ...ctx, now: () => now }, config, null);
  expect(first.kind === 'snapshot' && first.sightings).toEqual([]);
  const second = await loki.poll({ ...ctx, now: () => now + 61_000 }, config, null);
  expect(second.kind === 'snapshot' && second.sightings).toMatchObject([{ startsAt: now + 61_000 }]);
  const third = await loki.poll({ ...ctx, now: () => now + 120_000 }, config, null);
  expect(third.kind === 'snapshot' && third.sightings).toEqual(second.kind === 'snapshot' ? second.sightings : null);
  const later = await loki.poll({ ...ctx, now: () => now + 1_200_000 }, config, null);
  expect(later.kind === 'snapshot' && later.sightings).toEqual([]);
});

describe('what Loki refuses', () => {
  test('a mistake in one query: told with its place, the other rules go on', async () => {
    for (let at = 0; at < 3; at++) server.push({ app: 'shop' }, `error ${at}`);
    const result = await pollOf([{ ...ERRORS, name: 'Bad', query: '{app="x"} |= "error" oops' }, ERRORS]);
    if (result.kind !== 'snapshot') throw new Error('no snapshot');
    expect(result.sightings.map(({ name }) => name)).toEqual(['ManyErrors']);
    expect(result.peers.find(({ isOk }) => !isOk)?.failure?.what).toBe(
      'Rule "Bad": the query is wrong at line 1, column 22: unexpected o.',
    );
    expect(result.absence.isTrusted).toBe(false);
  });

  test.each([
    [401, 'no org id', 'auth', 'Loki has tenants and was not told which one'],
    [429, 'too many outstanding requests', 'rate-limited', 'slow down (429): "too many outstanding requests"'],
    [500, 'context deadline exceeded', 'server', 'failed (500): "context deadline exceeded"'],
    [504, 'upstream request timeout', 'server', 'failed (504)'],
    [400, 'the query would read too many bytes (query: 9GB, limit: 5GB)', 'config', 'the query would read too many bytes'],
    [404, '404 page not found', 'config', 'nothing at this address'],
    [200, 'Ready', 'bad-answer', 'not JSON: "Ready"'],
    [200, '', 'bad-answer', 'not JSON'],
    [200, '<!doctype html><title>Sign in</title>', 'bad-answer', 'a web page ("Sign in")'],
    [200, '{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}', 'bad-answer', ''],
  ] as const)('%i %s', async (status, text, kind, what) => {
    server.mood = () => ({ status, text, headers: { 'retry-after': '7' } });
    const result = await pollOf([ERRORS]);
    if (what === '') return expect(result.kind === 'snapshot' && [result.absence.isTrusted, result.peers[1]?.isOk]).toEqual([false, false]);
    expect(result.kind).toBe('failed');
    if (result.kind !== 'failed') return;
    expect(result.failure.kind).toBe(kind);
    expect(result.failure.what).toContain(what);
    if (status === 429) expect(result.failure.retryAfterMs).toBe(7000);
  });

  test('lines that can not be had do not cost the alert; they come with a later poll', async () => {
    for (let at = 0; at < 3; at++) server.push({ app: 'shop' }, `error ${at}`);
    server.mood = ({ path }) => (path.endsWith('query_range') ? { status: 500, text: 'boom' } : null);
    const first = await pollOf([ERRORS]);
    if (first.kind !== 'snapshot') throw new Error('no snapshot');
    expect(first.sightings[0]?.annotations.lines).toBeUndefined();
    server.mood = null;
    const second = await pollOf([ERRORS], first.cursor);
    expect(second.kind === 'snapshot' && second.sightings[0]?.annotations.lines).toBe('error 0\nerror 1\nerror 2');
  });

  test('a tenant is sent', async () => {
    server.hasTenants = true;
    expect((await pollOf([ERRORS])).kind).toBe('failed');
    expect((await pollOf([ERRORS], null, { tenant: 'team-7' })).kind).toBe('snapshot');
    expect(server.asked.at(-1)?.tenant).toBe('team-7');
  });
});

test('the editor sees the last hour: curve, threshold, hits and lines; or the mistake at its place', async () => {
  for (let at = 0; at < 5; at++) server.push({ app: 'shop' }, `error ${at}`, Date.now() - 1_200_000 + at * 1000);
  const shown = await loki.preview?.(context(), configOf([ERRORS]), 'x');
  if (!shown?.ok) throw new Error('refused');
  expect([shown.threshold, shown.total, shown.hits.length, shown.hits[0]?.count]).toEqual([3, 1, 1, 1]);
  expect(shown.lines).toEqual(['error 0', 'error 1', 'error 2', 'error 3', 'error 4']);
  const bad = await loki.preview?.(context(), configOf([{ ...ERRORS, query: '{app="x"}\n |= "error" oops' }]), 'x');
  expect(bad).toMatchObject({ ok: false, at: { line: 2, column: 13 } });
});

test('a log query is told from one that computes, and is counted by Loki', () => {
  expect(['{a="b"}', ' # why\n {a="b"}', 'sum(rate({a="b"}[5m])) > 1', 'count_over_time({a="b"}[5m])'].map(isLogQuery)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(metricQuery(ruleSchema.parse({ ...ERRORS, groupBy: ['app', 'env'] }))).toBe(
    'sum by (app, env) (count_over_time({app=~".+"} |= "error"\n[300000ms])) >= 3',
  );
  expect(metricQuery(ruleSchema.parse({ ...ERRORS, groupBy: [] }))).toBe('sum(count_over_time({app=~".+"} |= "error"\n[300000ms])) >= 3');
});

test('presets are rules; addresses are cut to their base; bad rules are refused', () => {
  for (const { rule } of presets) expect(ruleSchema.safeParse(rule).success).toBe(true);
  expect(configOf([ERRORS], { url: 'http://loki:3100/loki/api/v1/push?x=1' }).url).toBe('http://loki:3100');
  for (const bad of [{ count: 0 }, { within: '9w' }, { groupBy: 'a b' }, { query: '' }, { needs: 'up' }, { name: '' }])
    expect(loki.parseConfig({ url: server.url, rules: [{ ...ERRORS, ...bad }] }).ok).toBe(false);
});

test('nanoseconds stay whole; lines are in the order of time over all streams', () => {
  expect(nanoseconds(1_795_407_003_123)).toBe('1795407003123000000');
  const values = (...pairs: [string, string][]) => ({ stream: {}, values: pairs });
  const result = [
    values(['1795407003123000002', 'c'], ['1795407003123000000', 'a']),
    values(['1795407003123000001', 'b'], ['x', 'y']),
    null,
  ];
  expect(lastLines({ data: { resultType: 'streams', result } }, 2)).toEqual(['b', 'c']);
  expect(lastLines({ data: { resultType: 'vector', result: [] } }, 2)).toBeNull();
});
