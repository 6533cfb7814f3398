// Acts at the source of an incident's alerts: what may be done to which object, and what holds an act that waited.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { PD_KEY, startPagerDuty } from '../../fakes/pagerduty-cloud';
import { eventually } from '../../harness/eventually';
import { type Icinga, startIcinga } from '../../harness/icinga';
import { type DeskEngine, startDeskEngine } from './desk-engine';

let server: Icinga;
let desk: DeskEngine;
beforeAll(async () => {
  server = await startIcinga();
}, 60_000);
afterAll(() => server?.stop());
afterEach(() => desk?.stop());

it('[W3] objects and what their feed can do; a result for each; what is not of the incident, or makes no sense, is refused', async () => {
  await server.submit('web1!http', 2, 'refused');
  const login = { username: 'oncall', password: server.password('oncall') };
  const config = { url: server.url, caPem: server.caPem, tlsServerName: 'localhost', timeoutSeconds: 2, ...login };
  const feeds = [{ id: 'icinga', kind: 'icinga', name: 'Icinga', intervalSeconds: 1, config }];
  desk = await startDeskEngine({ config: { version: 1, person: { id: 'ann', name: 'Ann' }, feeds } });
  const { id: incident } = await eventually('told', async () => (await desk.snapshot()).rows[0]);
  expect(await desk.must('source-targets', { incident })).toEqual({
    targets: [
      {
        ...{ feed: 'icinga', feedName: 'Icinga', key: 'web1!http', name: 'web1 · http', isFiring: true },
        can: ['note', 'downtime', 'recheck'],
      },
    ],
    left: 0,
    feeds: [{ feed: 'icinga', can: ['note', 'downtime', 'recheck'] }],
  });
  const only = (key: string) => desk.must('source-targets', { incident, only: { feed: 'icinga', key } });
  expect((await only('web1!http')).targets).toHaveLength(1);
  expect((await only('web1!other')).targets).toEqual([]);
  const targets = [{ feed: 'icinga', key: 'web1!http' }];
  const ask = (more: object) => desk.call('act-at-source', { incident, does: 'note', targets, comment: 'looking', ...more });
  expect(await ask({})).toEqual({
    ok: true,
    value: { outcomes: [{ feed: 'icinga', key: 'web1!http', state: 'confirmed', why: '', remedy: '' }] },
  });
  const past = { does: 'downtime', startsAt: 1000, endsAt: 2000 };
  for (const bad of [
    { comment: ' ' },
    past,
    { does: 'downtime' },
    { targets: [{ feed: 'icinga', key: 'web1!other' }] },
    { incident: 'none' },
  ])
    expect((await ask(bad)).ok, JSON.stringify(bad)).toBe(false);

  await server.kill();
  const waiting = await ask({ comment: 'from the train' });
  expect(waiting.ok && waiting.value.outcomes[0]?.state).toBe('waits');
  await desk.must('resolve-incident', { incidents: [incident], why: '' });
  await desk.must('reopen-incident', { incidents: [incident], why: 'again' });
  await eventually('held: a person is asked', () => desk.events.some((e) => e.kind === 'act.conflicted'), { limitMs: 60_000 });
}, 120_000);

it('[W3] is resolved and snoozed where the source can: confirmed by reading back, or failed with the words of the server', async () => {
  const pd = await startPagerDuty();
  pd.account.open(3, { title: 'Disk full' });
  process.env.PD_KEY = PD_KEY;
  const config = { url: pd.url, apiKey: { env: 'PD_KEY' }, fromEmail: 'ada@example.com' };
  const feeds = [{ id: 'pd', kind: 'pagerduty', name: 'PagerDuty', intervalSeconds: 1, clearAfterSeconds: 0, config }];
  desk = await startDeskEngine({ config: { version: 1, person: { id: 'ann', name: 'Ann' }, feeds } });
  const { id: incident } = await eventually('told', async () => (await desk.snapshot()).rows.find((row) => row.alertCount === 3));
  expect((await desk.must('source-targets', { incident })).feeds).toEqual([{ feed: 'pd', can: ['note', 'resolve', 'snooze'] }]);
  const act = async (does: string, key: string, more: object = {}) => {
    const { outcomes } = await desk.must('act-at-source', { incident, does, targets: [{ feed: 'pd', key }], ...more });
    return outcomes[0];
  };
  const status = (id: string) => pd.account.incidents.find((one) => one.id === id)?.status;

  expect(await act('resolve', 'PX1')).toMatchObject({ state: 'confirmed' });
  expect(status('PX1')).toBe('resolved');
  expect(await act('snooze', 'PX2', { endsAt: Date.now() + 600_000, comment: 'until the backup is done' })).toMatchObject({
    state: 'confirmed',
  });
  expect(status('PX2')).toBe('acknowledged');
  expect(pd.account.notes.map(({ content }) => content)).toEqual(['Ann: until the backup is done']);
  expect((await desk.call('act-at-source', { incident, does: 'snooze', targets: [{ feed: 'pd', key: 'PX3' }] })).ok).toBe(false);
  expect((await desk.call('act-at-source', { incident, does: 'snooze', targets: [{ feed: 'pd', key: 'PX3' }], endsAt: 5000 })).ok).toBe(
    false,
  );

  pd.mood = ({ method }) =>
    method === 'GET'
      ? null
      : { status: 400, value: { error: { code: 2001, message: 'Invalid Input Provided', errors: ['Not on this plan'] } } };
  const refused = await act('resolve', 'PX3');
  expect(refused).toMatchObject({ state: 'failed', why: expect.stringContaining('Not on this plan') });
  await eventually('the end of each is an event', () => desk.events.filter((e) => e.kind === 'act.sent').length === 2);
  expect(desk.events.filter((e) => e.kind === 'act.failed')).toHaveLength(1);
  await pd.stop();
}, 60_000);
