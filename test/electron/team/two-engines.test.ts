// Two engines, one space, a real NATS server and a real source for both: one incident, one history.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type Nats, startNats } from '../../harness/nats';
import type { DeskEngine } from '../engine/desk-engine';
import { feed, startDeskEngine } from '../engine/desk-engine';

const SETTINGS = { closing: { closeResolvedAfterHours: 72 } };

function configOf(person: string, am: string, nats: string) {
  return {
    ...SETTINGS,
    person: { name: person, id: person },
    feeds: [feed(am)],
    sharing: { isOn: true, space: 'ops', servers: [nats], deskName: `${person}'s desk` },
  };
}

async function rowOf(desk: DeskEngine, title: string) {
  return (await desk.snapshot()).rows.find((row) => row.title === title);
}

describe('two engines in one space', () => {
  let nats: Nats;
  let am: Alertmanager;
  let ana: DeskEngine;
  let bo: DeskEngine;

  beforeAll(async () => {
    [nats, am] = await Promise.all([startNats(), startAlertmanager()]);
    ana = await startDeskEngine({ config: configOf('ana', am.url, nats.url) });
    bo = await startDeskEngine({ config: configOf('bo', am.url, nats.url) });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([ana?.stop(), bo?.stop()]);
    await Promise.all([nats?.stop(), am?.stop()]);
  });

  test('[T10] one founds the space, the other asks and is let in', async () => {
    const { desk } = await ana.must('found-space', {});
    expect((await bo.must('get-sharing', {})).status.state).toBe('outside');
    await bo.must('join-space', { founder: desk });
    const asking = await eventually('the request is seen', async () => (await ana.must('get-sharing', {})).requests[0]);
    expect(asking).toMatchObject({ name: "bo's desk", person: 'bo' });
    await ana.must('admit-desk', { desk: asking.desk });
    await eventually('bo is in', async () => (await bo.must('get-sharing', {})).status.state === 'ok');
    await eventually('both are there', async () => (await ana.must('get-sharing', {})).members.filter((m) => m.isAlive).length === 2);
  });

  test('[T2] the same alert is one incident on both desks, and an acknowledgement on one is one on the other', async () => {
    await am.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
    const row = await eventually('ana has it', () => rowOf(ana, 'DiskFull'));
    const other = await eventually('bo has it', () => rowOf(bo, 'DiskFull'));
    expect(other.id).toBe(row.id);
    const from = performance.now();
    await ana.must('acknowledge-incident', { incidents: [row.id] });
    await eventually('bo knows', async () => (await rowOf(bo, 'DiskFull'))?.status === 'acknowledged');
    expect(performance.now() - from).toBeLessThan(5_000);
    expect((await rowOf(bo, 'DiskFull'))?.acknowledgedBy).toBe('ana');
    await eventually('bo’s page left the screen', () => bo.withdrawn.includes(row.id));
    expect((await rowOf(bo, 'DiskFull'))?.tally.critical).toBe(1);
  });

  test('[T2] comments and versions of a postmortem are had in common, and both desks may settle what the other one said', async () => {
    const { id: incident = '' } = (await rowOf(ana, 'DiskFull')) ?? {};
    await ana.must('start-postmortem', { incident, text: 'Text of ana' });
    const { comment } = await ana.must('add-comment', { incident, from: 'AA==', to: 'AA==', quote: 'Text', text: 'Which one?' });
    await ana.must('save-postmortem-version', { incident, name: 'First' });
    const commentsOf = async (desk: DeskEngine) => (await desk.must('list-comments', { incident })).comments;
    const versionsOf = async (desk: DeskEngine) => (await desk.must('list-postmortem-versions', { incident })).versions;
    await eventually('bo has the comment', async () =>
      (await commentsOf(bo)).some(({ text, by }) => text === 'Which one?' && by === 'ana'),
    );
    await eventually('bo has the version', async () => (await versionsOf(bo)).some(({ name }) => name === 'First'));
    await bo.must('answer-comment', { incident, comment, text: 'That of the first page.' });
    await bo.must('resolve-comment', { incident, comment, isResolved: true });
    await eventually('ana sees it settled', async () => (await commentsOf(ana))[0]?.resolved?.by === 'bo');
    expect(await commentsOf(ana)).toEqual(await commentsOf(bo));
    expect((await versionsOf(bo)).map(({ name, by }) => ({ name, by }))).toEqual(
      (await versionsOf(ana)).map(({ name, by }) => ({ name, by })),
    );
  });

  test('[T7] while the servers are away everything goes on, and what was written then arrives when they are back', async () => {
    const { id = '' } = (await rowOf(ana, 'DiskFull')) ?? {};
    await nats.kill();
    await eventually('bo sees that they are away', async () => (await bo.must('get-sharing', {})).status.state === 'away');
    await bo.must('add-note', { id, text: 'written while the servers were away' });
    await nats.start();
    await eventually('ana has the note', async () => {
      const { timeline } = await ana.must('get-incident', { id });
      return timeline.some((entry) => `${entry.text} ${entry.detail}`.includes('written while the servers were away'));
    });
  });
});
