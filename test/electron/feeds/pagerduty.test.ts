// PagerDuty against a fake of its cloud: pages that move, the cheap question, what a key may do, and writes that must not open again what is over.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pagerduty } from '../../../electron/feeds/pagerduty';
import type { Cursor } from '../../../electron/feeds/pagerduty/poll';
import type { FeedContext, Target } from '../../../shared/feed';
import { type PagerDutyCloud, PD_KEY, startPagerDuty } from '../../fakes/pagerduty-cloud';
import { eventually } from '../../harness/eventually';
import { contextOf, feedOf, startRig } from './rig';

let pd: PagerDutyCloud;
beforeEach(async () => {
  pd = await startPagerDuty();
});
afterEach(() => pd.stop());

function configOf(more: object = {}) {
  const parsed = pagerduty.parseConfig({ url: pd.url, apiKey: PD_KEY, fromEmail: 'ada@example.com', ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config;
}
const ctx = contextOf({ timeoutSeconds: 5 });
const poll = (cursor: Cursor | null = null, more: object = {}, context: FeedContext = ctx) =>
  pagerduty.poll(context, configOf(more), cursor);
async function listed(more: object = {}) {
  const polled = await poll(null, more);
  if (polled.kind !== 'snapshot') throw new Error(JSON.stringify(polled));
  return polled;
}
const target = (id: string): Target => ({ key: id, startsAt: 0, labels: {} });
const targets = (...ids: string[]) => ids.map(target);
const statusOf = (id: string) => pd.account.incidents.find((one) => one.id === id)?.status;
const writes = () => pd.asked.filter(({ method }) => method !== 'GET');

describe('the list', () => {
  test('what is open, acknowledged or not, also for months; resolved ones are not', async () => {
    pd.account.open(1, { created_at: '2025-01-01T00:00:00Z' });
    pd.account.open(2);
    pd.account.set('PX2', 'acknowledged');
    pd.account.set('PX3', 'resolved');
    const { sightings, absence } = await listed();
    expect(sightings.map(({ key }) => key)).toEqual(['PX1', 'PX2']);
    expect(sightings[1]?.suppression).toEqual({ by: 'acknowledgement', ids: ['Ada'] });
    expect(absence.isTrusted).toBe(true);
  });

  test('labels join it with the same alert elsewhere: those of the alert, and what PagerDuty adds', async () => {
    pd.account.open(1);
    const [sighting] = (await listed()).sightings;
    expect(sighting?.labels).toMatchObject({
      ...{ alertname: 'DiskFull', device: 'sda', service: 'ledger', severity: 'critical' },
      ...{ team: 'Payments', urgency: 'high', incident_number: '1', incident_key: 'b5bc0a1c5bb3e3a94cb0d5d9d4b6b3cc' },
    });
    expect(sighting).toMatchObject({ severity: 'critical', summary: 'Only 3 % of the disk is left' });
    const [plain] = (await listed({ hasDetails: false })).sightings;
    expect(plain?.labels).toMatchObject({ alertname: 'Trouble 1', service: 'Checkout' });
    expect(plain?.severity).toBe('error');
  });

  test('250 incidents come in pages, each once', async () => {
    pd.account.open(250);
    const { sightings } = await listed();
    expect(sightings.map(({ key }) => key)).toEqual(Array.from({ length: 250 }, (_, at) => `PX${at + 1}`));
    expect(pd.asked.map(({ query }) => query.get('offset'))).toEqual(['0', '90', '180']);
  });

  test('incidents that are resolved while the pages are read hide no other', async () => {
    pd.account.open(250);
    pd.mood = ({ query }, count) => {
      if (query.get('offset') === '90' && count === 2) for (let i = 1; i <= 50; i++) pd.account.set(`PX${i}`, 'resolved');
      return null;
    };
    const keys = (await listed()).sightings.map(({ key }) => key);
    expect(keys).toEqual(Array.from({ length: 200 }, (_, at) => `PX${at + 51}`));
  });

  test('a list that never stands still is a failure, not a part of it', async () => {
    pd.account.open(900);
    let gone = 0;
    pd.mood = ({ query }) => {
      if (query.get('offset') === '90') for (const end = gone + 60; gone < end; ) pd.account.set(`PX${++gone}`, 'resolved');
      return null;
    };
    expect(await poll()).toMatchObject({ kind: 'failed', failure: { kind: 'server', what: expect.stringContaining('changed so fast') } });
  });

  test('more than PagerDuty lists is told, with what to do', async () => {
    pd.account.open(10_001, { first_trigger_log_entry: null });
    expect(await poll()).toMatchObject({
      kind: 'failed',
      failure: { kind: 'config', what: expect.stringContaining('no more than 10000'), remedy: expect.stringContaining('teams') },
    });
  });

  test('pages that lead in a circle end', async () => {
    pd.account.open(100);
    pd.mood = () => ({ status: 200, value: { incidents: pd.account.incidents, more: true } });
    expect(await poll()).toMatchObject({ kind: 'failed', failure: { kind: expect.stringMatching(/bad-answer|server/) } });
    expect(pd.asked.length).toBeLessThan(10);
  });
});

describe('an unchanged poll', () => {
  /** The cursor after the poll that first asks the log. */
  async function settled() {
    const first = await poll();
    if (first.kind !== 'snapshot') throw new Error(JSON.stringify(first));
    const second = await poll(first.cursor);
    if (second.kind !== 'unchanged') throw new Error(JSON.stringify(second));
    pd.asked.length = 0;
    return second.cursor;
  }

  test('costs one small request however many are open; a change brings the list', async () => {
    pd.account.open(250);
    const cursor = await settled();
    const same = await poll(cursor);
    expect(same.kind).toBe('unchanged');
    expect(pd.asked.map(({ path }) => path)).toEqual(['/log_entries']);
    pd.account.set('PX7', 'acknowledged');
    const changed = await poll(cursor);
    expect(changed.kind === 'snapshot' && changed.sightings.find(({ key }) => key === 'PX7')?.suppression?.by).toBe('acknowledgement');
  });

  test('after five minutes the list is read whatever the log says', async () => {
    pd.account.open(250);
    const cursor = await settled();
    const later = { ...ctx, now: () => Date.now() + 300_001 };
    expect((await poll(cursor, {}, later)).kind).toBe('unchanged');
    expect(pd.asked.filter(({ path }) => path === '/incidents')).toHaveLength(3);
  });

  test('a clock here that is an hour off hides nothing', async () => {
    pd.account.open(250);
    for (const off of [3_600_000, -3_600_000]) {
      const wrong = { ...ctx, now: () => Date.now() + off };
      const first = await poll(null, {}, wrong);
      const second = first.kind === 'snapshot' ? await poll(first.cursor, {}, wrong) : first;
      const third = second.kind === 'unchanged' ? await poll(second.cursor, {}, wrong) : second;
      expect(third.kind).toBe('unchanged');
      const [id, status] = off > 0 ? (['PX9', 'resolved'] as const) : (['PX8', 'resolved'] as const);
      pd.account.set(id, status);
      const changed = third.kind === 'unchanged' ? await poll(third.cursor, {}, wrong) : third;
      expect(changed.kind === 'snapshot' && changed.sightings.some(({ key }) => key === id)).toBe(false);
      expect(changed.kind).toBe('snapshot');
    }
  });

  test('a key that may not read the log, or a plan without teams, has the list read each time', async () => {
    pd.account.open(250);
    const first = await listed();
    pd.mood = ({ path }) => (path === '/log_entries' ? { status: 403, value: { error: { message: 'Access Denied' } } } : null);
    expect((await poll(first.cursor)).kind).toBe('unchanged');
    expect(pd.asked.filter(({ path }) => path === '/incidents').length).toBe(6);
  });
});

describe('bad answers in the middle of a list are failures', () => {
  const onPage2 = (instead: ReturnType<PagerDutyCloud['mood']>) => {
    pd.account.open(250);
    pd.mood = ({ query }) => (query.get('offset') === '90' ? instead : null);
    return poll();
  };
  const error = (status: number, message: string, errors: string[] = []) => ({ status, value: { error: { code: 2000, message, errors } } });
  const cases = [
    ['half a page', 'half', 'bad-answer', /broke off/],
    ['a page of the web', { html: '<html><title>Sign in</title>' }, 'bad-answer', /web page.*Sign in/],
    ['a connection that closes', 'drop', 'server', /closed/],
    ['a revoked key', error(401, 'Invalid key'), 'auth', /does not take the key \(401\): "Invalid key"/],
    ['a plan that lacks it', error(402, 'Account does not have the abilities: teams'), 'config', /plan \(402\).*teams/],
    ['words of a refusal', error(400, 'Invalid Input Provided', ['Bad team']), 'config', /Invalid Input Provided; Bad team/],
    ['nothing of PagerDuty', { status: 200, value: { data: [] } }, 'bad-answer', /not one of PagerDuty/],
    ['no word on whether there is more', { status: 200, value: { incidents: [] } }, 'bad-answer', /not one of PagerDuty/],
    ['an ill cloud', error(503, 'try later'), 'server', /PagerDuty failed \(503\)/],
  ] as const;
  test.each(cases)('%s', async (_, instead, kind, words) => {
    expect(await onPage2(instead)).toMatchObject({
      kind: 'failed',
      failure: { kind, what: expect.stringMatching(words), remedy: expect.stringMatching(/./) },
    });
  });

  test.each([
    ['ratelimit-reset', '37', 37_000],
    ['retry-after', '5', 5000],
    ['x-nothing', '5', undefined],
  ])('429 with %s', async (header, value, ms) => {
    const polled = await onPage2({ ...error(429, 'Rate Limit Exceeded'), headers: { [header]: value } });
    expect(polled).toMatchObject({
      kind: 'failed',
      failure: { kind: 'rate-limited', what: expect.stringMatching(/slow down.*Rate Limit/) },
    });
    expect(polled.kind === 'failed' && polled.failure.retryAfterMs).toBe(ms);
  });

  test('a key that is revoked while the feed runs turns it blind and leaves what was known; a new answer brings it back', async () => {
    pd.account.open(3);
    const rig = startRig(feedOf({ url: pd.url }, { kind: 'pagerduty' }), { apiKey: PD_KEY });
    await eventually('first report', () => rig.reports.length === 1);
    pd.mood = () => error(401, `Invalid key ${PD_KEY}`);
    await eventually('blind', () => rig.health().state === 'blind');
    expect(rig.health()).toMatchObject({ alertCount: 3, remedy: expect.stringContaining('revoked') });
    expect(JSON.stringify([rig.told, rig.logged])).not.toContain(PD_KEY);
    pd.mood = () => null;
    await eventually('back', () => rig.health().state === 'ok');
    expect(rig.reports).toHaveLength(1);
    await rig.runner.stop();
  });
});

describe('acknowledge', () => {
  const until = () => Date.now() + 900_000;
  const ack = (ids: readonly string[], ref: string | null = null, more: object = {}, comment = '') =>
    pagerduty.actions.ack?.(ctx, configOf(more), { targets: targets(...ids), author: 'Ada', comment, until: until(), ref });

  test('what is triggered, confirmed; in the name that is set', async () => {
    pd.account.open(2);
    expect(await ack(['PX1', 'PX2'])).toEqual({ ok: true, ref: 'PX1 PX2', until: null, isConfirmed: true });
    expect([statusOf('PX1'), statusOf('PX2')]).toEqual(['acknowledged', 'acknowledged']);
    expect(writes()).toHaveLength(1);
    expect(writes()[0]?.headers.from).toBe('ada@example.com');
  });

  test('what is resolved meanwhile is never opened again', async () => {
    pd.account.open(2);
    pd.account.set('PX1', 'resolved');
    expect(await ack(['PX1', 'PX2'])).toMatchObject({ ok: true, ref: 'PX2', isConfirmed: true });
    expect(statusOf('PX1')).toBe('resolved');
    pd.account.set('PX2', 'resolved');
    expect(await ack(['PX1', 'PX2'], 'PX2')).toMatchObject({ ok: true, ref: null, isConfirmed: true });
    expect([statusOf('PX1'), statusOf('PX2')]).toEqual(['resolved', 'resolved']);
  });

  test("a colleague's stays theirs: it is neither renewed nor taken back", async () => {
    pd.account.open(1);
    pd.account.set('PX1', 'acknowledged');
    expect(await ack(['PX1'])).toEqual({ ok: true, ref: null, until: null, isConfirmed: true });
    expect(writes()).toEqual([]);
  });

  test('one that ends by itself is told with its end, and renewed before', async () => {
    pd.account.open(1);
    pd.account.ackTimeoutMs = 600_000;
    const first = await ack(['PX1']);
    expect(first).toMatchObject({ ok: true, isConfirmed: true });
    const end = first?.ok ? (first.until ?? 0) : 0;
    expect(Math.abs(end - Date.now() - 600_000)).toBeLessThan(5000);
    await ack(['PX1'], 'PX1');
    expect(writes()).toHaveLength(2);
    await ack(['PX1']);
    expect(writes()).toHaveLength(2);
  });

  test('300 at once: two writes of at most 250, and the list instead of 300 questions', async () => {
    pd.account.open(300);
    const ids = pd.account.incidents.map(({ id }) => id);
    expect(await ack(ids)).toMatchObject({ ok: true, isConfirmed: true });
    expect(writes().map(({ body }) => (body as { incidents: unknown[] }).incidents.length)).toEqual([250, 50]);
    expect(pd.asked.length).toBeLessThan(12);
  });

  test('a key without its user is told what to set', async () => {
    pd.account.open(1);
    expect(await ack(['PX1'], null, { fromEmail: '' })).toMatchObject({
      ok: false,
      failure: { what: expect.stringContaining('From header'), remedy: expect.stringContaining('Your e-mail at PagerDuty') },
    });
    pd.account.isUserKey = true;
    expect(await ack(['PX1'], null, { fromEmail: '' })).toMatchObject({ ok: true, isConfirmed: true });
  });

  test('a write that is not seen is not confirmed', async () => {
    pd.account.open(1);
    pd.mood = ({ method }) => (method === 'PUT' ? { status: 200, value: { incidents: [] } } : null);
    expect(await ack(['PX1'])).toMatchObject({ ok: true, isConfirmed: false });
  });

  test('taken back: triggered again, but not what was resolved meanwhile', async () => {
    pd.account.open(2);
    await ack(['PX1', 'PX2']);
    pd.account.set('PX2', 'resolved');
    expect(await pagerduty.actions.unack?.(ctx, configOf(), { ref: 'PX1 PX2' })).toMatchObject({ ok: true, isConfirmed: true });
    expect([statusOf('PX1'), statusOf('PX2')]).toEqual(['triggered', 'resolved']);
  });
});

describe('resolve, snooze, note', () => {
  const args = (...ids: string[]) => ({ targets: targets(...ids), author: 'Ada', comment: 'disk swapped' });

  test('resolved, with a note, and confirmed', async () => {
    pd.account.open(2);
    expect(await pagerduty.actions.resolve?.(ctx, configOf(), args('PX1', 'PX2'))).toMatchObject({ ok: true, isConfirmed: true });
    expect([statusOf('PX1'), statusOf('PX2')]).toEqual(['resolved', 'resolved']);
    expect(pd.account.notes).toMatchObject([{ incident: 'PX1', content: 'disk swapped' }]);
  });

  test('snoozed for at most a week; an end in the past is refused before it is asked', async () => {
    pd.account.open(1);
    const now = Date.now();
    const snooze = (until: number) => pagerduty.actions.snooze?.(ctx, configOf(), { ...args('PX1'), comment: '', until });
    expect(await snooze(now - 1000)).toMatchObject({ ok: false, failure: { what: expect.stringContaining('past') } });
    expect(writes()).toEqual([]);
    expect(await snooze(now + 3_600_000)).toMatchObject({ ok: true, isConfirmed: true });
    const far = await snooze(now + 30 * 86_400_000);
    expect(far?.ok && Math.abs((far.until ?? 0) - now - 604_800_000)).toBeLessThan(5000);
    expect(writes().map(({ body }) => body)).toEqual([{ duration: 3600 }, { duration: 604_800 }]);
    pd.account.set('PX1', 'resolved');
    expect(await snooze(now + 3_600_000)).toMatchObject({ ok: false, failure: { what: expect.stringContaining('open there any more') } });
    expect(statusOf('PX1')).toBe('resolved');
  });

  test('a note is cut to what PagerDuty takes, and read back', async () => {
    pd.account.open(1);
    const note = await pagerduty.actions.note?.(ctx, configOf(), { ...args('PX1'), comment: 'x'.repeat(5000) });
    expect(note).toEqual({ ok: true, ref: 'N1', until: null, isConfirmed: true });
    expect(pd.account.notes[0]?.content).toMatch(/^Ada: x+…$/);
    expect(await pagerduty.actions.note?.(ctx, configOf(), args('PNONE'))).toMatchObject({ ok: false, failure: { kind: 'config' } });
  });
});

test('a row with a million of everything stays small', () => {
  const million = Array.from({ length: 1_000_000 }, (_, at) => ({
    type: 'unacknowledge',
    at: '2026-11-20T08:00:00Z',
    summary: `team ${at}`,
  }));
  pd.account.open(1, { pending_actions: million, teams: million, acknowledgements: million, assignments: million });
  const { sightings } = pagerduty.map({ incidents: pd.account.incidents });
  expect(JSON.stringify(sightings).length).toBeLessThan(10_000);
});

test('settings: the region gives the address; ids and addresses are checked', () => {
  const parse = (more: object) => pagerduty.parseConfig({ apiKey: 'k', ...more });
  expect(parse({ region: 'EU' })).toMatchObject({ ok: true, config: { url: 'https://api.eu.pagerduty.com' } });
  expect(parse({})).toMatchObject({ ok: true, config: { url: 'https://api.pagerduty.com' } });
  expect(parse({ teamIds: 'PA1, PB2' })).toMatchObject({ ok: true, config: { teamIds: ['PA1', 'PB2'] } });
  for (const bad of [{ apiKey: ' ' }, { region: 'MARS' }, { teamIds: '../x' }, { fromEmail: 'nobody' }, { url: 'ftp://x' }])
    expect(parse(bad).ok).toBe(false);
});
