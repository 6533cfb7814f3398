// A real Zabbix 6.0 with hosts of our own: problems, maintenance, acknowledgement and its refusals; and what newer ones do differently.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zabbix } from '../../../electron/feeds/zabbix';
import type { FeedContext } from '../../../shared/feed';
import { eventually } from '../../harness/eventually';
import { startZabbix, whyNoZabbix, type Zabbix } from '../../harness/zabbix';
import { contextOf } from './rig';

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`../../fixtures/zabbix/${name}`, import.meta.url), 'utf8'));

function configOf(url: string, bearerToken: string, more: object = {}) {
  const parsed = zabbix.parseConfig({ url, bearerToken, ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config;
}

/** Counts the requests by method. */
function counting(ctx: FeedContext): { ctx: FeedContext; asked: string[] } {
  const asked: string[] = [];
  const http: FeedContext['http'] = (request) => {
    asked.push((JSON.parse(String(request.body ?? '{}')) as { method: string }).method);
    return ctx.http(request);
  };
  return { ctx: { ...ctx, http }, asked };
}

function ackOf(eventids: readonly string[], ref: string | null = null) {
  const targets = eventids.map((key) => ({ key, startsAt: 0, labels: {} }));
  return { targets, author: 'Ann', comment: 'on it', until: Date.now() + 600_000, ref };
}

describe.skipIf(whyNoZabbix() !== null)('a real Zabbix', () => {
  let server: Zabbix;
  let hostid: string;
  const http = contextOf({ bearerToken: 'not-read-by-6.0' });

  async function problems(more: object = {}) {
    const polled = await zabbix.poll(http, configOf(server.url, server.token, more), null);
    if (polled.kind !== 'snapshot') throw new Error(JSON.stringify(polled));
    return polled.sightings;
  }
  const named = async (name: string) => (await problems()).find((sighting) => sighting.name === name);

  beforeAll(async () => {
    server = await startZabbix();
    const { groupids } = await server.call<{ groupids: string[] }>('hostgroup.create', { name: 'shop' });
    const groups = [{ groupid: groupids[0] }];
    hostid = (await server.call<{ hostids: string[] }>('host.create', { host: 'web-1', name: 'Web 1', groups })).hostids[0] ?? '';
    for (const key of ['disk', 'load']) await server.call('item.create', { hostid, name: key, key_: key, type: 2, value_type: 3 });
    await server.call('trigger.create', [
      {
        ...{ description: 'Disk of {HOST.NAME} is full', expression: 'last(/web-1/disk)>90', priority: 5, manual_close: 1 },
        ...{ tags: [{ tag: 'service', value: 'checkout' }], opdata: '{ITEM.LASTVALUE1} %' },
      },
      { description: 'Load is high', expression: 'last(/web-1/load)>4', priority: 4 },
    ]);
    // The server learns of items and triggers one after the other: a value that comes in between is nobody's.
    const send = async () => (await server.send('web-1', 'disk', '95')) && (await server.send('web-1', 'load', '9'));
    await eventually('both problems are there', async () => (await send()) && (await problems()).length === 2, {
      ...{ limitMs: 60_000, everyMs: 500 },
    });
  }, 150_000);
  afterAll(async () => {
    await http.close();
    await server?.stop();
  }, 30_000);

  test('[A1] a problem is an alert with host, tags, severity and a link; a poll is two requests', { timeout: 30_000 }, async () => {
    const { ctx, asked } = counting(http);
    const config = configOf(`${server.url}/zabbix.php?action=problem.view`, server.token);
    const first = await zabbix.poll(ctx, config, null);
    expect(asked).toEqual(['apiinfo.version', 'problem.get', 'trigger.get']);
    if (first.kind !== 'snapshot') throw new Error(JSON.stringify(first));
    expect(first.absence.isTrusted).toBe(true);
    expect(first.sightings.find(({ severity }) => severity === 'critical')).toMatchObject({
      name: 'Disk of Web 1 is full',
      summary: 'Disk of Web 1 is full (95 %)',
      labels: { host: 'web-1', hostname: 'Web 1', service: 'checkout', zabbix_severity: 'disaster' },
      suppression: null,
      link: expect.stringMatching(/^http:.*tr_events\.php\?triggerid=\d+&eventid=\d+$/),
    });
    expect(first.sightings.find(({ name }) => name === 'Load is high')?.severity).toBe('error');
    asked.length = 0;
    expect((await zabbix.poll(ctx, config, first.cursor)).kind).toBe('unchanged');
    expect(asked).toEqual(['problem.get', 'trigger.get']);
    expect((await problems({ leastSeverity: 5 })).map(({ severity }) => severity)).toEqual(['critical']);
  });

  test('[W1] an acknowledgement carries the words, is read back, shows at the next poll and can be taken back', {
    timeout: 30_000,
  }, async () => {
    const config = configOf(server.url, server.token);
    const key = (await named('Load is high'))?.key ?? '';
    const acked = await zabbix.actions.ack?.(http, config, ackOf([key]));
    expect(acked).toEqual({ ok: true, ref: key, until: null, isConfirmed: true });
    expect((await named('Load is high'))?.suppression).toEqual({ by: 'acknowledgement', ids: [] });
    const words = async () =>
      (await server.call<{ acknowledges: { message: string }[] }[]>('event.get', { eventids: [key], select_acknowledges: 'extend' }))[0]
        ?.acknowledges ?? [];
    expect((await words())[0]?.message).toBe('Acknowledged by Ann with Dogwatch. on it');
    await zabbix.actions.ack?.(http, config, ackOf([key], key));
    expect(await words()).toHaveLength(1);
    expect(await zabbix.actions.unack?.(http, config, { ref: key })).toMatchObject({ ok: true, isConfirmed: true });
    expect((await named('Load is high'))?.suppression).toBeNull();
  });

  test('what Zabbix refuses is told in its words: closing, suppressing, rights, and a wrong token', { timeout: 30_000 }, async () => {
    const key = (await named('Load is high'))?.key ?? '';
    const ack = (more: object, id = key) => zabbix.actions.ack?.(http, configOf(server.url, server.token, more), ackOf([id]));
    expect(JSON.stringify(await ack({ onAck: 'and close' }))).toContain('does not allow manual closing');
    expect(JSON.stringify(await ack({ onAck: 'and suppress' }))).toContain('6.2');
    expect(await ack({}, '999999')).toMatchObject({ ok: false, failure: { kind: 'auth', what: expect.stringContaining('may not') } });
    const wrong = await zabbix.poll(http, configOf(server.url, 'a'.repeat(64)), null);
    expect(wrong).toMatchObject({ kind: 'failed', failure: { kind: 'auth', what: expect.stringContaining('API token') } });
  });

  test('[A7] a host in maintenance keeps its problems, shown as such; one that is switched off has none', { timeout: 90_000 }, async () => {
    const now = Math.floor(Date.now() / 1000);
    const { maintenanceids } = await server.call<{ maintenanceids: string[] }>('maintenance.create', {
      ...{ name: 'm', active_since: now - 60, active_till: now + 3600, hosts: [{ hostid }] },
      timeperiods: [{ timeperiod_type: 0, start_date: now - 60, period: 3600 }],
    });
    await eventually('the problem is suppressed', async () => (await named('Load is high'))?.suppression?.by === 'downtime', {
      limitMs: 75_000,
    });
    expect((await named('Load is high'))?.suppression?.ids).toEqual(maintenanceids);
    await server.call('maintenance.delete', maintenanceids);
    await server.call('host.update', { hostid, status: 1 });
    expect(await problems()).toEqual([]);
    await server.call('host.update', { hostid, status: 0 });
  });

  test('[F1] a user without rights is told nothing: that is a failure, not peace', { timeout: 30_000 }, async () => {
    const { usrgrpids } = await server.call<{ usrgrpids: string[] }>('usergroup.create', { name: 'strangers' });
    const user = { username: 'stranger', passwd: 'Tk7-gw2-Zp9q', roleid: '1', usrgrps: [{ usrgrpid: usrgrpids[0] }] };
    const { userids } = await server.call<{ userids: string[] }>('user.create', user);
    const { tokenids } = await server.call<{ tokenids: string[] }>('token.create', { name: 'stranger', userid: userids[0] });
    const [made] = await server.call<{ token: string }[]>('token.generate', tokenids);
    const polled = await zabbix.poll(http, configOf(server.url, made?.token ?? ''), null);
    expect(polled).toMatchObject({ kind: 'failed', failure: { kind: 'auth', what: expect.stringContaining('sees no host') } });
    const key = (await named('Load is high'))?.key ?? '';
    const acked = await zabbix.actions.ack?.(http, configOf(server.url, made?.token ?? ''), ackOf([key]));
    expect(acked).toMatchObject({ ok: false, failure: { kind: 'auth' } });
  });

  test('[W3] a comment stands there; closing and suppressing are refused in its words where it can not', { timeout: 30_000 }, async () => {
    const { key = '' } = (await named('Load is high')) ?? {};
    const about = { targets: [{ key, startsAt: 0, labels: {} }], author: 'Ann' };
    const config = configOf(server.url, server.token);
    expect(await zabbix.actions.note?.(http, config, { ...about, comment: 'looking' })).toMatchObject({ ok: true, isConfirmed: true });
    const [event] = await server.call<{ acknowledges: { message: string }[] }[]>('event.get', {
      ...{ eventids: [key], select_acknowledges: 'extend' },
    });
    expect(event?.acknowledges.map(({ message }) => message)).toContain('Ann: looking');
    expect(JSON.stringify(await zabbix.actions.resolve?.(http, config, { ...about, comment: '' }))).toContain(
      'does not allow manual closing',
    );
    const until = Date.now() + 3_600_000;
    expect(JSON.stringify(await zabbix.actions.snooze?.(http, config, { ...about, comment: '', until }))).toContain('6.2');
  });

  test('closing by hand is asked for where the trigger allows it, and the problem goes', { timeout: 40_000 }, async () => {
    const disk = (await problems()).find(({ severity }) => severity === 'critical');
    const config = configOf(server.url, server.token, { onAck: 'and close' });
    const args = { targets: [{ key: disk?.key ?? '', startsAt: 0, labels: {} }], author: 'Ann', comment: 'the disk is a new one' };
    expect(await zabbix.actions.ack?.(http, configOf(server.url, server.token), ackOf([disk?.key ?? '']))).toMatchObject({
      ok: true,
      isConfirmed: true,
    });
    expect(await zabbix.actions.resolve?.(http, config, args)).toMatchObject({ ok: true, isConfirmed: true });
    await eventually('it is closed', async () => (await problems()).every(({ key }) => key !== disk?.key), { limitMs: 30_000 });
  });
});

describe('newer and broken ones', () => {
  function answering(answerTo: (method: string) => unknown) {
    const bodies: string[] = [];
    const http: FeedContext['http'] = async ({ body = '' }) => {
      bodies.push(String(body));
      const bytes = Buffer.from(JSON.stringify(answerTo((JSON.parse(String(body)) as { method: string }).method)));
      return { ok: true, answer: { status: 200, headers: {}, bytes, chunks: [bytes], digest: '', latencyMs: 1 } };
    };
    return { bodies, ctx: { ...contextOf({}), http } };
  }

  test('from 6.4 on the token stands in the header only', async () => {
    const { problems, triggers } = fixture('firing.json');
    const { bodies, ctx } = answering((method) =>
      method === 'apiinfo.version' ? { result: '7.0.3' } : method === 'problem.get' ? problems : triggers,
    );
    expect(await zabbix.poll(ctx, configOf('http://zabbix', 'token-6.4'), null)).toMatchObject({ kind: 'snapshot' });
    expect(bodies).toHaveLength(3);
    expect(bodies.filter((body) => body.includes('token-6.4'))).toEqual([]);
  });

  test('[F1] an error that comes as 200, or half of an answer, is a failure and never "no problems"', async () => {
    const { problems } = fixture('firing.json');
    const cases: readonly (readonly [unknown, unknown])[] = [
      [{ error: { code: -32500, message: 'Application error.', data: 'No permissions to call "problem.get".' } }, 'may not do this'],
      [{ error: { code: -32300, message: 'Transport error.', data: 'x' } }, '-32300'],
      [{ result: false }, 'without a list'],
      [{}, 'not one of the Zabbix API'],
      [[], 'not one of the Zabbix API'],
    ];
    for (const [bad, words] of cases) {
      for (const broken of ['problem.get', 'trigger.get']) {
        const { ctx } = answering((method) => (method === 'apiinfo.version' ? { result: '6.0.14' } : method === broken ? bad : problems));
        const polled = await zabbix.poll(ctx, configOf('http://zabbix', 't'), null);
        expect(polled).toMatchObject({ kind: 'failed', failure: { what: expect.stringContaining(String(words)) } });
      }
    }
  });

  test('[A7] maintenance, suppression by hand, a parent that fails too, and acknowledgement are told apart', () => {
    const { sightings } = zabbix.map(fixture('malformed.json').answer);
    expect(sightings.slice(0, 5).map(({ suppression }) => suppression)).toEqual([
      null,
      { by: 'acknowledgement', ids: [] },
      { by: 'downtime', ids: ['7'] },
      { by: 'silence', ids: [] },
      { by: 'inhibition', ids: ['100'] },
    ]);
    expect(sightings[0]?.labels).toMatchObject({ service: 'a, b', host: 'db-1' });
  });
});
