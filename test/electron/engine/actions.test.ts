// Action items at the engine: text and board in one commit, one ticket whatever happens to the answer, states that follow, guards, reminders.
import { afterEach, describe, expect, test } from 'vitest';
import { startGithubFake } from '../../fakes/github-fake';
import { startGitlabFake } from '../../fakes/gitlab-fake';
import { startHttpSink } from '../../fakes/http-sink';
import { startJiraFake } from '../../fakes/jira-fake';
import type { TrackerFake } from '../../fakes/tracker-fakes';
import { eventually } from '../../harness/eventually';
import { actionsRig } from './actions-rig';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const STARTS = { github: startGithubFake, gitlab: startGitlabFake, jira: startJiraFake } as const;
type Kind = keyof typeof STARTS;
const KINDS: readonly Kind[] = ['github', 'gitlab', 'jira'];

async function withTracker(kind: Kind) {
  const fake = await STARTS[kind]();
  const rig = actionsRig([{ id: kind, kind, config: fake.config }]);
  ends.push(fake.stop, rig.stop);
  rig.open('i1', 1, { title: 'Disk filling', service: 'db' });
  return { fake, rig };
}

async function pushed(kind: Kind) {
  const { fake, rig } = await withTracker(kind);
  const action = await rig.record();
  await rig.must('push-actions', { actions: [action], tracker: kind });
  const { ticket } = await rig.until('a ticket', async () => ((await rig.only()).ticket ? rig.only() : null));
  return { fake, rig, action, key: ticket?.key ?? '' };
}

const ticketsOf = (fake: TrackerFake, action: string) =>
  fake.issues.filter((i) => i.body.includes(action) || i.labels.some((l) => l.includes(action)));

describe.each(KINDS)('tickets at %s', (kind) => {
  test('[J5] a time-out after it was made: one ticket in the end, linked once', async () => {
    const { fake, rig } = await withTracker(kind);
    const action = await rig.record();
    fake.troubles.push('lost-after', 'lost-after');
    const { acts } = await rig.must('push-actions', { actions: [action], tracker: kind });
    await rig.until('it is tried', () => rig.events.find((e) => e.kind === 'act.tried'));
    await rig.until('a ticket', async () => (await rig.only()).ticket);
    expect(ticketsOf(fake, action)).toHaveLength(1);
    expect(fake.issues).toHaveLength(1);
    expect(rig.events.filter((e) => e.kind === 'action.ticket-linked')).toHaveLength(1);
    expect(rig.log.act(acts[0] ?? '')).toMatchObject({ state: 'sent', mayBeDouble: false });
  });

  test('[J5] [J10] patience, an illness and answers lost before: still one', async () => {
    const { fake, rig } = await withTracker(kind);
    const action = await rig.record();
    fake.troubles.push('slow-down', 'lost-before', 'server-error', 'lost-after');
    const before = Date.now();
    await rig.must('push-actions', { actions: [action], tracker: kind });
    await rig.until('a ticket', async () => (await rig.only()).ticket);
    expect(fake.issues).toHaveLength(1);
    const first = rig.events.find((e) => e.kind === 'act.tried');
    expect(first?.kind === 'act.tried' && first.data.nextAt - before).toBeGreaterThanOrEqual(1000);
  });

  test('[J5] [J10] 429 with Retry-After: not one question before that time is over, then one ticket', async () => {
    const { fake, rig } = await withTracker(kind);
    fake.patience = { status: 429, seconds: 90 };
    fake.troubles.push('slow-down');
    const before = Date.now();
    const action = await rig.record();
    await rig.must('push-actions', { actions: [action], tracker: kind });
    rig.outbox.beat();
    const tried = await eventually('it is tried', () => rig.events.find((e) => e.kind === 'act.tried'));
    expect(tried.kind === 'act.tried' && tried.data.nextAt - before).toBeGreaterThanOrEqual(90_000);
    const asked = fake.sink.got.length;
    for (const seconds of [30, 60, 85]) {
      rig.clock.offset = seconds * 1000;
      rig.outbox.beat();
      await rig.must('refresh-actions', {});
      await new Promise((after) => setTimeout(after, 30));
    }
    expect(fake.sink.got).toHaveLength(asked);
    expect(fake.issues).toEqual([]);
    rig.clock.offset = 100_000;
    await rig.until('a ticket', async () => (await rig.only()).ticket);
    expect(fake.issues).toHaveLength(1);
  });

  test('[J5] the process dies over the answer: the next one finds what was made', async () => {
    const { fake, rig } = await withTracker(kind);
    const action = await rig.record();
    fake.troubles.push('lost-after');
    await rig.must('push-actions', { actions: [action], tracker: kind });
    await rig.until('it is tried', () => rig.events.find((e) => e.kind === 'act.tried'));
    await rig.stop();
    const next = actionsRig([{ id: kind, kind, config: fake.config }], rig.log);
    ends.push(next.stop);
    next.clock.offset = rig.clock.offset + 60_000;
    await next.until('a ticket', async () => (await next.only()).ticket);
    expect(ticketsOf(fake, action)).toHaveLength(1);
  });

  test('[J6] closed there is done here, with who; reopened there is open here; a second look says nothing new', async () => {
    const { fake, rig, key } = await pushed(kind);
    await rig.must('refresh-actions', {});
    fake.move(key, 'done', 'Dana');
    await rig.must('refresh-actions', {});
    expect(await rig.only()).toMatchObject({ state: 'done', standing: 'done', stateBy: 'Dana', ticket: { state: 'done' } });
    const count = rig.events.length;
    await rig.must('refresh-actions', {});
    expect(rig.events).toHaveLength(count);
    fake.move(key, 'open', 'Eve');
    await rig.must('refresh-actions', {});
    expect(await rig.only()).toMatchObject({ state: 'open', ticket: { state: 'open' } });
  });

  test('[J7] of a restricted incident nothing goes out without a yes, and then nothing but its number', async () => {
    const { fake, rig } = await withTracker(kind);
    rig.open('i2', 2, { title: 'Leaked key of customer Foo', isSecurity: true });
    const action = await rig.record('Rotate the leaked key', 'i2');
    const { acts, isAwaiting } = await rig.must('push-actions', { actions: [action], tracker: kind });
    expect(isAwaiting).toBe(true);
    rig.outbox.beat();
    await new Promise((r) => setTimeout(r, 50));
    expect(fake.issues).toEqual([]);
    rig.yes(acts[0] ?? '');
    await rig.until('a ticket', async () => (await rig.only()).ticket);
    expect(JSON.stringify(fake.issues)).not.toMatch(/Leaked|leaked|Foo|anna/);
    expect(fake.issues[0]?.title).toBe('Action of INC-2');
  });
});

describe('pushing', () => {
  test('[J5] an action that has a ticket, or whose ticket is on its way, gets no second one', async () => {
    const { rig, action } = await pushed('github');
    expect(await rig.calls['push-actions']({ actions: [action], tracker: 'github' })).toMatchObject({ ok: false });
    const other = await rig.record('Another');
    await rig.must('push-actions', { actions: [other], tracker: 'github' });
    expect(await rig.calls['push-actions']({ actions: [other], tracker: 'github' })).toMatchObject({ ok: false });
  });

  test('[O2] what is done before its turn comes asks a person', async () => {
    const { fake, rig } = await withTracker('github');
    fake.closedUntil = Date.now() + 600_000;
    const action = await rig.record();
    const { acts } = await rig.must('push-actions', { actions: [action], tracker: 'github' });
    await rig.until('it is tried', () => rig.events.find((e) => e.kind === 'act.tried'));
    await rig.must('set-action-state', { actions: [action], state: 'done' });
    const asked = await rig.until('a conflict', () => rig.events.find((e) => e.kind === 'act.conflicted'));
    expect(asked.data).toMatchObject({ act: acts[0], why: 'The action is done meanwhile.' });
    expect(fake.issues).toEqual([]);
  });

  test('[J10] a list that did not change costs GitHub nothing: it is asked with its tag', async () => {
    const { fake, rig } = await pushed('github');
    for (let i = 0; i < 3; i++) await rig.must('refresh-actions', {});
    expect(fake.sink.got.at(-1)?.headers['if-none-match']).toMatch(/^W\//);
  });

  test('[J10] a tracker that is away is told, and what it said last stays', async () => {
    const { fake, rig } = await pushed('gitlab');
    await fake.stop();
    await rig.must('refresh-actions', {});
    const { trackers, actions } = await rig.must('list-actions', { incident: null });
    expect(trackers[0]?.trouble).not.toBe('');
    expect(actions[0]).toMatchObject({ state: 'open', ticket: { state: 'open' } });
  });
});

describe('[J4] guards', () => {
  test('done counts only with a green guard; a red one is shown apart', async () => {
    const { fake, rig } = await withTracker('github');
    const action = await rig.record();
    fake.check = 'red';
    await rig.must('set-guard', { action, url: `${fake.sink.url}/acme/shop/pull/5`, tracker: 'github', path: '', wants: '' });
    await rig.must('set-action-state', { actions: [action], state: 'done', reason: '' });
    await rig.must('refresh-actions', {});
    expect(await rig.only()).toMatchObject({ state: 'done', standing: 'unproved', guard: { state: 'red', why: 'CI: failure' } });
    fake.check = 'green';
    await rig.must('refresh-actions', {});
    expect(await rig.only()).toMatchObject({ standing: 'done', guard: { state: 'green' } });
    await rig.must('set-guard', { action, url: null, tracker: null, path: '', wants: '' });
    expect((await rig.only()).guard).toBeNull();
  });

  test('any address with JSON; what is missing or away is not known', async () => {
    const sink = await startHttpSink(() => ({ status: 200, body: '{"jobs":[{"status":"passed"}],"n":0}' }));
    const rig = actionsRig();
    ends.push(sink.stop, rig.stop);
    rig.open('i1', 1);
    const action = await rig.record();
    const guard = async (path: string, wants: string) => {
      await rig.must('set-guard', { action, url: sink.url, tracker: null, path, wants });
      await rig.must('refresh-actions', {});
      return (await rig.only()).guard?.state;
    };
    expect(await guard('jobs.0.status', 'failed')).toBe('red');
    expect(await guard('jobs.1.status', 'passed')).toBe('unknown');
    expect(await guard('constructor.name', 'Object')).toBe('unknown');
    await sink.stop();
    expect(await guard('n', '0')).toBe('unknown');
    expect(await rig.calls['set-guard']({ action, url: sink.url, tracker: null, path: '', wants: '' })).toMatchObject({ ok: false });
  });
});

describe('[J3] text and board', () => {
  test('lines become actions with ids; the board changes their lines; both in one commit', async () => {
    const rig = actionsRig();
    ends.push(rig.stop);
    rig.open('i1', 1);
    rig.type('i1', '# Postmortem\n\n## Actions\n\n- [ ] Alert on lag (owner: @anna)\n- [ ] \n\n## Notes\n');
    const action = await rig.only();
    expect(rig.texts.get('i1')).toContain(`- [ ] Alert on lag (owner: @anna, id: ${action.id})`);
    const seqs = rig.events.filter((e) => e.kind === 'action.recorded' || e.kind === 'incident.noted').map((e) => e.seq);
    expect((seqs[1] ?? 0) - (seqs[0] ?? 0)).toBe(1);

    await rig.must('change-action', { action: action.id, due: '2026-03-01', kind: 'detect' });
    await rig.must('set-action-state', { actions: [action.id], state: 'done', reason: '' });
    expect(rig.texts.get('i1')).toContain(`- [x] Alert on lag (owner: @anna, due: 2026-03-01, kind: detect, id: ${action.id})`);
    expect(rig.type('i1', rig.texts.get('i1') ?? '')).toEqual([]);

    const added = await rig.record('From the board');
    expect(rig.texts.get('i1')).toMatch(new RegExp(`id: ${action.id}\\)\\n- \\[ \\] \\n- \\[ \\] From the board .*id: ${added}\\)`));
    expect(rig.type('i1', rig.texts.get('i1') ?? '').map((e) => e.kind)).toEqual(['action.changed']);

    rig.type('i1', (rig.texts.get('i1') ?? '').replace(/.*From the board.*\n/, ''));
    expect((await rig.only()).id).toBe(action.id);
  });

  test('a tracker that closes a ticket ticks the box', async () => {
    const { fake, rig, action, key } = await pushed('github');
    rig.type('i1', `## Actions\n- [ ] Alert on lag (owner: @anna, due: 2026-01-31, kind: detect, id: ${action})\n`);
    fake.move(key, 'done', 'Dana');
    await rig.must('refresh-actions', {});
    expect(rig.texts.get('i1')).toContain('- [x] Alert on lag');
  });

  test('[L6] rebuilt from the log the actions are the same', async () => {
    const { rig, action } = await pushed('github');
    await rig.must('set-action-state', { actions: [action], state: 'dropped', reason: 'the service goes' });
    const before = rig.log.actions();
    const { foldRow } = await import('../../../shared/log/views/queue');
    rig.log.rebuild(foldRow);
    expect(rig.log.actions()).toEqual(before);
  });
});

describe('[J8] what is overdue', () => {
  test('is told once a day, quietly, from the hour that the settings name, and again after a restart only the next day', async () => {
    const rig = actionsRig();
    ends.push(rig.stop);
    rig.open('i1', 1);
    await rig.record();
    const at = (day: number, hour: number): void => {
      rig.clock.offset = Date.UTC(2026, 1, day, hour) - Date.now();
    };
    const overduePages = ({ events }: ReturnType<typeof actionsRig>) =>
      events.filter((e) => e.kind === 'page.requested' && e.data.rule === 'action overdue');
    const pages = () => overduePages(rig);
    at(1, 5);
    rig.actions.beat();
    expect(pages()).toHaveLength(0);
    at(1, 10);
    rig.actions.beat();
    expect(pages()[0]?.data).toMatchObject({
      urgency: 'low',
      sound: null,
      title: 'An action is overdue',
      body: expect.stringContaining('Alert on lag'),
    });
    const next = actionsRig([], rig.log);
    ends.push(next.stop);
    for (const hour of [11, 15, 23]) {
      next.clock.offset = Date.UTC(2026, 1, 1, hour) - Date.now();
      next.actions.beat();
    }
    expect(next.events).toEqual([]);
    next.clock.offset = Date.UTC(2026, 1, 2, 10) - Date.now();
    next.actions.beat();
    expect(overduePages(next)).toHaveLength(1);
    expect(next.actions.status().actions).toMatchObject({ open: 1, overdue: 1 });
  });
});

describe('refusals', () => {
  test('[J9] a drop without a reason, an unknown action, an unknown incident, an empty text', async () => {
    const rig = actionsRig();
    ends.push(rig.stop);
    rig.open('i1', 1);
    const action = await rig.record();
    expect(await rig.calls['set-action-state']({ actions: [action], state: 'dropped', reason: ' ' })).toMatchObject({ ok: false });
    expect(await rig.calls['set-action-state']({ actions: ['act-NONE'], state: 'done', reason: '' })).toMatchObject({ ok: false });
    expect(await rig.calls['record-action']({ incident: 'i9', text: 'x', owner: null, due: null, kind: null })).toMatchObject({
      ok: false,
    });
    expect(await rig.calls['change-action']({ action, text: ' \n ' })).toMatchObject({ ok: false });
    expect(rig.events.filter((e) => e.kind.startsWith('action.'))).toHaveLength(1);
  });
});
