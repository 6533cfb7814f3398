// The MQTT connector and the runner against a real mosquitto: a session that waits for this desk, and receipts only after the commit.
import { afterEach, describe, expect, test } from 'vitest';
import { readPlainText, topicPatternProblem } from '../../../electron/feeds/mqtt/plain-text';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { type Mosquitto, startMosquitto } from '../../harness/mosquitto';
import { feedOf, type Rig, startRig } from './rig';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function broker(password = ''): Promise<Mosquitto> {
  const server = await startMosquitto(password);
  ends.push(server.stop);
  return server;
}

function rigFor(url: string, config: Readonly<Record<string, unknown>> = {}, options: Parameters<typeof startRig>[2] = {}): Rig {
  const settings = { url, topics: ['alerts/#', 'plant/+/alarm'], connectTimeoutSeconds: 2, ...config };
  const rig = startRig(feedOf(settings, { id: 'mqtt', kind: 'mqtt' }), {}, { desk: () => 'desk7', ...options });
  ends.push(() => rig.runner.stop());
  return rig;
}

const all = (rig: Rig) => rig.reports.flatMap((report) => report.sightings);
const told = (rig: Rig) => all(rig).map(({ key, state }) => `${key} ${state}`);
const alert = (key: string, state = 'firing') => ({ key, name: key, state });

describe('messages', () => {
  test('JSON and plain text, by wildcards; an empty payload and a word for over clear', async () => {
    const server = await broker();
    const rig = rigFor(server.url, { topicPattern: 'plant/{site}/{name}' });
    await eventually('live', () => rig.health().state === 'ok');
    await server.publish('alerts/disk', alert('disk'));
    await server.publish('plant/berlin/alarm', 'pressure 9.1 bar');
    await server.publish('plant/berlin/alarm', 'OK');
    await server.publish('other/x', alert('other'));
    await eventually('told', () => told(rig).length === 3);
    expect(told(rig)).toEqual(['disk firing', 'topic:plant/berlin/alarm firing', 'topic:plant/berlin/alarm resolved']);
    expect(all(rig)[1]).toMatchObject({
      name: 'alarm',
      summary: 'pressure 9.1 bar',
      labels: { site: 'berlin', topic: 'plant/berlin/alarm' },
      severity: 'warning',
    });
    expect(rig.health()).toMatchObject({ state: 'ok', push: { messages: 3 } });
  });

  test('retained messages tell a new desk what there is', async () => {
    const server = await broker();
    await server.publish('alerts/kept', alert('kept'), { retain: true });
    const rig = rigFor(server.url);
    await eventually('told', () => told(rig).includes('kept firing'));
  });

  test('what can not be read is told, and the next message is taken', async () => {
    const server = await broker();
    const rig = rigFor(server.url);
    await eventually('live', () => rig.health().state === 'ok');
    for (const body of ['{"name": "x"', '[]', '{"hello":1}', Buffer.from('Gr\xfcn', 'latin1'), `{"name":"${'x'.repeat(1_100_000)}"}`])
      await server.publish('alerts/bad', body);
    await server.publish('alerts/good', alert('good'));
    await eventually('the good one', () => told(rig).length === 1);
    expect(rig.health()).toMatchObject({ state: 'ok', rejectedCount: 5, why: expect.stringContaining('alerts/bad') });
  });

  test('a topic pattern names parts once, and a topic that is not of it keeps its name', () => {
    expect(['', 'a/{b}/+', '{a}/{b}'].map(topicPatternProblem)).toEqual(['', '', '']);
    expect(['a{b}', '{a}/{a}', '{}'].every((one) => topicPatternProblem(one) !== '')).toBe(true);
    const rules = { topicPattern: 'plant/{site}/{name}', clearWords: ['ok'], plainSeverity: 'error' } as const;
    expect(readPlainText('elsewhere', 'hot', rules)).toMatchObject({
      name: 'elsewhere',
      labels: { topic: 'elsewhere' },
      severity: 'error',
    });
  });
});

describe('the session', () => {
  test('[F8] what was sent while the console was away waits there, and is there before the feed counts as heard', async () => {
    const server = await broker();
    const first = rigFor(server.url);
    await eventually('live', () => first.health().state === 'ok');
    await first.runner.stop();
    for (let i = 0; i < 50; i++) await server.publish('alerts/x', alert(`k${i}`));
    await server.stopServer();
    await server.start();
    let toldWhenLive = -1;
    const second: Rig = rigFor(
      server.url,
      {},
      {
        onHealth: ({ state }) => {
          if (state === 'ok' && toldWhenLive < 0) toldWhenLive = told(second).length;
        },
      },
    );
    await eventually('live', () => toldWhenLive >= 0);
    expect(toldWhenLive).toBe(50);
    expect(new Set(told(second)).size).toBe(50);
  }, 30_000);

  test('[F6] what could not be recorded is not acknowledged, and comes again', async () => {
    const server = await broker();
    let failures = 1;
    const recorded: string[] = [];
    const rig = rigFor(
      server.url,
      {},
      {
        onSightings: ({ sightings }) => {
          failures -= 1;
          if (failures >= 0) throw new Error('the disk is full');
          recorded.push(...sightings.map(({ key }) => key));
        },
      },
    );
    await eventually('live', () => rig.health().state === 'ok');
    await server.publish('alerts/a', alert('disk'));
    await eventually('again', () => recorded.includes('disk'), { limitMs: 15_000 });
    await eventually('live', () => rig.health().state === 'ok');
    const keys = [...recorded];
    await rig.runner.stop();
    const later = rigFor(server.url);
    await eventually('live', () => later.health().state === 'ok');
    expect([keys, told(later)]).toEqual([['disk'], []]);
  }, 30_000);

  test('a broker that dies is told; found again by itself', async () => {
    const server = await broker();
    const rig = rigFor(server.url);
    await eventually('live', () => rig.health().state === 'ok');
    await server.kill();
    await eventually('told', () => rig.health().state === 'blind', { limitMs: 15_000 });
    expect(rig.health().why).toContain('refuses connections');
    await server.start();
    await eventually('live again', () => rig.health().state === 'ok', { limitMs: 15_000 });
  }, 40_000);

  test('its presence stands at a topic, its will when it is gone', async () => {
    const server = await broker();
    const watcher = await server.connect();
    ends.push(() => watcher.endAsync());
    const seen: string[] = [];
    watcher.on('message', (_, payload) => void seen.push(payload.toString()));
    await watcher.subscribeAsync('desks/ann');
    const rig = rigFor(server.url, { presenceTopic: 'desks/ann' });
    await eventually('online', () => seen.includes('online'));
    await rig.runner.stop();
    await eventually('offline', () => seen.at(-1) === 'offline');
  });
});

describe('login', () => {
  test('a wrong password is told without it; revoked while it runs is told', async () => {
    const server = await broker('pw1');
    const wrong = rigFor(server.url, { username: 'ann', password: 'a-secret-that-is-wrong', clientId: 'wrong' });
    await eventually('told', () => wrong.health().state === 'blind');
    expect(wrong.health().why).toBe('The broker refused the login.');
    expect(JSON.stringify([wrong.told, wrong.logged])).not.toContain('a-secret-that-is-wrong');
    const rig = rigFor(server.url, { username: 'ann', password: 'pw1' });
    await eventually('live', () => rig.health().state === 'ok');
    server.setPassword('pw2');
    await server.kill();
    await server.start();
    await eventually('told', () => rig.health().why === 'The broker refused the login.', { limitMs: 15_000 });
    expect(rig.health().state).toBe('blind');
  }, 40_000);

  test('a trial of the settings does not throw out the running feed; no broker, and what is none, are told', async () => {
    const server = await broker();
    const rig = rigFor(server.url);
    await eventually('live', () => rig.health().state === 'ok');
    const settings = (url: string) => feedOf({ url, topics: ['alerts/#'], connectTimeoutSeconds: 1 }, { id: 'mqtt', kind: 'mqtt' });
    expect(await rig.runner.test(settings(server.url), {})).toMatchObject({ isOk: true });
    expect(rig.health().state).toBe('ok');
    const nobody = `mqtt://127.0.0.1:${await freePort()}`;
    expect(await rig.runner.test(settings(nobody), {})).toMatchObject({
      isOk: false,
      words: expect.stringContaining('refuses connections'),
    });
  });
});
