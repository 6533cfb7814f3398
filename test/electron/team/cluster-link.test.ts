// One link to a cluster of three of which servers are missing: what it says, and what is made whole when they are back.
import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { natsLink } from '../../../electron/team/nats-link';
import { moreCopies } from '../../../electron/team/nats-places';
import type { TeamLink } from '../../../electron/team/seams';
import { eventually } from '../../harness/eventually';
import { type NatsCluster, startNatsCluster } from '../../harness/nats-cluster';

const STREAM = 'DOGWATCH_ops';
const LIMIT = { limitMs: 80_000 };
let nats: NatsCluster;
let link: TeamLink;
let away = 0;

beforeAll(async () => {
  nats = await startNatsCluster();
  const { servers } = await nats.wires();
  const options = { servers: servers.map((server) => new URL(server).host), ignoreClusterUpdates: true };
  const words = (error: unknown) => ({ what: String(error), remedy: '' });
  link = natsLink({ space: 'ops', desk: 'a', options, replicas: 1, words, now: Date.now });
  await eventually('it is there', () => link.health.state === 'ok', LIMIT);
  const holder = await eventually('its only copy is somewhere', () => nats.leaderOf(STREAM), LIMIT);
  away = (holder + 1) % nats.size;
  await nats.kill(away);
}, 180_000);
afterAll(async () => {
  await link?.stop();
  await nats?.stop();
});

const publish = (id: string) => link.publish({ incident: 'i', id, bytes: Buffer.from(id) });

test('[T25] a log of one copy, of which a server is away, has three once that is back', async () => {
  await nats.start(away);
  const nc = await nats.connect();
  const jsm = await jetstreamManager(nc, { checkAPI: false });
  expect((await jsm.streams.info(STREAM)).config.num_replicas).toBe(1);
  await eventually('there is nothing left to do', () => moreCopies(jsm, 'ops', 3), LIMIT);
  expect((await jsm.streams.info(STREAM)).config.num_replicas).toBe(3);
  await nc.close();
  await eventually('it stores', () => publish('one').then(() => true), LIMIT);
}, 200_000);

test('[T29] while two of three servers are away the link says that nothing is stored, and is well again when they are back', async () => {
  await Promise.all([nats.kill(0), nats.kill(1)]);
  await eventually('it reaches the third', () => link.health.isConnected);
  let stored = false;
  const trying = (async () => {
    for (let n = 0; !stored; n++)
      await publish(`t${n}`).then(
        () => {
          stored = true;
        },
        () => new Promise((resolve) => setTimeout(resolve, 100)),
      );
  })();
  await eventually('it says so', () => link.health.state === 'away' && link.health.why.includes('store nothing'), LIMIT);
  expect(link.health).toMatchObject({ isConnected: true, remedy: expect.stringContaining('more than half of the servers') });
  await Promise.all([nats.start(0), nats.start(1)]);
  await trying;
  await eventually('all is well', () => link.health.state === 'ok' && link.health.why === '', LIMIT);
}, 200_000);
