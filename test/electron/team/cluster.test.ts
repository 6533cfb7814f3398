// Three engines on three servers: what one server's end, and a cut between servers, mean for the desks: nothing that is lost.
import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type NatsCluster, startNatsCluster } from '../../harness/nats-cluster';
import { type DeskEngine, feed, startDeskEngine } from '../engine/desk-engine';

const PEOPLE = ['ana', 'bo', 'cy'];
const STREAM = 'DOGWATCH_ops';

async function rowOf(desk: DeskEngine, title: string) {
  return (await desk.snapshot()).rows.find((row) => row.title === title);
}

async function hasNote(desk: DeskEngine, id: string, text: string): Promise<boolean> {
  const { timeline } = await desk.must('get-incident', { id });
  return timeline.filter((entry) => `${entry.text} ${entry.detail}`.includes(text)).length === 1;
}

describe('three engines on a cluster of three', () => {
  let nats: NatsCluster;
  let am: Alertmanager;
  const desks: DeskEngine[] = [];
  const [ana, bo, cy] = [() => desks[0] as DeskEngine, () => desks[1] as DeskEngine, () => desks[2] as DeskEngine];
  const onAll = (id: string, text: string) =>
    eventually(`all have “${text}”`, async () => (await Promise.all(desks.map((desk) => hasNote(desk, id, text)))).every(Boolean), {
      limitMs: 30_000,
    });

  beforeAll(async () => {
    [nats, am] = await Promise.all([startNatsCluster(), startAlertmanager()]);
    for (const person of PEOPLE) {
      const { servers } = await nats.wires();
      const sharing = { isOn: true, space: 'ops', servers, deskName: `${person}'s desk` };
      const config = { closing: { closeResolvedAfterHours: 72 }, person: { name: person, id: person }, feeds: [feed(am.url)], sharing };
      desks.push(await startDeskEngine({ config }));
    }
    const { desk: founder } = await eventually('the space is founded', () => ana().must('found-space', {}), { limitMs: 30_000 });
    for (const desk of [bo(), cy()]) {
      await eventually('it asks', () => desk.must('join-space', { founder }), { limitMs: 30_000 });
      const asking = await eventually('it is heard', async () => (await ana().must('get-sharing', {})).requests[0]);
      await ana().must('admit-desk', { desk: asking.desk });
      await eventually('it is in', async () => (await desk.must('get-sharing', {})).status.state === 'ok');
    }
  }, 120_000);
  afterAll(async () => {
    await Promise.all(desks.map((desk) => desk.stop()));
    await Promise.all([nats?.stop(), am?.stop()]);
  });

  test('[T25] the log of a team has as many copies as the cluster holds, up to three', async () => {
    const nc = await nats.connect();
    const { config } = await (await jetstreamManager(nc)).streams.info(STREAM);
    await nc.close();
    expect(config.num_replicas).toBe(3);
  });

  test('[T28] an acknowledgement takes the page from every other desk within a second of the end of the server that leads', async () => {
    await am.post([{ labels: { alertname: 'QueueStuck', service: 'shop', severity: 'critical' } }]);
    const { id } = await eventually('ana has it', () => rowOf(ana(), 'QueueStuck'));
    for (const desk of desks) await eventually('it pages', () => desk.pages.some(({ title }) => title.includes('QueueStuck')));
    const leader = await eventually('a leader', async () => `${(await nats.leaderOf(STREAM)) ?? ''}`);
    await nats.kill(Number(leader));
    const from = performance.now();
    await cy().must('acknowledge-incident', { incidents: [id] });
    for (const desk of [ana(), bo()]) await eventually('the page is gone', () => desk.withdrawn.includes(id), { everyMs: 2 });
    const took = performance.now() - from;
    console.info(`ack to page gone on both others without a leader: ${Math.round(took)} ms`);
    expect(took).toBeLessThan(1_000);
    await nats.start(Number(leader));
    await eventually('the stream has all', async () => (await nats.leaderOf(STREAM)) !== null, { limitMs: 30_000 });
  }, 60_000);

  test('[T26] the end of the server that leads loses nothing: every desk has what was written before, during and after, once', async () => {
    await am.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
    const { id } = await eventually('ana has it', () => rowOf(ana(), 'DiskFull'));
    for (const desk of desks) await eventually('the others have it', async () => (await rowOf(desk, 'DiskFull'))?.id === id);
    const leader = (await eventually('a leader', async () => `${(await nats.leaderOf(STREAM)) ?? ''}`)) || '0';
    await nats.kill(Number(leader));
    await bo().must('add-note', { id, text: 'written without the leader' });
    await cy().must('acknowledge-incident', { incidents: [id] });
    await onAll(id, 'written without the leader');
    await eventually(
      'all know',
      async () => (await Promise.all(desks.map((desk) => rowOf(desk, 'DiskFull')))).every((row) => row?.acknowledgedBy === 'cy'),
      { limitMs: 30_000 },
    );
    await nats.start(Number(leader));
    await ana().must('add-note', { id, text: 'written when it was back' });
    await onAll(id, 'written when it was back');
  }, 90_000);

  test('[T27] a server that is cut off from the others loses nothing of the desks that talk to it', async () => {
    const { id } = (await rowOf(ana(), 'DiskFull')) ?? { id: '' };
    for (let node = 0; node < nats.size; node++) {
      nats.isolate(node);
      await eventually('it is alone', async () => (await nats.routesOf(node)) === 0);
      await Promise.all(desks.map((desk, i) => desk.must('add-note', { id, text: `cut ${node}, desk ${i}.` })));
      nats.mend();
      for (let i = 0; i < desks.length; i++) await onAll(id, `cut ${node}, desk ${i}.`);
    }
  }, 120_000);
});
