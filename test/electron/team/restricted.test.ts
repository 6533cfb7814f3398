// Three engines in one space on a real NATS server, and an incident that only two of them read: words, files, who is let in and put out,
// and what the third one is told.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../../electron/log/attachments';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type Nats, startNats } from '../../harness/nats';
import { type DeskEngine, feed, startDeskEngine } from '../engine/desk-engine';
import { foundSpace, letIn } from './team-pair';

const PEOPLE = ['ana', 'bo', 'cy'].map((id) => ({ id, name: id }));

describe('a restricted incident in a team of three', () => {
  let nats: Nats;
  let am: Alertmanager;
  let ana: DeskEngine;
  let bo: DeskEngine;
  let cy: DeskEngine;
  let id = '';

  beforeAll(async () => {
    [nats, am] = await Promise.all([startNats(), startAlertmanager()]);
    const configOf = (person: string, more: Record<string, unknown> = {}) => ({
      ...{ person: { name: person, id: person }, people: PEOPLE, ...more },
      sharing: { isOn: true, space: 'ops', servers: [nats.url], deskName: `${person}'s desk`, securityReaders: ['bo'] },
    });
    ana = await startDeskEngine({ config: configOf('ana', { feeds: [feed(am.url)] }) });
    bo = await startDeskEngine({ config: configOf('bo') });
    cy = await startDeskEngine({ config: configOf('cy') });
    await foundSpace(ana);
    for (const desk of [bo, cy]) await letIn(ana, desk);
    await am.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
    id = (await eventually('ana has it', () => rowOf(ana, 'DiskFull'))).id;
    for (const desk of [bo, cy]) await eventually('the others have it', () => rowOf(desk, 'DiskFull'));
  }, 90_000);
  afterAll(async () => {
    await Promise.all([ana?.stop(), bo?.stop(), cy?.stop()]);
    await Promise.all([nats?.stop(), am?.stop()]);
  });

  async function rowOf(desk: DeskEngine, title: string) {
    return (await desk.snapshot()).rows.find((row) => row.title === title);
  }
  const knows = async (desk: DeskEngine, text: string): Promise<boolean> =>
    desk.events.some((event) => event.kind === 'incident.noted' && event.data.text === text);
  const note = (desk: DeskEngine, text: string, attachments: { name: string; base64: string }[] = []) =>
    desk.must('add-note', { id, text, attachments });
  const deskOf = async (desk: DeskEngine) => (await desk.must('get-sharing', {})).desk;

  test('[T30] after the restriction the words and the files reach those who were named, and nobody else', async () => {
    await note(ana, 'before');
    await eventually('cy knows what was before', () => knows(cy, 'before'));
    await ana.must('restrict-incident', { incidents: [id], isRestricted: true, members: ['bo'], desks: [await deskOf(bo)] });
    const bytes = Buffer.from('the pin is 4711; '.repeat(500));
    await note(ana, 'the secret', [{ name: 'pin.txt', base64: bytes.toString('base64') }]);
    await eventually('bo knows', () => knows(bo, 'the secret'));
    const file = await eventually('bo reads the file', async () => {
      const reply = await bo.call('get-attachment', { id, sha256: hashOf(bytes) });
      return reply.ok ? reply.value : null;
    });
    expect(Buffer.from(file.base64, 'base64').equals(bytes)).toBe(true);
    await note(bo, 'an answer');
    await eventually('ana knows the answer', () => knows(ana, 'an answer'));
    await eventually('the messages are there for cy too', async () => (await cy.must('get-sharing', {})).status.forOthers >= 3);
    expect(await knows(cy, 'the secret')).toBe(false);
    expect(await knows(cy, 'an answer')).toBe(false);
    expect((await cy.must('get-sharing', {})).status.parked).toBe(0);
    expect((await rowOf(bo, 'DiskFull'))?.isRestricted).toBe(true);
  });

  test('[T33] the third desk says who restricted it; there nobody can let themselves in, and what is noted there stays there', async () => {
    const told = await eventually('cy was told', async () => {
      const view = await cy.must('get-readers', { incident: id });
      return view.readers ? view : null;
    });
    expect(told).toMatchObject({ isOutside: true, by: { name: "ana's desk", person: 'ana' } });
    expect(told.readers.map(({ person }) => person).sort()).toEqual(['ana', 'bo']);
    expect(await bo.must('get-readers', { incident: id })).toMatchObject({ isOutside: false });
    for (const isRestricted of [true, false])
      expect(await cy.call('restrict-incident', { incidents: [id], isRestricted, members: [] })).toMatchObject({
        ok: false,
        error: { what: expect.stringContaining('this one is not among them') },
      });
    await note(cy, 'from outside');
    await note(ana, 'goes on');
    await eventually('bo hears ana', () => knows(bo, 'goes on'));
    expect(await knows(ana, 'from outside')).toBe(false);
    expect(await knows(bo, 'from outside')).toBe(false);
  });

  test('[T33] it is neither merged with others nor split while only some read it', async () => {
    const reply = await ana.call('merge-incidents', { into: id, from: ['another'] });
    expect(reply).toMatchObject({ ok: false, error: { what: expect.stringContaining('Only some desks of the team') } });
    const { alerts } = (await ana.incident('DiskFull')) ?? { alerts: [] };
    const split = await ana.call('split-incident', { id, alerts: alerts.map(({ feed: of, key }) => ({ feed: of, key })) });
    expect(split).toMatchObject({ ok: false, error: { what: expect.stringContaining('Only some desks of the team') } });
  });

  test('[T32] let in, the third desk reads all of it, and what it wrote alone is sent', async () => {
    await bo.must('restrict-incident', {
      incidents: [id],
      isRestricted: true,
      members: ['ana', 'cy'],
      desks: [await deskOf(ana), await deskOf(cy)],
    });
    for (const text of ['the secret', 'an answer', 'goes on']) await eventually(`cy knows ${text}`, () => knows(cy, text));
    for (const desk of [ana, bo]) await eventually('the others know what cy wrote', () => knows(desk, 'from outside'));
    expect((await cy.must('get-sharing', {})).status.forOthers).toBe(0);
  });

  test('[T32] taken out, it reads nothing further; lifted, everything', async () => {
    await ana.must('restrict-incident', { incidents: [id], isRestricted: true, members: ['bo'], desks: [await deskOf(bo)] });
    await note(ana, 'without cy');
    await eventually('bo knows', () => knows(bo, 'without cy'));
    await eventually('cy has what it can’t read', async () => (await cy.must('get-sharing', {})).status.forOthers > 0);
    expect(await knows(cy, 'without cy')).toBe(false);
    await bo.must('restrict-incident', { incidents: [id], isRestricted: false, members: [] });
    await eventually('cy knows', () => knows(cy, 'without cy'));
    await eventually('it is restricted nowhere', async () => {
      const rows = await Promise.all([ana, bo, cy].map((desk) => rowOf(desk, 'DiskFull')));
      return rows.every((row) => row?.isRestricted === false);
    });
    await note(cy, 'cy again');
    await eventually('ana knows', () => knows(ana, 'cy again'));
  });

  test('[T34] a security incident is read from its beginning by those named for such incidents only', async () => {
    await am.post([{ labels: { alertname: 'Intruder', service: 'vault', severity: 'critical', category: 'security' } }]);
    const row = await eventually('ana has it', () => rowOf(ana, 'Intruder'));
    await eventually('bo has it', () => rowOf(bo, 'Intruder'));
    await eventually('cy has only what it can’t read', async () => (await cy.must('get-sharing', {})).status.forOthers > 0);
    expect(await rowOf(cy, 'Intruder')).toBeUndefined();
    const { readers } = await bo.must('get-readers', { incident: row.id });
    expect(readers?.map(({ person }) => person).sort()).toEqual(['ana', 'bo']);
  });
});
