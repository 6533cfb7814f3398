// Lines of a postmortem's text and actions of the board: what changes on one side changes on the other.
import { expect, it, vi } from 'vitest';
import { anEngine, aProfile, aWriter, INCIDENT, textOf } from './a-postmortem';

const TEXT = '# INC-1\n\n## Actions\n\n- [ ] Alert on a full queue (owner: @anna, due: 2027-01-29, kind: detect)\n';

it('[J3] a line that was written appears on the board with an id, and a change on the board changes the line', async () => {
  const desk = await anEngine();
  await desk.must('start-postmortem', { incident: INCIDENT, text: TEXT });
  const board = async () => (await desk.must('list-actions', { incident: INCIDENT })).actions;
  await vi.waitFor(async () => expect(await board()).toHaveLength(1), { timeout: 5_000 });
  const [action] = await board();
  if (!action) throw new Error('no action');
  expect(action).toMatchObject({ text: 'Alert on a full queue', owner: '@anna', due: '2027-01-29', state: 'open' });
  expect(await textOf(desk)).toContain(`id: ${action.id})`);

  await desk.must('set-action-state', { actions: [action.id], state: 'done', reason: 'shipped' });
  expect(await textOf(desk)).toContain('- [x] Alert on a full queue');
  await desk.must('change-action', { action: action.id, text: 'Alert on a queue that is 80 % full' });
  expect(await textOf(desk)).toContain('- [x] Alert on a queue that is 80 % full');
});

it('[J3] what a person writes meanwhile stays, and a new start of the engine changes nothing of either side', async () => {
  const profile = aProfile();
  const desk = await anEngine(profile);
  await desk.must('start-postmortem', { incident: INCIDENT, text: TEXT });
  const window = await aWriter(desk);
  const board = async (engine: typeof desk) => (await engine.must('list-actions', { incident: INCIDENT })).actions;
  await vi.waitFor(async () => expect(await board(desk)).toHaveLength(1), { timeout: 5_000 });
  const update = window.change((text) => text.insert(9, 'Written by somebody.\n'));
  await desk.must('edit-postmortem', { incident: INCIDENT, update });
  const [action] = await board(desk);
  const text = await textOf(desk);
  expect(text).toContain('Written by somebody.');
  expect(text).toContain(`id: ${action?.id})`);
  await desk.stop(true);

  const again = await anEngine(profile);
  await again.must('set-action-state', { actions: [action?.id ?? ''], state: 'done', reason: 'shipped' });
  expect(await textOf(again)).toBe(text.replace('- [ ]', '- [x]'));
});

it('[J9] publishing without an action asks why, and takes an answer', async () => {
  const desk = await anEngine(aProfile(), { person: { name: 'Anna' }, postmortem: { needsAnotherToApprove: false } });
  await desk.must('start-postmortem', { incident: INCIDENT, text: '# INC-1\n\nIt was short.\n' });
  await desk.must('move-postmortem', { incident: INCIDENT, to: 'in-review' });
  await desk.must('move-postmortem', { incident: INCIDENT, to: 'approved' });
  const refused = await desk.call('move-postmortem', { incident: INCIDENT, to: 'published' });
  expect(refused).toMatchObject({ ok: false, error: { kind: 'refused', what: expect.stringContaining('no action') } });
  const { postmortem } = await desk.must('move-postmortem', { incident: INCIDENT, to: 'published', why: 'A drill' });
  expect(postmortem).toMatchObject({ status: 'published', movedWhy: 'A drill' });
});
