// The NATS connector and the runner against a real nats-server with JetStream: nothing lost over restarts, nothing told as received too early.
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { type Nats, startNats } from '../../harness/nats';
import { feedOf, type Rig, startRig } from './rig';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function server(configuration = '', login = {}): Promise<Nats> {
  const nats = await startNats(configuration, login);
  ends.push(nats.stop);
  await nats.addStream();
  return nats;
}

function rigFor(url: string, config: Readonly<Record<string, unknown>> = {}, options: Parameters<typeof startRig>[2] = {}): Rig {
  const settings = { urls: [url], subject: 'alerts.>', connectTimeoutSeconds: 2, ...config };
  const rig = startRig(feedOf(settings, { id: 'nats', kind: 'nats' }), {}, { desk: () => 'desk7', ...options });
  ends.push(() => rig.runner.stop());
  return rig;
}

const told = (rig: Rig) => rig.reports.flatMap((report) => report.sightings.map(({ key, state }) => `${key} ${state}`));
const alert = (key: string, state = 'firing') => ({ key, name: key, state });

describe('JetStream', () => {
  test('what is published is told, acknowledged after it was recorded, and heard live', async () => {
    const nats = await server();
    const rig = rigFor(nats.url);
    await eventually('live', () => rig.health().state === 'ok');
    expect(rig.health()).toMatchObject({ why: '', peers: [{ isOk: true }], push: { url: `nats://127.0.0.1:${nats.port}/alerts.>` } });
    await nats.publish('alerts.disk', alert('disk'));
    await nats.publish('alerts.disk', alert('disk', 'resolved'));
    await eventually('told', () => told(rig).length === 2);
    expect(told(rig)).toEqual(['disk firing', 'disk resolved']);
    await eventually('acknowledged', async () => (await nats.waiting())?.unacked === 0);
    expect(await nats.waiting()).toMatchObject({ name: 'dogwatch-desk7', pending: 0 });
  });

  test('[F8] what was sent while the console was away is caught up with before the feed counts as heard', async () => {
    const nats = await server();
    const first = rigFor(nats.url);
    await eventually('live', () => first.health().state === 'ok');
    await first.runner.stop();
    for (let i = 0; i < 50; i++) await nats.publish('alerts.x', alert(`k${i}`));
    let toldWhenLive = -1;
    const second: Rig = rigFor(
      nats.url,
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
  });

  test('a restart of the server: told, found again by itself, nothing lost', async () => {
    const nats = await server();
    const rig = rigFor(nats.url);
    await eventually('live', () => rig.health().state === 'ok');
    await nats.publish('alerts.a', alert('before'));
    await nats.kill();
    await eventually('told as gone', () => rig.health().state === 'blind', { limitMs: 15_000 });
    expect(rig.health().why).toContain('refuses connections');
    await nats.start();
    await nats.publish('alerts.a', alert('after'));
    rig.runner.pollNow();
    await eventually('caught up', () => told(rig).includes('after firing'), { limitMs: 20_000 });
    await eventually('live', () => rig.health().state === 'ok');
    // A server that died before it wrote an acknowledgement down sends the message again, which says nothing new.
    expect(new Set(told(rig))).toEqual(new Set(['before firing', 'after firing']));
  }, 40_000);

  test('[F6] what could not be recorded stays there and is taken again', async () => {
    const nats = await server();
    let failures = 1;
    const recorded: string[] = [];
    const onSightings: Parameters<typeof startRig>[2] = {
      onSightings: ({ sightings }) => {
        failures -= 1;
        if (failures >= 0) throw new Error('the disk is full');
        recorded.push(...sightings.map(({ key }) => key));
      },
    };
    const rig = rigFor(nats.url, {}, onSightings);
    await eventually('live', () => rig.health().state === 'ok');
    await nats.publish('alerts.a', alert('disk'));
    await eventually('failed', () => failures === 0);
    await nats.publish('alerts.a', alert('other'));
    await eventually('both', () => recorded.includes('disk') && recorded.includes('other'), { limitMs: 45_000 });
  }, 60_000);

  test('an old word that is sent again does not undo a newer one', async () => {
    const { Taker } = await import('../../../electron/feeds/nats/take');
    const recorded: string[] = [];
    let isFull = true;
    const taker = new Taker({
      now: Date.now,
      deliver: async (sightings) => {
        if (isFull) return false;
        recorded.push(...sightings.map(({ state }) => state));
        return true;
      },
    });
    const acked: number[] = [];
    const message = (seq: number, state: string) =>
      ({ seq, subject: 'a', data: Buffer.from(JSON.stringify(alert('disk', state))), ack: () => acked.push(seq) }) as never;
    expect(await taker.take(message(1, 'firing'))).toBe(false);
    isFull = false;
    expect(await taker.take(message(2, 'resolved'))).toBe(true);
    expect(await taker.take(message(1, 'firing'))).toBe(true);
    expect([recorded, acked]).toEqual([['resolved'], [2, 1]]);
  });

  test('messages that can not be read are told and put aside; the next ones come', async () => {
    const nats = await server();
    const rig = rigFor(nats.url);
    await eventually('live', () => rig.health().state === 'ok');
    for (const body of ['{"name": "x"', '', '<html>', '[]', '{"startsAt":"2099-13-01","name":"x"}', 'x'.repeat(300_000)])
      await nats.publish('alerts.bad', body);
    await nats.publish('alerts.good', [alert('good'), { nothing: 1 }]);
    await eventually('the good one', () => told(rig).length === 1);
    await eventually('told', () => rig.health().rejectedCount === 7);
    expect(rig.health()).toMatchObject({ state: 'ok', why: expect.stringContaining('alerts.') });
    await eventually('put aside', async () => (await nats.waiting())?.unacked === 0);
  });

  test('[F8] a message that the server can’t keep does not deafen the feed: what comes next is told, or that it can’t be heard', async () => {
    const nats = await server('max_payload: 67108864\nmax_pending: 67108864');
    const rig = rigFor(nats.url);
    const isTold = () => told(rig).includes('after firing');
    await eventually('live', () => rig.health().state === 'ok');
    await nats.publish('alerts.a', alert('before'));
    await eventually('told', () => told(rig).includes('before firing'));
    await nats.publish('alerts.huge', { ...alert('huge'), details: 'x'.repeat(60_000_000) });
    await nats.publish('alerts.a', alert('after'));
    await eventually('told', () => isTold() || rig.health().why.includes('went past messages'), { limitMs: 50_000 });
    if (!isTold()) {
      await nats.kill();
      await nats.start();
    }
    await eventually('told', isTold, { limitMs: 50_000 });
    await eventually('live', () => rig.health().state === 'ok', { limitMs: 30_000 });
  }, 160_000);

  test('a half-open link is told as stale', async () => {
    const nats = await server();
    const rig = rigFor(nats.url);
    await eventually('live', () => rig.health().state === 'ok');
    nats.freeze();
    rig.runner.pollNow();
    await eventually('told', () => rig.health().failingSince !== null, { limitMs: 20_000 });
    expect(rig.health().why).toMatch(/does not answer in time|said nothing/);
    nats.thaw();
    await eventually('live again', () => rig.health().state === 'ok', { limitMs: 20_000 });
  }, 45_000);

  test('a subject that no stream keeps, and a server without JetStream, are told with what to do', async () => {
    const nats = await server();
    const lost = rigFor(nats.url, { subject: 'other.>' });
    await eventually('told', () => lost.health().state === 'blind');
    expect(lost.health()).toMatchObject({ why: 'No stream keeps this subject.', remedy: expect.stringContaining('nats stream ls') });
    const named = rigFor(nats.url, { stream: 'NOPE' });
    await eventually('told', () => named.health().state === 'blind');
    expect(named.health().why).toBe('No stream keeps this subject.');
  });
});

describe('login', () => {
  const users = 'authorization { users = [ { user: ann, password: pw1 } ] }';

  test('a wrong password is told without it; the right one is let in; revoked while it runs is told', async () => {
    const nats = await server(users, { user: 'ann', pass: 'pw1' });
    const wrong = rigFor(nats.url, { username: 'ann', password: 'a-secret-that-is-wrong' });
    await eventually('told', () => wrong.health().state === 'blind');
    expect(wrong.health().why).toBe('NATS refused the login.');
    expect(JSON.stringify([wrong.told, wrong.logged])).not.toContain('a-secret-that-is-wrong');
    const rig = rigFor(nats.url, { username: 'ann', password: 'pw1' });
    await eventually('live', () => rig.health().state === 'ok');
    await nats.restart('authorization { users = [ { user: ann, password: pw2 } ] }').catch(() => undefined);
    rig.runner.pollNow();
    await eventually('told', () => rig.health().why === 'NATS refused the login.', { limitMs: 15_000 });
    expect(rig.health().state).toBe('blind');
  }, 40_000);

  test('a token, and an NKey', async () => {
    const { nkeys } = await import('@nats-io/nats-core');
    const user = nkeys.createUser();
    const seed = new TextDecoder().decode(user.getSeed());
    const byToken = await startNats('authorization { token: t0ken }', { token: 't0ken' });
    ends.push(byToken.stop);
    await byToken.addStream();
    const rig = rigFor(byToken.url, { token: 't0ken' });
    await eventually('live', () => rig.health().state === 'ok');
    const { nkeyAuthenticator } = await import('@nats-io/nats-core');
    const login = { authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)) };
    const byKey = await startNats(`authorization { users = [ { nkey: ${user.getPublicKey()} } ] }`, login);
    ends.push(byKey.stop);
    await byKey.addStream();
    const keyed = rigFor(byKey.url, { nkeySeed: seed });
    await eventually('live', () => keyed.health().state === 'ok');
  });
});

describe('without a stream', () => {
  test('a plain subject is heard live, with a word on what is lost', async () => {
    const nats = await server();
    const rig = rigFor(nats.url, { isPlainSubject: true });
    await eventually('live', () => rig.health().state === 'ok');
    expect(rig.health().why).toContain('is lost');
    const nc = await nats.connect();
    nc.publish('alerts.x', JSON.stringify(alert('plain')));
    await nc.flush();
    await nc.close();
    await eventually('told', () => told(rig).length === 1);
  });
});

test('a trial of the settings finds the stream and leaves no consumer behind; no server is told', async () => {
  const nats = await server();
  const rig = rigFor(nats.url);
  const settings = (url: string) => feedOf({ urls: [url], subject: 'alerts.>', durable: 'trial' }, { id: 'n2', kind: 'nats' });
  expect(await rig.runner.test(settings(nats.url), {})).toMatchObject({ isOk: true });
  await eventually('live', () => rig.health().state === 'ok');
  expect(await nats.waiting()).toMatchObject({ name: 'dogwatch-desk7' });
  const nobody = `nats://127.0.0.1:${await freePort()}`;
  expect(await rig.runner.test(settings(nobody), {})).toMatchObject({ isOk: false, words: expect.stringContaining('refuses connections') });
});
