// Two engines on a real NATS server with the same postmortem before them: each window is told of the other; a desk that was put out is not
// heard any more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineToWindow } from '../../../shared/contract';
import type { PresentDesk } from '../../../shared/team/presence';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type Nats, startNats } from '../../harness/nats';
import { type DeskEngine, feed } from '../engine/desk-engine';
import { startPair, type TeamPair } from './team-pair';

const CURSOR = { anchor: 'AAAA', head: 'AAEC' };

/** What a window of that desk is told. */
function windowOf(desk: DeskEngine) {
  let others: readonly PresentDesk[] = [];
  const line = desk.engine.attach((message: EngineToWindow) => {
    if ('push' in message && message.push === 'postmortem-here') others = message.others;
  });
  line.receive({ id: 1, call: 'subscribe', args: {} });
  return { others: () => others, close: () => line.detach() };
}

describe('one postmortem before two desks', () => {
  let nats: Nats;
  let am: Alertmanager;
  let pair: TeamPair;
  let incident = '';

  beforeAll(async () => {
    [nats, am] = await Promise.all([startNats(), startAlertmanager()]);
    pair = await startPair(nats.url, { feeds: [feed(am.url)] });
    await am.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
    for (const desk of [pair.ana, pair.bo])
      incident = (await eventually('it is there', async () => (await desk.snapshot()).rows.find((row) => row.title === 'DiskFull'))).id;
  }, 60_000);
  afterAll(async () => {
    await pair?.stop();
    await Promise.all([nats?.stop(), am?.stop()]);
  });

  test('[T41] [T44] each is told of the other within a second, and NATS carries no plain word of it', async () => {
    const { ana, bo } = pair;
    const nc = await nats.connect();
    const carried: string[] = [];
    nc.subscribe('dogwatch.ops.p.>', {
      callback: (_, message) => void carried.push(`${message.subject} ${Buffer.from(message.data).toString('latin1')}`),
    });
    await nc.flush();
    const window = windowOf(ana);
    expect((await ana.must('be-in-postmortem', { incident, cursor: null })).others).toEqual([]);
    const from = performance.now();
    await bo.must('be-in-postmortem', { incident, cursor: CURSOR });
    const seen = await eventually('ana’s window is told', () => window.others()[0]);
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(seen).toMatchObject({ person: 'bo', name: "bo's desk", cursor: CURSOR });
    await eventually(
      'bo knows of ana',
      async () => (await bo.must('be-in-postmortem', { incident, cursor: CURSOR })).others[0]?.person === 'ana',
    );
    await bo.must('leave-postmortem', { incident });
    await eventually('bo has left', () => window.others().length === 0);
    window.close();
    await eventually('it was carried', () => carried.length > 2);
    await nc.close();
    const { row } = await ana.must('get-incident', { id: incident });
    for (const words of carried)
      expect(words).not.toMatch(new RegExp(`${row.id}|${Buffer.from(row.id).toString('base64url')}|AAEC|person|'s desk`));
  });

  test('[T42] [T45] after a restart of the servers they see each other again', async () => {
    const { ana, bo } = pair;
    const window = windowOf(ana);
    const say = () => Promise.all([ana, bo].map((desk) => desk.must('be-in-postmortem', { incident, cursor: null })));
    await say();
    await eventually('ana sees bo', () => window.others().length === 1);
    await nats.kill();
    await bo.must('leave-postmortem', { incident });
    await eventually('ana knows that they are away', async () => (await ana.must('get-sharing', {})).status.state === 'away');
    await nats.start();
    await eventually('both are back', async () => {
      await say();
      return window.others().length === 1 && (await bo.must('be-in-postmortem', { incident, cursor: null })).others.length === 1;
    });
    window.close();
  });

  test('[T44] who was put out is neither told nor heard', async () => {
    const { ana, bo } = pair;
    const window = windowOf(ana);
    const { desk } = await bo.must('get-sharing', {});
    await ana.must('remove-desk', { desk });
    await eventually('bo was told', async () => (await bo.must('get-sharing', {})).status.state === 'outside');
    await ana.must('be-in-postmortem', { incident, cursor: null });
    expect((await bo.must('be-in-postmortem', { incident, cursor: CURSOR })).others).toEqual([]);
    await eventually('ana is alone', async () => (await ana.must('be-in-postmortem', { incident, cursor: null })).others.length === 0, {
      limitMs: 3_000,
    });
    window.close();
  }, 30_000);
});
