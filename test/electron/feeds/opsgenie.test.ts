// Opsgenie and JSM against a fake of their cloud: the same alerts in two wrappings, pages, the cheap question, and writes that come to pass later.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { opsgenie } from '../../../electron/feeds/opsgenie';
import type { Cursor } from '../../../electron/feeds/opsgenie/poll';
import type { FeedContext, Target } from '../../../shared/feed';
import { CLOUD_ID, JSM_LOGIN, OG_KEY, type OpsgenieCloud, startOpsgenie } from '../../fakes/opsgenie-cloud';
import { eventually } from '../../harness/eventually';
import { contextOf, feedOf, startRig } from './rig';

let og: OpsgenieCloud;
beforeEach(async () => {
  og = await startOpsgenie();
});
afterEach(() => og.stop());

const OPSGENIE = {};
const JSM = { service: 'Jira Service Management', cloudId: CLOUD_ID, username: 'ada@example.com', siteUrl: 'https://acme.atlassian.net' };
const both = [
  ['Opsgenie', OPSGENIE],
  ['Jira Service Management', JSM],
] as const;

function configOf(more: object = {}) {
  const parsed = opsgenie.parseConfig({ url: og.url, apiKey: OG_KEY, ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config;
}
/** Waits are what a test has no time for. */
const ctx: FeedContext = { ...contextOf({ timeoutSeconds: 5 }), pause: () => Promise.resolve() };
const poll = (cursor: Cursor | null = null, more: object = {}, context = ctx) => opsgenie.poll(context, configOf(more), cursor);
async function listed(more: object = {}) {
  const polled = await poll(null, more);
  if (polled.kind !== 'snapshot') throw new Error(JSON.stringify(polled));
  return polled.sightings;
}
const targets = (...ids: string[]): Target[] => ids.map((key) => ({ key, startsAt: 0, labels: {} }));
const alert = (id: string) => og.account.alerts.find((one) => one.id === id);
const writes = () => og.asked.filter(({ method }) => method !== 'GET');

describe.each(both)('%s', (_, service) => {
  test('open alerts, acknowledged and snoozed ones held back; closed ones are not there', async () => {
    og.account.open(4);
    og.account.change('a-2', { acknowledged: true, owner: 'ada@example.com' });
    og.account.change('a-3', { snoozed: true, snoozedUntil: '2026-12-01T00:00:00Z' });
    og.account.change('a-4', { status: 'closed' });
    const sightings = await listed(service);
    expect(sightings.map(({ key, suppression }) => [key, suppression?.by ?? null])).toEqual([
      ['a-1', null],
      ['a-2', 'acknowledgement'],
      ['a-3', 'silence'],
    ]);
    expect(sightings[0]).toMatchObject({ severity: 'critical', labels: { service: 'ledger', device: 'sda', alias: 'alias-1791' } });
    expect(sightings[0]?.link).toMatch(
      service === JSM ? /^https:\/\/acme\.atlassian\.net\/jira\/ops\/alerts\/a-1$/ : /^https:\/\/app\.opsgenie/,
    );
  });

  test('250 alerts come in pages, each once, and what is closed meanwhile hides no other', async () => {
    og.account.open(250);
    expect((await listed(service)).map(({ key }) => key)).toEqual(Array.from({ length: 250 }, (_, at) => `a-${at + 1}`));
    const before = og.asked.length;
    og.mood = ({ query }, count) => {
      if (query.get('offset') === '90' && count === before + 2)
        for (let i = 1; i <= 50; i++) og.account.change(`a-${i}`, { status: 'closed' });
      return null;
    };
    expect((await listed(service)).map(({ key }) => key)).toEqual(Array.from({ length: 200 }, (_, at) => `a-${at + 51}`));
  });

  test('an unchanged poll of many is one question for one alert; a change, a close too, brings the list', async () => {
    og.account.open(250);
    const first = await poll(null, service);
    const second = first.kind === 'snapshot' ? await poll(first.cursor, service) : first;
    if (second.kind !== 'unchanged') throw new Error(JSON.stringify(second));
    og.asked.length = 0;
    expect((await poll(second.cursor, service)).kind).toBe('unchanged');
    expect(og.asked).toHaveLength(1);
    expect(og.asked[0]?.query.get(service === JSM ? 'size' : 'limit')).toBe('1');
    og.account.change('a-7', { status: 'closed' });
    const changed = await poll(second.cursor, service);
    expect(changed.kind === 'snapshot' && changed.sightings).toHaveLength(249);
    const later = { ...ctx, now: () => Date.now() + 300_001 };
    og.asked.length = 0;
    if (changed.kind === 'snapshot') await poll(changed.cursor, service, later);
    expect(og.asked.length).toBeGreaterThan(1);
  });

  test('the query narrows both questions', async () => {
    og.account.open(1);
    og.account.open(1, { priority: 'P4' });
    expect((await listed({ ...service, query: 'priority: P1' })).map(({ key }) => key)).toEqual(['a-1']);
    expect(og.asked.at(-1)?.query.get('query')).toBe('status: open AND (priority: P1)');
  });

  test('acknowledged: taken, waited for, read back; and taken back', async () => {
    og.account.open(2);
    og.account.waits = 3;
    const args = { targets: targets('a-1', 'a-2'), author: 'Ada', comment: 'on it', until: Date.now() + 900_000, ref: null };
    expect(await opsgenie.actions.ack?.(ctx, configOf(service), args)).toEqual({
      ok: true,
      ref: 'a-1 a-2',
      until: null,
      isConfirmed: true,
    });
    expect([alert('a-1')?.acknowledged, alert('a-2')?.acknowledged]).toEqual([true, true]);
    expect(og.account.notes.map(({ note }) => note)).toContain('on it');
    expect(await opsgenie.actions.unack?.(ctx, configOf(service), { ref: 'a-1' })).toMatchObject({ ok: true, isConfirmed: true });
    expect([alert('a-1')?.acknowledged, alert('a-2')?.acknowledged]).toEqual([false, true]);
  });

  test('one request that is never carried out is not confirmed; one that is refused is told in their words', async () => {
    og.account.open(1);
    const ack = () =>
      opsgenie.actions.ack?.(ctx, configOf(service), { targets: targets('a-1'), author: 'Ada', comment: '', until: 0, ref: null });
    og.account.waits = Number.POSITIVE_INFINITY;
    expect(await ack()).toMatchObject({ ok: true, ref: 'a-1', isConfirmed: false });
    og.account.waits = 0;
    og.account.refusal = 'Alert is locked by a policy';
    expect(await ack()).toMatchObject({ ok: false, failure: { what: expect.stringMatching(/took the request, but.*locked by a policy/) } });
  });

  test('closed, noted', async () => {
    og.account.open(1);
    const args = { targets: targets('a-1'), author: 'Ada', comment: 'disk swapped' };
    expect(await opsgenie.actions.note?.(ctx, configOf(service), args)).toMatchObject({ ok: true, isConfirmed: true });
    expect(await opsgenie.actions.resolve?.(ctx, configOf(service), args)).toMatchObject({ ok: true, ref: 'a-1', isConfirmed: true });
    expect(alert('a-1')?.status).toBe('closed');
    expect(og.account.notes.length).toBe(2);
  });

  test('snoozed until a moment; one in the past, which would wake it at once, is refused', async () => {
    og.account.open(1);
    const snooze = (until: number) =>
      opsgenie.actions.snooze?.(ctx, configOf(service), { targets: targets('a-1'), author: 'Ada', comment: '', until });
    expect(await snooze(Date.now() - 1)).toMatchObject({ ok: false, failure: { what: expect.stringContaining('past') } });
    expect(writes()).toEqual([]);
    const until = Date.now() + 3_600_000;
    expect(await snooze(until)).toEqual({ ok: true, ref: 'a-1', until, isConfirmed: true });
    expect(alert('a-1')).toMatchObject({ snoozed: true, snoozedUntil: new Date(until).toISOString() });
  });

  test.each([-50, 50])('a clock here that is %i minutes off neither wakes it nor keeps it longer', async (minutes) => {
    og.account.open(1);
    const off = { ...ctx, now: () => Date.now() + minutes * 60_000 };
    const until = off.now() + 1_800_000;
    const made = await opsgenie.actions.snooze?.(off, configOf(service), { targets: targets('a-1'), author: 'Ada', comment: '', until });
    expect(made).toMatchObject({ ok: true, isConfirmed: true });
    expect(Math.abs(Date.parse(alert('a-1')?.snoozedUntil ?? '') - Date.now() - 1_800_000)).toBeLessThan(3000);
  });

  test('a login that is echoed is struck', async () => {
    og.account.open(1);
    og.mood = ({ headers }) => ({ status: 401, value: { message: `who is ${headers.authorization}?` } });
    const rig = startRig(feedOf({ url: og.url, ...service }, { kind: 'opsgenie' }), { apiKey: OG_KEY });
    await eventually('blind', () => rig.health().state === 'blind');
    expect(rig.health().why).toMatch(/does not take the key \(401\).*\*\*\*/);
    for (const secret of [OG_KEY, JSM_LOGIN.slice(6)]) expect(JSON.stringify([rig.told, rig.logged])).not.toContain(secret);
    await rig.runner.stop();
  });
});

describe('acknowledge', () => {
  const ack = (ids: readonly string[], ref: string | null = null) =>
    opsgenie.actions.ack?.(ctx, configOf(), { targets: targets(...ids), author: 'Ada', comment: '', until: 0, ref });

  test("what is closed meanwhile is left alone, and a colleague's stays theirs", async () => {
    og.account.open(3);
    og.account.change('a-1', { status: 'closed' });
    og.account.change('a-2', { acknowledged: true });
    expect(await ack(['a-1', 'a-2', 'a-3', 'a-unknown'])).toEqual({ ok: true, ref: 'a-3', until: null, isConfirmed: true });
    expect(writes().map(({ path }) => path)).toEqual(['/v2/alerts/a-3/acknowledge']);
    expect(await ack(['a-2', 'a-3'], 'a-3')).toEqual({ ok: true, ref: 'a-3', until: null, isConfirmed: true });
    expect(writes()).toHaveLength(1);
  });

  test('many: the list is asked instead of each, more than 100 are refused', async () => {
    og.account.open(120);
    og.account.waits = 0;
    const ids = og.account.alerts.map(({ id }) => id);
    expect(await ack(ids)).toMatchObject({ ok: false, failure: { what: expect.stringContaining('100') } });
    expect(await ack(ids.slice(0, 20))).toMatchObject({ ok: true, isConfirmed: true });
    expect(og.asked.filter(({ method, path }) => method === 'GET' && /a-\d+$/.test(path))).toEqual([]);
  });

  test('the name of who did it goes along', async () => {
    og.account.open(1);
    await ack(['a-1']);
    expect(writes()[0]?.body).toEqual({ user: 'Ada', source: 'Dogwatch' });
  });

  test.each([
    ['a key without rights', { status: 403, value: { message: 'You are not authorized' } }, 'auth', /not authorized/],
    ['a taken request without its id', { status: 202, value: { result: 'ok' } }, 'bad-answer', /not one of Opsgenie/],
    [
      'a limit',
      { status: 429, value: { message: 'Too many' }, headers: { 'x-ratelimit-period-in-sec': '60' } },
      'rate-limited',
      /slow down/,
    ],
  ] as const)('%s is told', async (_, instead, kind, words) => {
    og.account.open(1);
    og.mood = ({ method }) => (method === 'POST' ? instead : null);
    expect(await ack(['a-1'])).toMatchObject({ ok: false, failure: { kind, what: expect.stringMatching(words) } });
  });
});

describe('bad answers in the middle of a list are failures', () => {
  const cases = [
    ['half a page', 'half', 'bad-answer', /broke off/],
    ['a page of the web', { html: '<html><title>Log in</title>' }, 'bad-answer', /web page.*Log in/],
    ['a connection that closes', 'drop', 'server', /closed/],
    ['a revoked key', { status: 401, value: { message: 'Could not authenticate' } }, 'auth', /does not take the key/],
    [
      'a query that is none',
      { status: 422, value: { message: 'Query is invalid', errors: { query: 'bad field' } } },
      'config',
      /Query is invalid; bad field/,
    ],
    ['nothing of theirs', { status: 200, value: { alerts: [] } }, 'bad-answer', /not one of Opsgenie/],
    ['an ill cloud', { status: 503, value: 'x' }, 'server', /failed \(503\)/],
  ] as const;
  test.each(cases)('%s', async (_, instead, kind, words) => {
    og.account.open(250);
    og.mood = ({ query }) => (query.get('offset') === '90' ? instead : null);
    expect(await poll()).toMatchObject({
      kind: 'failed',
      failure: { kind, what: expect.stringMatching(words), remedy: expect.stringMatching(/./) },
    });
  });

  test.each([
    ['x-ratelimit-period-in-sec', '60', 60_000],
    ['retry-after', '5', 5000],
    ['x-ratelimit-state', 'THROTTLED', undefined],
  ])('429 with %s', async (header, value, ms) => {
    og.account.open(1);
    og.mood = () => ({ status: 429, value: { message: 'You are making too many requests!' }, headers: { [header]: value } });
    const polled = await poll();
    expect(polled).toMatchObject({ kind: 'failed', failure: { kind: 'rate-limited', what: expect.stringContaining('too many requests') } });
    expect(polled.kind === 'failed' && polled.failure.retryAfterMs).toBe(ms);
  });

  test('more alerts than are listed is told', async () => {
    og.account.open(20_001, { details: {} });
    expect(await poll()).toMatchObject({ kind: 'failed', failure: { kind: 'config', what: expect.stringContaining('20000') } });
  }, 30_000);
});

test('settings: service and region give the address; Jira needs its site', () => {
  const parse = (more: object) => opsgenie.parseConfig({ apiKey: 'k', ...more });
  expect(parse({ region: 'EU' })).toMatchObject({
    ok: true,
    config: { root: 'https://api.eu.opsgenie.com/v2/alerts', authorization: 'GenieKey k' },
  });
  expect(parse(JSM)).toMatchObject({ ok: true, config: { root: `https://api.atlassian.com/jsm/ops/api/${CLOUD_ID}/v1/alerts` } });
  expect(parse({ ...JSM, username: '' })).toMatchObject({ ok: true, config: { authorization: 'Bearer k' } });
  expect(parse({ ...JSM, cloudId: '' })).toMatchObject({
    ok: false,
    errors: [{ path: 'cloudId', message: expect.stringContaining('tenant_info') }],
  });
  for (const bad of [{ apiKey: '' }, { service: 'x' }, { cloudId: '../x' }, { siteUrl: 'javascript:1' }]) expect(parse(bad).ok).toBe(false);
});
