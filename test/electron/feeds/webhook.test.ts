// The webhook listener: what a real Alertmanager sends it, what others may send, and what is refused in words.
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { feedOf, memoryKeeper, type Rig, startRig } from './rig';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const TOKEN = 'a-secret-of-the-desk';

interface Hook extends Rig {
  readonly url: string;
  readonly port: number;
  /** Posts with the token; gives status and answer. */
  readonly post: (body: unknown, headers?: Readonly<Record<string, string>>, path?: string) => Promise<{ status: number; body: string }>;
}

async function startHook(config: Readonly<Record<string, unknown>> = {}, options: Parameters<typeof startRig>[2] = {}): Promise<Hook> {
  const port = await freePort();
  const settings = { address: `127.0.0.1:${port}`, ...config };
  const secrets = { token: TOKEN, ...(config.hmacSecret !== undefined && { hmacSecret: String(config.hmacSecret) }) };
  const rig = startRig(feedOf(settings, { id: 'hook', kind: 'webhook' }), secrets, options);
  ends.push(() => rig.runner.stop());
  await eventually('it listens', () => rig.health().state !== 'starting');
  const url = `http://127.0.0.1:${port}`;
  return {
    ...{ ...rig, url, port },
    async post(body, headers = {}, path = '/alerts') {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const sent = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers };
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers: sent, body: text });
      return { status: answer.status, body: await answer.text() };
    },
  };
}

const all = (rig: Rig) => rig.reports.flatMap((report) => report.sightings);

function sendingTo(url: string, http = `authorization: { credentials: ${TOKEN} }`): string {
  return `route: { receiver: desk, group_wait: 0s, group_interval: 1s, repeat_interval: 1h, group_by: [service] }
receivers:
  - name: desk
    webhook_configs: [{ url: '${url}/alerts', http_config: { ${http} } }]
`;
}

async function post(server: Alertmanager, name: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const alert = { labels: { alertname: name, service: 'orders', severity: 'critical' }, annotations: { summary: 'gone' }, ...more };
  await server.post([alert]);
}

describe('a real Alertmanager', () => {
  test('sends what fires and what is over; it comes with its fingerprint, once per change', async () => {
    const hook = await startHook();
    const server = await startAlertmanager({ config: sendingTo(hook.url) });
    ends.push(server.stop);
    const startsAt = new Date(Date.now() - 60_000).toISOString();
    await post(server, 'DiskFilling', { startsAt });
    await eventually('it fires', () => all(hook).length > 0);
    const [alert] = JSON.parse((await server.get('/api/v2/alerts')).body) as { fingerprint: string }[];
    expect(all(hook)[0]).toMatchObject({
      ...{ key: alert?.fingerprint, state: 'firing', name: 'DiskFilling', summary: 'gone', severity: 'critical' },
      ...{ startsAt: Date.parse(startsAt), labels: { service: 'orders' } },
    });
    await post(server, 'DiskFilling', { startsAt, endsAt: new Date().toISOString() });
    await eventually('it is over', () => all(hook).some((one) => one.state === 'resolved' && one.key === alert?.fingerprint));
    expect(hook.health()).toMatchObject({ state: 'ok', why: '', push: { url: `${hook.url}/alerts` } });
  }, 20_000);

  test('[F6] is not told that we have what could not be recorded, and sends it again', async () => {
    let failures = 2;
    const recorded: string[] = [];
    const hook = await startHook(
      {},
      {
        onSightings: (report) => {
          failures -= 1;
          if (failures >= 0) throw new Error('the disk is full');
          recorded.push(...report.sightings.map(({ name }) => name));
        },
      },
    );
    const server = await startAlertmanager({ config: sendingTo(hook.url) });
    ends.push(server.stop);
    await post(server, 'DiskFilling');
    await eventually('told as blind', () => hook.health().state === 'blind');
    await eventually('sent again', () => recorded.length > 0, { limitMs: 15_000 });
    expect(recorded).toEqual(['DiskFilling']);
    await eventually('sees again', () => hook.health().state === 'ok');
  }, 30_000);

  test('whose token was revoked is refused, and the health says so', async () => {
    const hook = await startHook();
    const server = await startAlertmanager({ config: sendingTo(hook.url, 'authorization: { credentials: of-yesterday }') });
    ends.push(server.stop);
    await post(server, 'DiskFilling');
    await eventually('told', () => hook.health().rejectedCount > 0);
    expect(hook.health().why).toContain('No token, or not the one of this feed');
    expect(JSON.stringify([hook.health(), hook.logged])).not.toContain('of-yesterday');
    expect(all(hook)).toEqual([]);
  }, 20_000);
});

describe('who may send', () => {
  const body = { name: 'GpuTooHot' };

  test.each([
    ['bearer', { authorization: `Bearer ${TOKEN}` }, '/alerts', 200],
    ['password', { authorization: `Basic ${Buffer.from(`anybody:${TOKEN}`).toString('base64')}` }, '/alerts', 200],
    ['header', { authorization: '', 'x-dogwatch-token': TOKEN }, '/alerts', 200],
    ['query', { authorization: '' }, `/alerts?token=${TOKEN}`, 200],
    ['nothing', { authorization: '' }, '/alerts', 401],
    ['a wrong one', { authorization: 'Bearer a-secret-of-the-des' }, '/alerts', 401],
    ['a wrong path', {}, '/other', 404],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, '/alerts', 415],
    ['a packed body', { 'content-encoding': 'gzip' }, '/alerts', 415],
  ])('by %s', async (_, headers, path, status) => {
    const hook = await startHook();
    expect((await hook.post(body, headers, path)).status).toBe(status);
    expect(all(hook)).toHaveLength(status === 200 ? 1 : 0);
  });

  test('GET is answered with what is taken', async () => {
    const hook = await startHook();
    const answer = await fetch(`${hook.url}/alerts`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('a signature over the body is asked for beside the token; Grafana gives it as hex in its own header', async () => {
    const hook = await startHook({ hmacSecret: 'a-secret-of-the-sender', hmacHeader: 'X-Grafana-Alerting-Signature' });
    const text = JSON.stringify(body);
    const sign = (secret: string) => createHmac('sha256', secret).update(text).digest('hex');
    const sent = (signature: string) => hook.post(text, { 'x-grafana-alerting-signature': signature });
    expect((await sent(sign('a-secret-of-the-sender'))).status).toBe(200);
    expect((await sent(`sha256=${sign('a-secret-of-the-sender')}`)).status).toBe(200);
    expect((await sent(sign('another'))).status).toBe(401);
    expect((await hook.post(`${text} `, { 'x-grafana-alerting-signature': sign('a-secret-of-the-sender') })).status).toBe(401);
    expect((await hook.post(text)).body).toContain('signature');
  });

  test('settings without a secret, with half a certificate or no address are refused with words', async () => {
    const rig = startRig(feedOf({ address: 'here' }, { id: 'hook', kind: 'webhook' }));
    ends.push(() => rig.runner.stop());
    expect(rig.health()).toMatchObject({ state: 'blind', why: expect.stringContaining('127.0.0.1:8710') });
    const open = startRig(feedOf({}, { id: 'hook', kind: 'webhook' }));
    ends.push(() => open.runner.stop());
    expect(open.health().why).toContain('anybody on this machine could send alerts');
  });
});

describe('PagerDuty events', () => {
  const trigger = {
    ...{ routing_key: TOKEN, event_action: 'trigger', dedup_key: 'backup/db-1' },
    payload: { summary: 'Backup failed', source: 'db-1', severity: 'error' },
  };
  const enqueue = (hook: Hook, event: unknown) => hook.post(event, { authorization: '' }, '/v2/enqueue');

  test('trigger, acknowledge and resolve are one alert, known by the routing key, answered as PagerDuty does', async () => {
    const hook = await startHook();
    const answer = await enqueue(hook, trigger);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      202,
      { status: 'success', message: 'Event processed', dedup_key: 'backup/db-1' },
    ]);
    const { payload: _, ...bare } = trigger;
    expect((await enqueue(hook, { ...bare, event_action: 'acknowledge' })).status).toBe(202);
    expect((await enqueue(hook, { ...bare, event_action: 'resolve' })).status).toBe(202);
    const about = { key: 'backup/db-1', name: 'Backup failed', severity: 'error' };
    expect(all(hook)).toMatchObject([
      { ...about, state: 'firing', suppression: null },
      { ...about, state: 'firing', suppression: { by: 'acknowledgement' } },
      { key: 'backup/db-1', state: 'resolved' },
    ]);
  });

  test('an acknowledgement of what is not known says nothing; without a key the same trouble is the same alert', async () => {
    const hook = await startHook();
    expect((await enqueue(hook, { routing_key: TOKEN, event_action: 'acknowledge', dedup_key: 'unknown' })).status).toBe(202);
    expect(all(hook)).toEqual([]);
    const { dedup_key: _, ...keyless } = trigger;
    const keys = [await enqueue(hook, keyless), await enqueue(hook, keyless)].map(
      ({ body }) => (JSON.parse(body) as { dedup_key: string }).dedup_key,
    );
    expect(keys[0]).toBe(keys[1]);
    expect((await enqueue(hook, { routing_key: TOKEN, event_action: 'resolve', dedup_key: keys[0] })).status).toBe(202);
    expect(new Set(all(hook).map(({ key }) => key)).size).toBe(1);
  });

  test('after a restart an acknowledgement finds its trigger; what was resolved stays forgotten', async () => {
    const keeper = memoryKeeper();
    const before = await startHook({}, { keeper });
    await enqueue(before, trigger);
    await enqueue(before, { ...trigger, dedup_key: 'over' });
    await enqueue(before, { routing_key: TOKEN, event_action: 'resolve', dedup_key: 'over' });
    await before.runner.stop();
    const after = await startHook({}, { keeper });
    const acknowledge = (key: string) => enqueue(after, { routing_key: TOKEN, event_action: 'acknowledge', dedup_key: key });
    expect((await acknowledge('over')).status).toBe(202);
    expect((await acknowledge('backup/db-1')).status).toBe(202);
    expect(all(after)).toMatchObject([
      { key: 'backup/db-1', name: 'Backup failed', severity: 'error', state: 'firing', suppression: { by: 'acknowledgement' } },
    ]);
    expect(keeper.read('hook')).not.toContain(TOKEN);
  });

  test('what is remembered is written while it runs, for a crash has no end', async () => {
    const keeper = memoryKeeper();
    const hook = await startHook({}, { keeper });
    await enqueue(hook, trigger);
    await eventually('written', () => keeper.read('hook')?.includes('backup/db-1'));
  });

  test('what is wrong is told in its own shape, a wrong routing key with 401', async () => {
    const hook = await startHook();
    const answer = await enqueue(hook, { ...trigger, event_action: 'explode' });
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([400, { status: 'invalid event' }]);
    expect((await enqueue(hook, { ...trigger, routing_key: 'R0' })).status).toBe(401);
  });
});

describe('bad input', () => {
  test.each([
    ['truncated', '{"name": "x"', 'not JSON'],
    ['empty', '', 'empty'],
    ['HTML', '<html><body>502</body></html>', 'a web page'],
    ['of the wrong shape', '{"hello": 1}', 'name: missing'],
    ['a number', '7', 'not an object'],
    ['an empty list', '[]', 'an empty list'],
    ['an alert list without alerts', '{"alerts": [], "status": "firing"}', 'an empty list'],
  ])('a body that is %s is refused with words, told in the health, and the next good one is taken', async (_, body, words) => {
    const hook = await startHook();
    const answer = await hook.post(body);
    expect([answer.status, answer.body]).toEqual([400, expect.stringContaining(words)]);
    await eventually('told', () => hook.health().why.includes(words));
    expect(hook.health()).toMatchObject({ state: 'ok', rejectedCount: 1 });
    expect((await hook.post({ name: 'Good' })).status).toBe(200);
    expect(all(hook)).toHaveLength(1);
  });

  test('not UTF-8', async () => {
    const hook = await startHook();
    const body = Buffer.from('{"name":"Gr\xfcn"}', 'latin1');
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
    const answer = await fetch(`${hook.url}/alerts`, { method: 'POST', headers, body });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('not UTF-8')]);
  });

  test('good rows are kept beside bad ones', async () => {
    const hook = await startHook();
    const answer = await hook.post([{ name: 'Good' }, { nothing: 1 }, { name: 'Bad', startsAt: 'x' }]);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([
      200,
      { recorded: 1, rejected: [{ where: '2: name' }, { where: '3: startsAt' }] },
    ]);
    await eventually('told', () => hook.health().rejectedCount === 2);
  });

  test('a start in the future is not believed', async () => {
    const hook = await startHook();
    await hook.post([
      { name: 'Early', startsAt: '2099-01-01T00:00:00Z' },
      { name: 'Never', startsAt: '0001-01-01T00:00:00Z' },
    ]);
    expect(all(hook).map(({ startsAt }) => startsAt)).toEqual([0, 0]);
  });

  test('a body over the limit is refused, told before it is sent or while it comes', async () => {
    const hook = await startHook({ maxMegabytes: 0.01 });
    expect((await hook.post({ name: 'x'.repeat(20_000) })).status).toBe(413);
    const answer = await rawly(hook.port, `${head('transfer-encoding: chunked')}\r\n8000\r\n${'x'.repeat(0x8000)}\r\n`);
    expect(answer).toContain('413');
    expect((await hook.post({ name: 'Good' })).status).toBe(200);
  });

  test('what is no HTTP is refused, and a connection that says nothing is closed', async () => {
    const hook = await startHook();
    expect(await rawly(hook.port, 'hello\r\n\r\n')).toContain('400');
    expect((await hook.post({ name: 'Good' })).status).toBe(200);
  });

  test('a sender that breaks off leaves nothing behind', async () => {
    const hook = await startHook();
    const socket = connect(hook.port, '127.0.0.1');
    socket.write(`${head('content-length: 1000')}\r\n{"name":`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await hook.post({ name: 'Good' })).status).toBe(200);
    expect(all(hook)).toHaveLength(1);
  });

  test('a port that is taken is told with words, and taken over when it is free', async () => {
    const first = await startHook();
    const second = startRig(feedOf({ address: `127.0.0.1:${first.port}` }, { id: 'two', kind: 'webhook' }), { token: TOKEN });
    ends.push(() => second.runner.stop());
    await eventually('told', () => second.health().state === 'blind');
    expect(second.health().why).toContain('taken by another program');
    await first.runner.stop();
    second.runner.pollNow();
    await eventually('listens', () => second.health().state === 'ok');
  });
});

function head(more: string): string {
  return `POST /alerts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${TOKEN}\r\n${more}\r\n`;
}

/** Sends bytes as they are; gives everything that comes back until the other side closes. */
function rawly(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      heard += data.toString();
    });
    socket.on('error', () => resolve(heard));
    socket.on('close', () => resolve(heard));
  });
}

describe('settings', () => {
  test('beyond this machine it warns; a trial finds the place free, or held by the feed itself', async () => {
    const port = await freePort();
    const settings = feedOf({ address: `0.0.0.0:${port}` }, { id: 'hook', kind: 'webhook' });
    const rig = startRig(settings, { token: TOKEN });
    ends.push(() => rig.runner.stop());
    await eventually('listens', () => rig.health().state === 'ok');
    expect(rig.health().why).toContain('It listens beyond this machine, without TLS');
    expect(await rig.runner.test(settings, {})).toMatchObject({ isOk: true });
    const other = feedOf({ address: `127.0.0.1:${await freePort()}` }, { id: 'new', kind: 'webhook' });
    expect(await rig.runner.test(other, { token: TOKEN })).toMatchObject({ isOk: true, words: expect.stringContaining('works') });
    expect(await rig.runner.test(other, { token: TOKEN })).toMatchObject({ isOk: true });
  });
});
