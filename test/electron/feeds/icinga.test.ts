// The Icinga connector and the runner against a real Icinga 2: what is told, how soon, and what is written back.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sighting, Target } from '../../../shared/feed';
import { eventually } from '../../harness/eventually';
import { type Icinga, startIcinga } from '../../harness/icinga';
import { feedOf, type Rig, startRig } from './rig';

let server: Icinga;
const rigs: Rig[] = [];
beforeAll(async () => {
  server = await startIcinga();
}, 60_000);
afterAll(() => server?.stop());
beforeEach(async () => {
  for (const host of ['web1', 'db1', 'rack1', 'leaf1']) await server.submit(host, 0, 'up');
  for (const service of ['web1!http', 'web1!disk /var', 'web1!patient', 'web1!file', 'db1!mysql', 'db1!replication'])
    await server.submit(service, 0, 'fine');
});
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.runner.stop();
});

function rigFor(more: Readonly<Record<string, unknown>> = {}, user: 'oncall' | 'readonly' = 'oncall', intervalSeconds = 60): Rig {
  const login = { username: user, password: server.password(user) };
  const config = { url: server.url, caPem: server.caPem, tlsServerName: 'localhost', timeoutSeconds: 2, ...login, ...more };
  const rig = startRig(feedOf(config, { id: 'icinga', kind: 'icinga', intervalSeconds }));
  rigs.push(rig);
  return rig;
}

const seen = (rig: Rig, key: string): Sighting | undefined => rig.reports.at(-1)?.sightings.find((one) => one.key === key);
const target = (key: string): Target => ({ key, startsAt: 0, labels: {} });
const person = { author: 'ann', comment: 'looking into it' };

describe('what is told', () => {
  test('hard problems with their severity, output and episode; soft ones and what is fine are not', async () => {
    await server.submit('web1!http', 2, 'CRITICAL - <b>refused</b>\nmore');
    await server.submit('web1!disk /var', 1, 'WARNING - 91 % used');
    await server.submit('web1!file', 3, 'UNKNOWN - no idea');
    await server.submit('web1!patient', 2, 'only once');
    const rig = rigFor();
    await eventually('the first answer', () => rig.reports.length > 0);
    expect(rig.keys().toSorted()).toEqual(['web1!disk /var', 'web1!file', 'web1!http']);
    expect(seen(rig, 'web1!http')).toMatchObject({
      ...{ name: 'http', severity: 'critical', summary: 'CRITICAL - <b>refused</b>', labels: { host: 'web1', service: 'http' } },
      ...{ link: 'https://wiki.example.internal/http', suppression: null },
    });
    expect(Math.abs(Date.now() - (seen(rig, 'web1!http')?.startsAt ?? 0))).toBeLessThan(30_000);
    expect([seen(rig, 'web1!disk /var')?.severity, seen(rig, 'web1!file')?.severity]).toEqual(['warning', null]);
    expect(rig.health()).toMatchObject({ state: 'ok', why: '' });
  });

  test('soft states where they are wanted, marked', async () => {
    await server.submit('web1!patient', 2, 'only once');
    const rig = rigFor({ hasSoftStates: true });
    await eventually('soft', () => seen(rig, 'web1!patient')?.annotations.soft);
  });

  test('the services of a host that is down, and a host behind one, are held back by it and shown', async () => {
    await server.submit('db1!mysql', 2, 'gone');
    await server.submit('db1', 1, 'no ping');
    await server.submit('rack1', 1, 'no ping');
    await server.submit('leaf1', 1, 'no ping');
    const rig = rigFor();
    await eventually('the first answer', () => rig.reports.length > 0);
    expect(seen(rig, 'db1')).toMatchObject({ name: 'Host down', severity: 'critical', suppression: null });
    expect(seen(rig, 'db1!mysql')).toMatchObject({
      suppression: { by: 'inhibition', ids: ['db1'] },
      annotations: { parent: 'host db1 is down' },
    });
    expect(seen(rig, 'leaf1')).toMatchObject({
      suppression: { by: 'inhibition' },
      annotations: { parent: expect.stringContaining('not reachable') },
    });
  });

  test('a user filter about hosts narrows both; a bad one is told in the words of Icinga', async () => {
    await server.submit('web1!http', 2, 'refused');
    await server.submit('db1!mysql', 2, 'gone');
    const rig = rigFor({ filter: '"production" in host.groups' });
    await eventually('the first answer', () => rig.reports.length > 0);
    expect(rig.keys()).toEqual(['web1!http']);
    const bad = rigFor({ filter: 'host.name ==' });
    await eventually('refused', () => bad.health().failingSince !== null);
    expect(bad.health().why).toMatch(/filter|syntax|error/i);
  });
});

describe('how soon', () => {
  test('a change is told within 1.2 s although polls are a minute apart and events late, also one that is soon undone', async () => {
    const rig = rigFor();
    await eventually('the first answer', () => rig.reports.length > 0);
    const latencies: number[] = [];
    for (let i = 0; i < 30; i++) {
      const isBad = i % 2 === 0;
      const started = performance.now();
      await server.submit('db1!replication', isBad ? 2 : 0, 'lag');
      await eventually('told', () => (seen(rig, 'db1!replication') !== undefined) === isBad, { everyMs: 5 });
      latencies.push(Math.round(performance.now() - started));
      await new Promise((resolve) => setTimeout(resolve, (i * 137) % 700));
    }
    console.info(`icinga: change to sighting, ms: ${latencies.toSorted((a, b) => a - b).join(' ')}`);
    expect(Math.max(...latencies)).toBeLessThan(1200);
  }, 60_000);

  test('events alone, without the small questions, are heard too', async () => {
    const rig = rigFor({ probeSeconds: 0 });
    await eventually('the first answer', () => rig.reports.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await server.submit('db1!replication', 2, 'lag');
    await eventually('told', () => seen(rig, 'db1!replication'), { limitMs: 8000 });
  }, 20_000);
});

describe('what is written back', () => {
  test('acknowledge, shown with the words, and taken back', async () => {
    await server.submit('web1!http', 2, 'refused');
    await server.submit('web1!disk /var', 1, 'full');
    const rig = rigFor();
    await eventually('told', () => seen(rig, 'web1!http'));
    const until = Date.now() + 3_600_000;
    const targets = [target('web1!http'), target('web1!disk /var'), target('web1!removed')];
    const done = await rig.runner.act('icinga', 'ack', { ...person, targets, until, ref: null });
    expect(done).toEqual({ ok: true, ref: 'web1!http\nweb1!disk /var', until, isConfirmed: true });
    await eventually('held back', () => seen(rig, 'web1!disk /var')?.suppression);
    expect(seen(rig, 'web1!http')).toMatchObject({
      suppression: { by: 'acknowledgement', ids: { length: 1 } },
      annotations: { acknowledged: 'ann: looking into it' },
    });
    const ref = done.ok ? (done.ref ?? '') : '';
    expect(await rig.runner.act('icinga', 'ack', { ...person, targets, until, ref })).toMatchObject({ ok: true, ref, isConfirmed: true });
    expect(await rig.runner.act('icinga', 'unack', { ref })).toMatchObject({ ok: true, isConfirmed: true });
    await eventually('free again', () => seen(rig, 'web1!http')?.suppression === null);
  });

  test("with an expiry it is renewed; somebody else's stays theirs", async () => {
    await server.submit('web1!http', 2, 'refused');
    await server.submit('db1!mysql', 2, 'gone');
    await server.call('POST', '/v1/actions/acknowledge-problem', { type: 'Service', service: 'db1!mysql', author: 'bob', comment: 'mine' });
    const rig = rigFor({ hasAckExpiry: true });
    const targets = [target('web1!http'), target('db1!mysql')];
    const expiry = async () => {
      const { body } = await server.call('GET', '/v1/objects/services?service=web1!http&attrs=acknowledgement_expiry');
      return (body as { results: { attrs: { acknowledgement_expiry: number } }[] }).results[0]?.attrs.acknowledgement_expiry;
    };
    const [first, second] = [Date.now() + 600_000, Date.now() + 1_200_000];
    const done = await rig.runner.act('icinga', 'ack', { ...person, targets, until: first, ref: null });
    expect(done).toMatchObject({ ok: true, ref: 'web1!http', isConfirmed: true });
    expect(await expiry()).toBeCloseTo(first / 1000, 0);
    const again = await rig.runner.act('icinga', 'ack', { ...person, targets, until: second, ref: 'web1!http' });
    expect(again).toMatchObject({ ok: true, ref: 'web1!http', isConfirmed: true });
    expect(await expiry()).toBeCloseTo(second / 1000, 0);
  });

  test('downtime and comment are there, and a downtime holds back with its words', async () => {
    await server.submit('web1!http', 2, 'refused');
    const rig = rigFor();
    const targets = [target('web1!http')];
    const times = { startsAt: Date.now() - 1000, endsAt: Date.now() + 600_000 };
    const down = await rig.runner.act('icinga', 'downtime', { ...person, targets, ...times });
    expect(down).toMatchObject({ ok: true, isConfirmed: true, ref: expect.stringMatching(/^web1!http!/) });
    await eventually('held back', () => seen(rig, 'web1!http')?.suppression?.by === 'downtime');
    expect(seen(rig, 'web1!http')).toMatchObject({
      suppression: { ids: [down.ok && down.ref] },
      annotations: { downtime: 'ann: looking into it' },
    });
    expect(await rig.runner.act('icinga', 'note', { ...person, targets })).toMatchObject({ ok: true, isConfirmed: true });
    await server.call('POST', '/v1/actions/remove-downtime', { downtime: down.ok && down.ref });
  });

  test('checks now', async () => {
    const rig = rigFor();
    await eventually('the first answer', () => rig.reports.length > 0);
    server.setFile(2, 'CRITICAL - from the file');
    expect(await rig.runner.act('icinga', 'recheck', { targets: [target('web1!file')] })).toMatchObject({ ok: true, isConfirmed: true });
    await eventually('its result', () => seen(rig, 'web1!file')?.summary === 'CRITICAL - from the file');
  });

  test('a user who may only look is refused with the permission that is missing', async () => {
    await server.submit('web1!http', 2, 'refused');
    const rig = rigFor({}, 'readonly');
    const done = await rig.runner.act('icinga', 'ack', {
      ...person,
      targets: [target('web1!http')],
      until: Date.now() + 60_000,
      ref: null,
    });
    expect(done).toMatchObject({
      ok: false,
      failure: {
        kind: 'auth',
        what: expect.stringContaining('No objects found'),
        remedy: expect.stringContaining('actions/acknowledge-problem'),
      },
    });
    const gone = await rig.runner.act('icinga', 'note', { ...person, targets: [target('web1!removed')] });
    expect(gone).toMatchObject({ ok: false, failure: { what: expect.stringContaining('knows none') } });
  });
});

describe('when it is away', () => {
  test('a wrong password and a certificate of nobody are told as such', async () => {
    const wrong = rigFor({ password: 'guess' });
    const unknown = rigFor({ caPem: '' });
    await eventually('both blind', () => wrong.health().state === 'blind' && unknown.health().state === 'blind');
    expect(wrong.health().why).toMatch(/login/);
    expect(unknown.health().why).toMatch(/certificate/i);
  });

  test('stopped: blind with words, its alerts kept; started: heard live again, nothing lost', async () => {
    await server.submit('web1!http', 2, 'refused');
    const rig = rigFor({}, 'oncall', 1);
    await eventually('told', () => seen(rig, 'web1!http'));
    await server.kill();
    await eventually('blind', () => rig.health().state === 'blind', { limitMs: 8000 });
    expect(rig.keys()).toContain('web1!http');
    await server.start();
    await eventually('back', () => rig.health().failingSince === null, { limitMs: 15_000 });
    expect(rig.keys()).toContain('web1!http');
    await server.submit('db1!mysql', 2, 'gone');
    await eventually('told', () => seen(rig, 'db1!mysql'));
  }, 60_000);
});
