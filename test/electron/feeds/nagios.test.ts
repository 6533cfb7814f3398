// The Nagios connector and the runner against a real Nagios Core 4: what is told, what is not believed, and what is written back.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sighting, Target } from '../../../shared/feed';
import { eventually } from '../../harness/eventually';
import { type Nagios, startNagios, whyNoNagios } from '../../harness/nagios';
import { feedOf, type Rig, startRig } from './rig';

const SERVICES = ['web1!http', 'web1!disk /var', 'web1!load & more', 'web1!patient', 'web1!muted', 'db1!mysql', 'db1!replication'];

describe.skipIf(whyNoNagios() !== null)('a real Nagios', () => {
  let server: Nagios;
  const rigs: Rig[] = [];
  beforeAll(async () => {
    server = await startNagios();
  }, 60_000);
  afterAll(() => server?.stop());
  const allFine = async () => {
    await Promise.all(['web1', 'db1', 'rack1', 'leaf1'].map((host) => server.submit(host, 0, 'up')));
    await Promise.all(SERVICES.map((service) => server.submit(service, 0, 'fine')));
  };
  beforeEach(allFine, 20_000);
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.runner.stop();
  });

  function rigFor(more: Readonly<Record<string, unknown>> = {}, user = 'oncall'): Rig {
    const config = { url: `${server.url}/statusjson.cgi`, username: user, password: server.password(user), timeoutSeconds: 2, ...more };
    const rig = startRig(feedOf(config, { id: 'nagios', kind: 'nagios', intervalSeconds: 0.3 }));
    rigs.push(rig);
    return rig;
  }

  const seen = (rig: Rig, key: string): Sighting | undefined => rig.reports.at(-1)?.sightings.find((one) => one.key === key);
  const target = (key: string): Target => ({ key, startsAt: 0, labels: {} });
  const person = { author: 'ann', comment: 'looking; into\nit' };

  describe('what is told', () => {
    test('hard problems with their severity, output and episode; soft ones and what is fine are not', async () => {
      await server.submit('web1!http', 2, 'CRITICAL - <b>refused</b>');
      await server.submit('web1!disk /var', 1, 'WARNING - 91 % used');
      await server.submit('web1!load & more', 3, 'UNKNOWN - no idea');
      await server.submit('web1!patient', 2, 'only once');
      const rig = rigFor();
      await eventually('the first answer', () => rig.reports.length > 0);
      expect(rig.keys().toSorted()).toEqual(['web1!disk /var', 'web1!http', 'web1!load & more']);
      expect(seen(rig, 'web1!http')).toMatchObject({
        ...{ name: 'http', severity: 'critical', summary: 'CRITICAL - <b>refused</b>', labels: { host: 'web1', service: 'http' } },
        ...{ link: `${server.url}/extinfo.cgi?type=2&service=http&host=web1`, suppression: null },
      });
      expect(Math.abs(Date.now() - (seen(rig, 'web1!http')?.startsAt ?? 0))).toBeLessThan(30_000);
      expect([seen(rig, 'web1!disk /var')?.severity, seen(rig, 'web1!load & more')?.severity]).toEqual(['warning', null]);
      expect(rig.health()).toMatchObject({ state: 'ok', why: '' });
      await server.submit('web1!http', 0, 'back');
      await eventually('gone', () => seen(rig, 'web1!http') === undefined);
    }, 20_000);

    test('soft states where they are wanted, marked; muted ones are held back', async () => {
      await server.submit('web1!patient', 2, 'only once');
      await server.submit('web1!muted', 2, 'nobody hears');
      const rig = rigFor({ hasSoftStates: true });
      await eventually('soft', () => seen(rig, 'web1!patient')?.annotations.soft);
      expect(seen(rig, 'web1!muted')?.suppression).toEqual({ by: 'mute', ids: [] });
    });

    test('the services of a host that is down, and a host behind one, are held back by it and shown', async () => {
      await server.submit('db1!mysql', 2, 'gone');
      await server.submit('db1', 1, 'no ping');
      await server.submit('rack1', 1, 'no ping');
      await server.submit('leaf1', 1, 'no ping');
      const rig = rigFor();
      await eventually('the first answer', () => seen(rig, 'leaf1') && seen(rig, 'db1!mysql'));
      expect(seen(rig, 'db1')).toMatchObject({ name: 'Host down', severity: 'critical', suppression: null });
      expect(seen(rig, 'db1!mysql')).toMatchObject({ suppression: { by: 'inhibition', ids: ['db1'] } });
      expect(seen(rig, 'leaf1')).toMatchObject({ name: 'Host unreachable', suppression: { by: 'inhibition' } });
    });

    test('pages are read one after the other; a host group narrows', async () => {
      for (const service of SERVICES.slice(0, 3)) await server.submit(service, 2, 'bad');
      await server.submit('db1!mysql', 2, 'bad');
      const paged = rigFor({ pageSize: 2 });
      await eventually('all', () => paged.keys().length === 4);
      expect(server.requests.some((request) => /servicelist.*start=4&count=2/.test(request))).toBe(true);
      const shop = rigFor({ hostGroup: 'shop' });
      await eventually('the first answer', () => shop.reports.length > 0);
      expect(shop.keys()).toHaveLength(3);
    });
  });

  describe('what is not believed', () => {
    test('a user who sees nothing is told so, not that all is well', async () => {
      const rig = rigFor({}, 'nobody');
      await eventually('blind', () => rig.health().state === 'blind');
      expect(rig.health().why).toMatch(/shows this user no host/);
      const wrong = rigFor({ hostGroup: 'no such group' });
      await eventually('refused', () => wrong.health().failingSince !== null);
      expect(wrong.health().why).toMatch(/no such group/);
    });

    test('a Nagios that hangs goes on being served by its CGIs: its old data make blind', async () => {
      await server.submit('web1!http', 2, 'refused');
      const rig = rigFor({ staleSeconds: 5 });
      await eventually('told', () => seen(rig, 'web1!http'));
      server.freeze();
      try {
        await eventually('blind', () => rig.health().state === 'blind', { limitMs: 20_000 });
        expect(rig.health().why).toMatch(/has not written its status for \d+ s/);
        expect(seen(rig, 'web1!http')).toBeDefined();
      } finally {
        server.thaw();
      }
      await eventually('well again', () => rig.health().state === 'ok', { limitMs: 20_000 });
    }, 60_000);

    test('a Nagios that is gone makes blind; one that forgot its states clears nothing', async () => {
      await server.submit('web1!http', 2, 'refused');
      await server.submit('db1!mysql', 2, 'gone');
      const rig = rigFor();
      await eventually('told', () => rig.keys().length === 2);
      await server.kill();
      await eventually('blind', () => rig.health().state === 'blind', { limitMs: 20_000 });
      await server.start();
      await eventually('well again', () => rig.health().state === 'ok', { limitMs: 20_000 });
      expect(rig.keys().toSorted()).toEqual(['db1!mysql', 'web1!http']);
      await server.submit('web1!http', 0, 'back');
      await eventually('only that is gone', () => rig.keys().join() === 'db1!mysql');
    }, 60_000);
  });

  describe('what is written back', () => {
    test('acknowledge, shown with the words, and taken back', async () => {
      await server.submit('web1!http', 2, 'refused');
      await server.submit('db1', 1, 'no ping');
      const rig = rigFor();
      await eventually('told', () => seen(rig, 'web1!http') && seen(rig, 'db1'));
      const targets = [target('web1!http'), target('db1'), target('web1!removed')];
      const args = { ...person, targets, until: Date.now() + 3_600_000 };
      const done = await rig.runner.act('nagios', 'ack', { ...args, ref: null });
      expect(done).toEqual({ ok: true, ref: 'web1!http\ndb1', until: null, isConfirmed: true });
      await eventually('held back', () => seen(rig, 'web1!http')?.suppression);
      expect(seen(rig, 'web1!http')).toMatchObject({
        suppression: { by: 'acknowledgement', ids: { length: 1 } },
        annotations: { acknowledged: 'oncall: looking into it (ann)' },
      });
      const ref = done.ok ? (done.ref ?? '') : '';
      expect(await rig.runner.act('nagios', 'ack', { ...args, ref })).toMatchObject({ ok: true, ref, isConfirmed: true });
      expect(await rig.runner.act('nagios', 'unack', { ref })).toMatchObject({ ok: true, isConfirmed: true });
      await eventually('free again', () => seen(rig, 'web1!http')?.suppression === null);
    }, 30_000);

    test('comment and check now are seen', async () => {
      await server.submit('web1!load & more', 2, 'bad');
      const rig = rigFor();
      const targets = [target('web1!load & more')];
      const noted = await rig.runner.act('nagios', 'note', { ...person, targets });
      expect(noted).toMatchObject({ ok: true, isConfirmed: true, ref: expect.stringMatching(/^\d+$/) });
      expect(await rig.runner.act('nagios', 'recheck', { targets })).toMatchObject({ ok: true, isConfirmed: true });
      await eventually('checked: it is fine', async () => !rig.keys().includes('web1!load & more'));
    }, 30_000);

    test.each(['us', 'euro', 'iso8601', 'strict-iso8601'])(
      'a downtime has the times asked for, also over a change of summer time: %s',
      async (format) => {
        await server.kill();
        await server.start(format);
        await allFine();
        await server.submit('web1!http', 2, 'refused');
        await server.submit('db1', 1, 'no ping');
        const rig = rigFor();
        const targets = [target('web1!http'), target('db1')];
        const times = { startsAt: Date.now() - 60_000, endsAt: Date.now() + 150 * 86_400_000 };
        const down = await rig.runner.act('nagios', 'downtime', { ...person, targets, ...times });
        expect(down).toMatchObject({ ok: true, isConfirmed: true, ref: expect.stringMatching(/^web1!http!\d+\ndb1!\d+$/) });
        const { data } = (await server.ask('query=downtimelist&details=true')) as { data: { downtimelist: Record<string, object> } };
        const second = (ms: number) => Math.floor(ms / 1000) * 1000;
        expect(Object.values(data.downtimelist)).toMatchObject(
          targets.map(() => ({ start_time: second(times.startsAt), end_time: second(times.endsAt) })),
        );
        await eventually('held back', () => seen(rig, 'web1!http')?.suppression?.by === 'downtime');
        expect(seen(rig, 'web1!http')?.annotations.downtime).toBe('oncall: looking into it (ann)');
      },
      60_000,
    );

    test('who may only look is told the right that is missing', async () => {
      await server.submit('web1!http', 2, 'refused');
      const rig = rigFor({}, 'readonly');
      const done = await rig.runner.act('nagios', 'ack', { ...person, targets: [target('web1!http')], until: 0, ref: null });
      expect(done).toMatchObject({
        ok: false,
        failure: { kind: 'auth', remedy: expect.stringContaining('authorized_for_all_service_commands') },
      });
      const gone = await rig.runner.act('nagios', 'recheck', { targets: [target('web1!removed')] });
      expect(gone).toMatchObject({ ok: false, failure: { what: expect.stringContaining('none of these objects') } });
    });
  });
});
