// Action items in a postmortem and on the board are the same, at a whole engine: a line that is written gets its id and a row, a change
// on the board changes the line, and both are so after a restart.
import { afterEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { POSTMORTEM_TEXT } from '../../../shared/domain/postmortem';
import { startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';

let ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

async function textOf(desk: DeskEngine, incident: string): Promise<string> {
  const { update } = await desk.must('open-postmortem', { incident });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc.getText(POSTMORTEM_TEXT).toString();
}

async function write(desk: DeskEngine, incident: string, words: string): Promise<void> {
  const { update } = await desk.must('open-postmortem', { incident });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  const before = Y.encodeStateVector(doc);
  const text = doc.getText(POSTMORTEM_TEXT);
  text.insert(text.length, words);
  await desk.must('edit-postmortem', { incident, update: Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64') });
}

const onlyAction = async (desk: DeskEngine) => (await desk.must('list-actions', {})).actions[0] ?? null;

it('[J3] a line becomes an action with an id, the board changes the line, also over a restart', { timeout: 30_000 }, async () => {
  const server = await startAlertmanager();
  ends.push(server.stop);
  const config = { feeds: [feed(server.url)] };
  const first = await startDeskEngine({ config });
  await server.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
  const { row } = await eventually('an incident', () => first.incident('DiskFull'));
  await first.must('start-postmortem', { incident: row.id, text: '# INC-1\n\n## Actions\n' });
  await write(first, row.id, '- [ ] Watch the index (owner: @ana, kind: detect)\n');

  const made = await eventually('it stands on the board', () => onlyAction(first));
  expect(made).toMatchObject({ text: 'Watch the index', owner: '@ana', kind: 'detect', state: 'open' });
  expect(await textOf(first, row.id)).toContain(`Watch the index (owner: @ana, kind: detect, id: ${made.id})`);
  await first.must('set-action-state', { actions: [made.id], state: 'done' });
  expect(await textOf(first, row.id)).toContain('- [x] Watch the index');
  await first.stop(true);

  const second = await startDeskEngine({ config, profile: first.profile });
  ends.push(() => second.stop());
  await second.must('set-action-state', { actions: [made.id], state: 'open' });
  expect(await textOf(second, row.id)).toContain('- [ ] Watch the index');
  await write(second, row.id, '- [ ] Rehearse the roll back\n');
  await eventually('the second line stands there too', async () => (await second.must('list-actions', {})).actions.length === 2);
});

it('[M7] publishing a postmortem without an action asks why nothing is to be done, and takes an answer', { timeout: 30_000 }, async () => {
  const server = await startAlertmanager();
  ends.push(server.stop);
  const desk = await startDeskEngine({ config: { feeds: [feed(server.url)], postmortem: { needsAnotherToApprove: false } } });
  ends.push(() => desk.stop());
  await server.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
  const { row } = await eventually('an incident', () => desk.incident('DiskFull'));
  await desk.must('start-postmortem', { incident: row.id, text: '# INC-1' });
  await desk.must('resolve-incident', { incidents: [row.id], why: 'freed' });
  await desk.must('move-postmortem', { incident: row.id, to: 'in-review' });
  await desk.must('move-postmortem', { incident: row.id, to: 'approved' });
  const asked = await desk.call('move-postmortem', { incident: row.id, to: 'published' });
  expect(asked).toMatchObject({ ok: false, error: { what: 'This postmortem has no action. Why is nothing to be done?' } });
  const { postmortem } = await desk.must('move-postmortem', { incident: row.id, to: 'published', why: 'The disk was a test one.' });
  expect(postmortem).toMatchObject({ status: 'published', movedWhy: 'The disk was a test one.' });
});
