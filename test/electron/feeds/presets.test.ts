// The shipped presets against a small server with each source's answers: login, pages, limits, errors, and what can be done there.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadKind } from '../../../electron/feeds/registry';
import type { Feed, PollResult } from '../../../shared/feed';
import { type JsonSource, type SourceAnswer, startJsonSource } from '../../fakes/json-source';
import { contextOf } from './rig';

type Any = Feed<unknown, unknown>;
const KINDS = {
  argocd: { authorization: 'Bearer a-secret-of-the-token' },
  checkmk: { authorization: 'Bearer dogwatch a-secret-of-the-automation' },
  datadog: { 'dd-api-key': 'a-secret-of-the-api', 'dd-application-key': 'a-secret-of-the-app' },
  'github-actions': { authorization: 'Bearer a-secret-of-the-token' },
  'gitlab-pipelines': { 'private-token': 'a-secret-of-the-token' },
  healthchecks: { 'x-api-key': 'a-secret-of-the-key' },
  'new-relic': { 'api-key': 'a-secret-of-the-key' },
  sentry: { authorization: 'Bearer a-secret-of-the-token' },
  statuspage: {},
  'uptime-kuma': {},
} as const;
type Kind = keyof typeof KINDS;

const fixture = (kind: string, name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${kind}/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
const pagesOf = (kind: string, name = 'firing') => fixture(kind, name) as { pages: unknown[]; beside: { beats?: unknown } };

let source: JsonSource;
beforeEach(async () => {
  source = await startJsonSource(() => ({ body: {} }));
});
afterEach(() => source.stop());

async function feedFor(kind: Kind, more: object = {}) {
  const feed = (await loadKind(kind)) as unknown as Any;
  const given = JSON.parse(JSON.stringify(fixture(kind, 'config')).replaceAll('{{url}}', source.url)) as object;
  const parsed = feed.parseConfig({ ...given, bearerToken: '', ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const at = Date.parse('2026-11-23T03:00:00Z');
  const ctx = contextOf({ timeoutSeconds: 5 }, { now: () => at });
  const later = contextOf({ timeoutSeconds: 5 }, { now: () => at + 3_600_000 });
  return {
    feed,
    config: parsed.config,
    ctx,
    later,
    poll: (cursor: unknown = null) => feed.poll(cursor === null ? ctx : later, parsed.config, cursor),
  };
}

/** Answers as the source does: the page, or the beats of Uptime Kuma. */
const like =
  (kind: Kind, name = 'firing') =>
  (request: { path: string }): SourceAnswer => {
    const { pages, beside } = pagesOf(kind, name);
    return { body: request.path.includes('/heartbeat/') ? beside.beats : pages[0] };
  };

function snapshot(polled: PollResult<unknown>) {
  if (polled.kind !== 'snapshot') throw new Error(JSON.stringify(polled));
  return polled;
}

describe.each(Object.entries(KINDS) as [Kind, Record<string, string>][])('%s', (kind, login) => {
  test('is asked with its login, and its rows are alerts; what is over goes', async () => {
    source.answer = like(kind);
    const { poll } = await feedFor(kind, kind === 'github-actions' ? { stuckMinutes: 120 } : {});
    const first = snapshot(await poll());
    expect(source.asked[0]?.headers).toMatchObject(login);
    expect(first.sightings.filter(({ state }) => state === 'firing')).toHaveLength(3);
    expect(first.rejected).toEqual([]);
    source.answer = like(kind, 'resolved');
    const second = snapshot(await poll(first.cursor));
    expect(second.sightings.filter(({ state }) => state === 'firing')).toHaveLength(2);
    const isHistory = kind === 'github-actions' || kind === 'gitlab-pipelines';
    expect(second.absence.isTrusted).toBe(!isHistory);
    expect(second.sightings.some(({ state }) => state === 'resolved')).toBe(isHistory);
  });

  test.each<[string, SourceAnswer, string]>([
    ['a wrong login', { status: 401, body: { message: 'Bad credentials' } }, 'auth'],
    ['too many requests', { status: 429, headers: { 'retry-after': '17' }, body: { detail: 'slow down' } }, 'rate-limited'],
    ['a server that fails', { status: 503, body: 'upstream' }, 'server'],
    ['a web page', { headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in</body></html>' }, 'bad-answer'],
    ['nothing', { body: '' }, 'bad-answer'],
    ['half an answer', { body: '[{"id": 1' }, 'bad-answer'],
    ['JSON of something else', { body: { something: 'else' } }, 'bad-answer'],
  ])('%s is a failure in words, never "no alerts"', async (_, answer, wanted) => {
    source.answer = () => answer;
    const polled = await (await feedFor(kind)).poll();
    expect(polled.kind).toBe('failed');
    if (polled.kind !== 'failed') return;
    expect(polled.failure.kind).toBe(wanted);
    expect(polled.failure.what).not.toBe('');
    if (wanted === 'rate-limited') expect(polled.failure.retryAfterMs).toBe(17_000);
  });

  test('an empty list is no alerts', async () => {
    const empty = JSON.parse(JSON.stringify(pagesOf(kind).pages[0]), (_, value) =>
      Array.isArray(value) && typeof value[0] === 'object' ? [] : value,
    );
    source.answer = ({ path }) => ({ body: path.includes('/heartbeat/') ? { heartbeatList: {} } : empty });
    expect(snapshot(await (await feedFor(kind)).poll()).sightings).toEqual([]);
  });
});

describe('pages', () => {
  test('Sentry: the Link header, until it says that nothing is behind', async () => {
    const rows = pagesOf('sentry').pages[0] as object[];
    source.answer = ({ query }) => {
      const page = Number(query.get('cursor') ?? 0);
      const link = `<${source.url}/x?cursor=0>; rel="previous"; results="false", <${source.url}/x?cursor=${page + 1}>; rel="next"; results="${page < 2}"; cursor="1"`;
      return { headers: { link }, body: [{ ...rows[0], id: `${page}` }] };
    };
    expect(snapshot(await (await feedFor('sentry')).poll()).sightings.map(({ key }) => key)).toEqual(['0', '1', '2']);
  });

  test('a next page at another server gets no login: the poll fails', async () => {
    source.answer = () => ({ headers: { link: '<http://127.0.0.1:9/x>; rel="next"; results="true"' }, body: pagesOf('sentry').pages[0] });
    const polled = await (await feedFor('sentry')).poll();
    expect(polled.kind === 'failed' && polled.failure.what).toContain('another server');
  });

  test('Datadog: by number; a page that fails fails the poll', async () => {
    const page = pagesOf('datadog').pages[0] as { groups: object[]; metadata: object };
    source.answer = ({ query }) => {
      const at = Number(query.get('page'));
      return {
        body: { ...page, groups: [{ ...page.groups[0], group: `host:${at}` }], metadata: { ...page.metadata, page: at, page_count: 3 } },
      };
    };
    const { poll } = await feedFor('datadog');
    expect(snapshot(await poll()).sightings.map(({ key }) => key)).toEqual(['4000/host:0', '4000/host:1', '4000/host:2']);
    const whole = source.answer;
    source.answer = (request, count) => (request.query.get('page') === '1' ? { status: 500, body: {} } : whole(request, count));
    expect((await poll()).kind).toBe('failed');
  });

  test('New Relic: by cursor in the body; errors come with status 200', async () => {
    const first = JSON.parse(JSON.stringify(pagesOf('new-relic').pages[0]).replace('"nextCursor":null', '"nextCursor":"two"')) as object;
    const second = JSON.parse(
      JSON.stringify(first).replace('"nextCursor":"two"', '"nextCursor":null').replaceAll('b7c1f0f2', 'c8d2f0f2'),
    ) as object;
    source.answer = ({ body }) => ({
      body: (JSON.parse(body) as { variables: { cursor: unknown } }).variables.cursor === null ? first : second,
    });
    const { poll } = await feedFor('new-relic');
    expect(snapshot(await poll()).sightings).toHaveLength(6);
    expect(JSON.parse(source.asked[1]?.body ?? '')).toMatchObject({ variables: { account: 1, cursor: 'two' } });
    source.answer = () => ({ body: { errors: [{ message: 'Access denied.' }], data: null } });
    const polled = await poll();
    expect(polled.kind === 'failed' && polled.failure.what).toContain('Access denied.');
  });
});

test('an ETag that still holds costs no answer, and the alerts stay', async () => {
  const body = pagesOf('statuspage').pages[0];
  source.answer = ({ headers }) => (headers['if-none-match'] === '"v1"' ? { status: 304, body: '' } : { headers: { etag: '"v1"' }, body });
  const { poll } = await feedFor('statuspage');
  const first = snapshot(await poll());
  expect((await poll(first.cursor)).kind).toBe('unchanged');
  expect(source.asked[1]?.headers['if-none-match']).toBe('"v1"');
});

test('a run that is queued for hours has gone haywire; one of a few minutes has not', async () => {
  const body = pagesOf('github-actions').pages[0] as { workflow_runs: object[] };
  const queued = { ...body.workflow_runs[2], status: 'in_progress', created_at: '2026-11-23T02:50:00Z' };
  source.answer = () => ({ body: { total_count: 1, workflow_runs: [queued] } });
  const { poll } = await feedFor('github-actions');
  expect(snapshot(await poll()).sightings).toEqual([]);
  source.answer = () => ({ body: { total_count: 1, workflow_runs: [{ ...queued, created_at: '2026-11-23T00:50:00Z' }] } });
  const [stuck] = snapshot(await poll()).sightings;
  expect(stuck).toMatchObject({ state: 'firing', severity: 'warning', name: 'Nightly' });
  expect(stuck?.summary).toContain('does not come to an end');
});

test('Sentry: resolving is a PUT, read back; a key can not leave its place in the address', async () => {
  source.answer = ({ method }) => ({ body: method === 'GET' ? { status: 'resolved' } : {} });
  const { feed, ctx, config } = await feedFor('sentry');
  const args = { author: 'Ada', comment: 'done' };
  const done = await feed.actions.resolve?.(ctx, config, { ...args, targets: [{ key: '4101', startsAt: 0, labels: {} }] });
  expect(done).toMatchObject({ ok: true, isConfirmed: true });
  expect(source.asked[0]).toMatchObject({
    method: 'PUT',
    path: '/api/0/organizations/example/issues/4101/',
    body: '{"status":"resolved"}',
  });
  await feed.actions.resolve?.(ctx, config, { ...args, targets: [{ key: '../../x?y', startsAt: 0, labels: {} }] });
  expect(source.asked[2]?.path).toBe('/api/0/organizations/example/issues/..%2F..%2Fx%3Fy/');
});

test('Checkmk: acknowledging names host and service by their labels', async () => {
  source.answer = () => ({ status: 204, body: '' });
  const { feed, ctx, config } = await feedFor('checkmk');
  const target = { key: 'web-1/CPU load', startsAt: 0, labels: { host: 'web-1', service: 'CPU "load"' } };
  const done = await feed.actions.ack?.(ctx, config, { targets: [target], author: 'Ada', comment: 'on it', until: 0, ref: null });
  expect(done).toMatchObject({ ok: true, isConfirmed: false });
  expect(JSON.parse(source.asked[0]?.body ?? '')).toMatchObject({
    host_name: 'web-1',
    service_description: 'CPU "load"',
    comment: 'Ada: on it',
  });
});

test('Checkmk: a downtime names host and service, and tells its times as dates', async () => {
  source.answer = () => ({ status: 204, body: '' });
  const { feed, ctx, config } = await feedFor('checkmk');
  const target = { key: 'web-1/CPU load', startsAt: 0, labels: { host: 'web-1', service: 'CPU load' } };
  const times = { startsAt: Date.parse('2026-11-23T04:00:00Z'), endsAt: Date.parse('2026-11-23T05:00:00Z') };
  const done = await feed.actions.downtime?.(ctx, config, { targets: [target], author: 'Ada', comment: 'patching', ...times });
  expect(done).toMatchObject({ ok: true, isConfirmed: false });
  expect(source.asked[0]).toMatchObject({ method: 'POST', path: '/check_mk/api/1.0/domain-types/downtime/collections/service' });
  expect(JSON.parse(source.asked[0]?.body ?? '')).toEqual({
    ...{ downtime_type: 'service', host_name: 'web-1', service_descriptions: ['CPU load'], comment: 'Ada: patching' },
    ...{ start_time: '2026-11-23T04:00:00.000Z', end_time: '2026-11-23T05:00:00.000Z' },
  });
});

test('Datadog: a mute is about one group of one monitor, and has an end', async () => {
  source.answer = () => ({ body: { id: 4000 } });
  const { feed, ctx, config } = await feedFor('datadog');
  const target = { key: '4000/host:web-1', startsAt: 0, labels: { monitor_id: '4000', group: 'host:web-1,env:prod' } };
  const until = Date.parse('2026-11-23T05:00:00Z');
  const done = await feed.actions.snooze?.(ctx, config, { targets: [target], author: 'Ada', comment: 'patching', until });
  expect(done).toMatchObject({ ok: true, until, isConfirmed: false });
  expect(source.asked[0]).toMatchObject({ method: 'POST', path: '/api/v1/monitor/4000/mute', headers: KINDS.datadog });
  expect(Object.fromEntries(source.asked[0]?.query ?? [])).toEqual({ scope: 'host:web-1,env:prod', end: String(until / 1000) });
});
