// Acts at the source of an incident's alerts: what may be done to which object, and what holds an act that waited.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
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
  });
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
