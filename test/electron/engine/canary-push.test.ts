// Proofs of detection through a real nats-server and a real mosquitto: with and without the right to publish, and with nothing left behind.
import { createServer } from 'node:net';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterEach, describe, expect, it } from 'vitest';
import { canaryTopic, canary as mqttCanary } from '../../../electron/feeds/mqtt/canary';
import { parseConfig } from '../../../electron/feeds/mqtt/config';
import { canarySubject } from '../../../electron/feeds/nats/canary';
import { eventually } from '../../harness/eventually';
import { startMosquitto } from '../../harness/mosquitto';
import { type Nats, startNats } from '../../harness/nats';
import { contextOf } from '../feeds/rig';
import { type DeskEngine, startDeskEngine } from './desk-engine';

const ends: (() => Promise<unknown>)[] = [];
let desk: DeskEngine;
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function nats(configuration = '', login = {}): Promise<Nats> {
  const server = await startNats(configuration, login);
  ends.push(server.stop);
  await server.addStream();
  return server;
}

async function mosquitto(acl = '') {
  const server = await startMosquitto('', acl);
  ends.push(server.stop);
  return server;
}

async function deskWith(kind: 'nats' | 'mqtt', config: Readonly<Record<string, unknown>>, options: { readonly isMute?: boolean } = {}) {
  const feed = { id: 'f', kind, name: 'Main', config: { connectTimeoutSeconds: 2, ...config } };
  desk = await startDeskEngine({ config: { feeds: [feed] }, ...options });
  ends.push(() => desk.stop());
  await eventually('the feed hears', () => desk.feeds()[0]?.state === 'ok');
  return desk;
}

const kinds = (): string[] => desk.events.map((e) => e.kind).filter((k) => k.startsWith('canary.'));
const ended = (kind: 'canary.proved' | 'canary.failed') =>
  eventually(kind, () => desk.events.find((e) => e.kind === kind)?.data as Record<string, unknown> | undefined, { limitMs: 30_000 });

async function isProved(): Promise<void> {
  await desk.must('prove-feed', { feed: 'f' });
  expect(await ended('canary.proved')).toMatchObject({ withheld: null, shownMs: expect.any(Number) });
  expect(kinds()).toEqual(['canary.posted', 'canary.cleared', 'canary.proved']);
  expect(desk.pages.map((p) => p.pageKind)).toEqual(['canary']);
  expect((await desk.snapshot()).rows).toEqual([]);
}

/** Subjects and bodies of what others heard meanwhile. */
async function listener(server: Nats): Promise<string[]> {
  const nc = await server.connect();
  ends.push(() => nc.close());
  const heard: string[] = [];
  nc.subscribe('alerts.>', { callback: (_, m) => void heard.push(`${m.subject} ${m.json<{ state: string }>().state}`) });
  await nc.flush();
  return heard;
}

async function kept(server: Nats): Promise<number> {
  const nc = await server.connect();
  const { state } = await (await jetstreamManager(nc)).streams.info('ALERTS');
  await nc.close();
  return state.messages;
}

describe('canary through NATS', () => {
  it('[P2] [P8] is taken by the stream, seen, shown, ended for everybody who listens, and taken out of the stream', async () => {
    const server = await nats();
    const heard = await listener(server);
    await deskWith('nats', { urls: [server.url], subject: 'alerts.*.>' });
    await server.publish('alerts.disk.a', { key: 'disk', name: 'Disk full' });
    await eventually('the real one', async () => (await desk.snapshot()).rows.length === 1);
    await desk.must('prove-feed', { feed: 'f' });
    await ended('canary.proved');
    const subject = 'alerts.dogwatch-canary.dogwatch-canary';
    expect(heard.filter((one) => one.startsWith(subject))).toEqual([`${subject} firing`, `${subject} resolved`]);
    expect(await kept(server)).toBe(1);
    expect((await desk.snapshot()).rows).toHaveLength(1);
  });

  it('[P8] a user who may not delete leaves two messages to the limits of the stream', async () => {
    const rights = '{ publish: { deny: "$JS.API.STREAM.MSG.DELETE.>" } }';
    const server = await nats(
      `authorization { users = [ { user: ann, password: pw, permissions: ${rights} }, { user: root, password: pw } ] }`,
      {
        ...{ user: 'root', pass: 'pw' },
      },
    );
    process.env.NATS_PASSWORD = 'pw';
    await deskWith('nats', { urls: [server.url], subject: 'alerts.>', username: 'ann', password: { env: 'NATS_PASSWORD' } });
    await isProved();
    expect(await kept(server)).toBe(2);
  });

  it.each([
    ['a stream', false],
    ['a plain subject', true],
  ])('[P4] [P8] %s: without the right to publish it fails at "posted" with the subject', async (_, isPlainSubject) => {
    const rights = '{ publish: { deny: "alerts.>" } }';
    const server = await nats(
      `authorization { users = [ { user: ann, password: pw, permissions: ${rights} }, { user: root, password: pw } ] }`,
      {
        ...{ user: 'root', pass: 'pw' },
      },
    );
    process.env.NATS_PASSWORD = 'pw';
    const config = { urls: [server.url], subject: 'alerts.>', username: 'ann', password: { env: 'NATS_PASSWORD' }, isPlainSubject };
    await deskWith('nats', config);
    await desk.must('prove-feed', { feed: 'f' });
    const what = 'NATS does not let this user publish to alerts.dogwatch-canary.';
    expect(await ended('canary.failed')).toMatchObject({ step: 'posted', why: what, remedy: expect.stringContaining('right') });
    expect(desk.feeds()[0]?.state).toBe('ok');
  });

  it('[P2] a plain subject proves itself too', async () => {
    const server = await nats();
    await deskWith('nats', { urls: [server.url], subject: 'plain.*', isPlainSubject: true });
    await isProved();
  });

  it('fills in what a subject leaves open', () => {
    expect(['alerts.>', 'a.*.b', 'a.b', '>'].map((subject) => canarySubject({ subject }))).toEqual([
      ...['alerts.dogwatch-canary', 'a.dogwatch-canary.b', 'a.b', 'dogwatch-canary'],
    ]);
  });
});

describe('canary through MQTT', () => {
  it('[P2] [P8] is published, seen, shown, ended, and not retained', async () => {
    const server = await mosquitto();
    await deskWith('mqtt', { url: server.url, topics: ['plant/+/alarm', 'alerts/#'] });
    await isProved();
    const late = await server.connect();
    ends.push(() => late.endAsync());
    const heard: string[] = [];
    late.on('message', (topic) => heard.push(topic));
    await late.subscribeAsync('#', { qos: 1 });
    await late.publishAsync('alerts/mark', '{"name":"x"}', { qos: 1 });
    await eventually('the mark', () => heard.includes('alerts/mark'));
    expect(heard).toEqual(['alerts/mark']);
  });

  it('[P4] [P8] without the right to publish it fails at "posted" with the topic', async () => {
    const server = await mosquitto('topic read alerts/#');
    await deskWith('mqtt', { url: server.url, topics: ['alerts/#'] });
    await desk.must('prove-feed', { feed: 'f' });
    const what = 'The broker does not let this user publish to alerts/dogwatch-canary.';
    expect(await ended('canary.failed')).toMatchObject({ step: 'posted', why: what, remedy: expect.stringContaining('right') });
    expect(desk.feeds()[0]?.state).toBe('ok');
  });

  it('asks a broker that speaks only 3.1.1 again in that', async () => {
    const versions: number[] = [];
    const server = createServer((socket) => {
      socket.on('data', (bytes: Buffer) => {
        if (bytes[0] === 0x10) {
          const version = bytes[8] ?? 0;
          versions.push(version);
          socket.write(Buffer.from([0x20, 2, 0, version === 5 ? 1 : 0]));
          if (version === 5) socket.end();
        }
        // One topic of one letter behind a length of two bytes, then the message's id.
        if (bytes[0] === 0x32) socket.write(Buffer.from([0x40, 2, ...bytes.subarray(6, 8)]));
        if (bytes[0] === 0xe0) socket.end();
      });
    });
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    ends.push(() => new Promise((resolve) => server.close(resolve)));
    const parsed = parseConfig({ url: `mqtt://127.0.0.1:${port}`, topics: ['a'], connectTimeoutSeconds: 2 });
    if (!parsed.ok) throw new Error('the settings are right');
    const sent = await mqttCanary(contextOf({}), parsed.config, { id: 'c1', until: 0, author: 'x' });
    expect([versions, sent]).toMatchObject([[5, 4], { ok: true }]);
  });

  it('fills in what a topic leaves open', () => {
    expect(['alerts/#', 'a/+/b', '#', '$share/team/a/+'].map((topic) => canaryTopic({ topics: [topic] }))).toEqual([
      ...['alerts/dogwatch-canary', 'a/dogwatch-canary/b', 'dogwatch-canary', 'a/dogwatch-canary'],
    ]);
  });
});
