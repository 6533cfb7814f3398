// The tables of postmortems are read models: a rebuild makes the same ones, and who folds an incident passes its texts by.
import { expect, it } from 'vitest';
import { LogWriteFailure } from '../../../electron/log/store';
import { DocStore } from '../../../electron/postmortem/doc-store';
import { firstUpdate } from '../../../electron/postmortem/live-doc';
import type { Draft } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';
import { aLog, commit, noted, opened, resolved } from './a-log';

const by = 'ada';
const base = { incident: 'inc-1', actor: 'person:ada' };
const postmortem = 'pm-inc-1';
const started: Draft = { ...base, kind: 'postmortem.started', data: { postmortem, title: 'Incident 1', template: '', by } };
const edited = (text: string): Draft => {
  const update = Buffer.from(firstUpdate(text, text)).toString('base64');
  return { ...base, kind: 'postmortem.edited', data: { postmortem, update, by } };
};
const versioned: Draft = {
  ...{ ...base, kind: 'postmortem.versioned' },
  data: {
    postmortem,
    version: 'v-1',
    name: '',
    kept: 'after-writing',
    text: '# Actions\n- [ ] Watch it\n- [x] Fix it\n',
    authors: [by],
    editedMs: 9,
    by,
  },
};
const scheduled: Draft = { ...base, kind: 'postmortem.scheduled', data: { dueAt: 5, why: '', by } };

it('[M4] [M6] are the same after a rebuild, and texts are in no fold and no timeline', () => {
  const log = aLog();
  commit(log, [
    opened('inc-1', 1),
    resolved('inc-1'),
    started,
    edited('a'),
    edited('b'),
    versioned,
    edited('c'),
    scheduled,
    noted('inc-1', 'x'),
  ]);
  const told = {
    record: log.postmortems.get('inc-1'),
    row: log.row('inc-1'),
    page: log.incidentPage('inc-1', null, 50),
    moments: log.moments('inc-1', 0),
  };
  expect(told.record).toMatchObject({ dueAt: 5, actions: { open: 1, total: 2 }, unkeptAuthors: [by], postmortem: { status: 'draft' } });
  expect(log.incidentEvents('inc-1').map((e) => e.kind)).not.toContain('postmortem.versioned');
  expect(log.incidentEvents('inc-1').reduce(foldRow, undefined)).toEqual(told.row);
  expect(told.page.events.map((e) => e.kind)).toEqual([
    ...['incident.opened', 'incident.resolved', 'postmortem.started', 'postmortem.versioned', 'postmortem.scheduled', 'incident.noted'],
  ]);
  expect(told.page.total).toBe(6);
  expect(told.moments.seqs).toHaveLength(6);
  log.rebuild(foldRow);
  expect({
    record: log.postmortems.get('inc-1'),
    row: log.row('inc-1'),
    page: log.incidentPage('inc-1', null, 50),
    moments: log.moments('inc-1', 0),
  }).toEqual(told);
  expect(log.postmortems.dueBy(5)).toHaveLength(1);
  expect(log.postmortems.dueBy(4)).toEqual([]);
  expect(log.postmortems.withUnkept()).toHaveLength(1);
});

it('[M4] a document is compacted on its way, read from there, and made anew from the events where the table lacks it or lies', async () => {
  const log = aLog();
  const edits = Array.from({ length: 1_200 }, (_, n) => edited(`${n};`));
  commit(log, [opened('inc-1', 1), started, ...edits]);
  const store = () => new DocStore({ log, attempt: (write) => write() });
  const textOf = (docs: DocStore): Promise<string> => docs.with('inc-1', (doc) => doc.toString());
  const text = await textOf(store());
  expect(text.split(';')).toHaveLength(1_201);
  expect(log.postmortems.state('inc-1')?.upto).toBe(log.head().seq);
  const after = commit(log, [edited('late;')]);
  expect((await textOf(store())).split(';')).toHaveLength(1_202);
  const docs = store();
  await textOf(docs);
  docs.committed('inc-1', after);
  docs.compactAll();
  expect(log.postmortems.state('inc-1')?.upto).toBe(log.head().seq);
  const whole = await textOf(store());
  for (const state of [new Uint8Array([9, 9, 9]), new Uint8Array(0)]) {
    log.postmortems.keepState('inc-1', { upto: log.head().seq, state });
    expect(await textOf(store())).toBe(whole);
  }
  log.postmortems.forgetState('inc-1');
  expect(await textOf(store())).toBe(whole);
});

it('[M4] a write that the disk refuses is not in the document either', async () => {
  const log = aLog();
  commit(log, [opened('inc-1', 1), started, edited('kept')]);
  const { PostmortemDesk } = await import('../../../electron/postmortem/postmortem-desk');
  const desk = new PostmortemDesk({
    ...{ log, now: () => 1, newId: () => 'n', person: () => by, push: () => undefined, attempt: (write: () => void) => write() },
    commit: () => {
      throw new LogWriteFailure('The disk is full.', 'Make room.', null);
    },
  });
  const update = Buffer.from(firstUpdate('x', 'lost')).toString('base64');
  await expect(desk.edit('inc-1', update)).rejects.toThrow('The disk is full.');
  expect(await desk.docs.with('inc-1', (doc) => doc.toString())).toBe('kept');
});
