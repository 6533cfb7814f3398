// The record of an incident through the engine's own calls, with a real log: notes with files, pins, need-to-know, forensics, export.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../../electron/log/store';
import { checkBundle } from '../../../scripts/evidence/check-bundle.mjs';
import { mountTiny } from '../../harness/tiny-disk';
import { PIXEL } from '../evidence/a-bundle';
import { commit, fired, opened } from '../log/a-log';
import { type DeskEngine, KEY, startDeskEngine } from './desk-engine';

describe('evidence', () => {
  let desk: DeskEngine;
  let profile: string;
  let firstEvent: string;

  beforeEach(async () => {
    profile = mkdtempSync(join(tmpdir(), 'dogwatch-evidence-'));
    const log = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'desk', now: Date.now });
    if (!log.ok) throw new Error(log.what);
    const [event] = commit(
      log.log,
      [opened('i1', 1, { title: 'Odd log-ins' }), fired('i1', []), opened('i2', 2, { isSecurity: true, title: 'Leak' })],
      Date.now(),
    );
    firstEvent = event?.id ?? '';
    log.log.close();
    desk = await startDeskEngine({ profile, config: { version: 1, person: { name: 'Ada' } } });
  });

  afterEach(async () => {
    await desk.stop(true);
    rmSync(profile, { recursive: true, force: true });
  });

  const row = async (id: string) => (await desk.must('get-incident', { id })).row;
  const picture = { name: '../../evil\u202e.png', base64: PIXEL.toString('base64') };

  it('[H3] [H4] a note tells of an earlier time and carries files, which come back as they were', async () => {
    const happenedAt = Date.now() - 3_600_000;
    await desk.must('add-note', { id: 'i1', text: '**seen**', happenedAt, attachments: [picture, picture] });
    const { attachments } = await desk.must('get-evidence', { id: 'i1' });
    expect(attachments).toEqual([expect.objectContaining({ name: '../../evil.png', mime: 'image/png', bytes: PIXEL.length })]);
    const sha256 = attachments[0]?.sha256 ?? '';
    expect(readdirSync(join(profile, 'attachments'))).toEqual([sha256]);
    const read = await desk.must('get-attachment', { id: 'i1', sha256 });
    expect(read).toEqual({ base64: picture.base64, mime: 'image/png', isPicture: true });
    expect(await desk.call('get-attachment', { id: 'i2', sha256 })).toMatchObject({ ok: false });
    const marks = await desk.must('open-timeline', { id: 'i1' });
    const noted = marks.kinds.findIndex((kind) => marks.kindNames[kind] === 'incident.noted');
    const seq = marks.seqs[noted] ?? 0;
    expect(marks.happenedAt[noted]).toBe(happenedAt);
    expect(marks.at[noted]).toBeGreaterThan(happenedAt);
    const { entries } = await desk.must('read-entries', { id: 'i1', seqs: [seq] });
    expect(entries).toEqual([expect.objectContaining({ detail: '**seen**', happenedAt, attachments: [sha256] })]);
    expect(await desk.must('find-entries', { id: 'i1', text: 'SEEN note' })).toEqual({ seqs: [seq] });
    expect(await desk.must('read-entries', { id: 'i2', seqs: [seq] })).toEqual({ entries: [] });
  });

  it('[M40] the entry that a link names is found, and only in its own timeline', async () => {
    const { seqs } = await desk.must('open-timeline', { id: 'i1' });
    expect(await desk.must('find-entries', { id: 'i1', text: firstEvent })).toEqual({ seqs: [seqs[0]] });
    expect(await desk.must('find-entries', { id: 'i2', text: firstEvent })).toEqual({ seqs: [] });
  });

  it('[H4] [H7] a note whose file finds no room is refused with its reason, and no event tells of it', async ({ skip }) => {
    const folder = join(profile, 'attachments');
    mkdirSync(folder);
    const unmount = mountTiny(folder) ?? skip('only where a small file system can be mounted');
    const trace = { name: 'trace.pcap', base64: Buffer.alloc(2_000_000, 7).toString('base64') };
    const refused = await desk.call('add-note', { id: 'i1', text: 'see the trace', happenedAt: null, attachments: [picture, trace] });
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'failed', what: expect.stringContaining('ENOSPC'), remedy: expect.stringContaining('the note was not added') },
    });
    expect((await desk.must('get-evidence', { id: 'i1' })).attachments).toEqual([]);
    expect((await row('i1')).noteCount).toBe(0);
    await desk.must('add-note', { id: 'i1', text: 'without it', happenedAt: null, attachments: [picture] });
    expect((await desk.must('get-evidence', { id: 'i1' })).attachments).toHaveLength(1);
    unmount();
  });

  it('[H3] a note of the future is refused and keeps no file', async () => {
    const future = await desk.call('add-note', { id: 'i1', text: 'x', happenedAt: Date.now() + 60_000, attachments: [picture] });
    expect(future).toMatchObject({ ok: false, error: { what: expect.stringContaining('future') } });
    expect(readdirSync(profile)).not.toContain('attachments');
  });

  it('[H4] files that are empty or too much together are refused', async () => {
    expect(await desk.call('add-note', { id: 'i1', text: 'x', attachments: [{ name: 'a', base64: '' }] })).toMatchObject({ ok: false });
    const large = { name: 'a', base64: Buffer.alloc(9 * 1024 * 1024).toString('base64') };
    expect(await desk.call('add-note', { id: 'i1', text: 'x', attachments: [large, large, large] })).toMatchObject({
      error: { what: 'The files of one note may have 20 MB together.' },
    });
  });

  it('[H5] the last word about a pin counts; another incident’s entries can’t be pinned', async () => {
    const { seqs } = await desk.must('open-timeline', { id: 'i1' });
    const seq = seqs[0] ?? 0;
    await desk.must('pin-entry', { id: 'i1', seq, isPinned: true });
    expect((await desk.must('open-timeline', { id: 'i1' })).pinned).toEqual([seq]);
    expect(await desk.call('pin-entry', { id: 'i1', seq, isPinned: true })).toMatchObject({ ok: false });
    expect(await desk.call('pin-entry', { id: 'i2', seq, isPinned: true })).toMatchObject({ ok: false });
    await desk.must('pin-entry', { id: 'i1', seq, isPinned: false });
    expect((await desk.must('open-timeline', { id: 'i1' })).pinned).toEqual([]);
  });

  it('[H8] security restricts until a person lifts it; members and restriction are an event', async () => {
    expect(await row('i2')).toMatchObject({ isSecurity: true, isRestricted: true });
    await desk.must('flag-security', { incidents: ['i1'], isSecurity: true });
    await desk.must('flag-security', { incidents: ['i1'], isSecurity: false });
    expect(await row('i1')).toMatchObject({ isSecurity: false, isRestricted: true });
    await desk.must('restrict-incident', { incidents: ['i1'], isRestricted: true, members: ['raj', 'ana', 'raj'] });
    expect(await row('i1')).toMatchObject({ isRestricted: true, members: ['ana', 'raj'] });
    expect(await desk.call('restrict-incident', { incidents: ['i1'], isRestricted: true, members: ['raj', 'ana'] })).toMatchObject({
      ok: false,
    });
    await desk.must('restrict-incident', { incidents: ['i1'], isRestricted: false });
    expect(await row('i1')).toMatchObject({ isRestricted: false, members: [] });
  });

  it('duties of the forensics checklist are ticked and unticked, with who and when', async () => {
    await desk.must('tick-forensics', { id: 'i2', duty: 'preserve-disk', isDone: true });
    expect((await desk.must('get-evidence', { id: 'i2' })).done).toEqual([{ duty: 'preserve-disk', by: 'Ada', at: expect.any(Number) }]);
    expect(await desk.call('tick-forensics', { id: 'i2', duty: 'preserve-disk', isDone: true })).toMatchObject({ ok: false });
    expect(await desk.call('tick-forensics', { id: 'i2', duty: 'made-up', isDone: true })).toMatchObject({ ok: false });
    await desk.must('tick-forensics', { id: 'i2', duty: 'preserve-disk', isDone: false });
    expect((await desk.must('get-evidence', { id: 'i2' })).done).toEqual([]);
  });

  it('[H6] [H7] an export is whole, is an event with its hash, and names what could not be read', async () => {
    const file = join(profile, 'out.tar');
    const other = { name: 'trace.bin', base64: randomBytes(100_000).toString('base64') };
    await desk.must('add-note', { id: 'i1', text: 'x', attachments: [picture, other] });
    const first = await desk.engine.exportEvidence('i1', file, '0.1.0');
    if (!first.ok) throw new Error(first.error.what);
    expect(first.value).toMatchObject({ path: file, attachments: 2, missing: [] });
    expect(checkBundle(file)).toMatchObject({ isWhole: true, problems: [], sha256: first.value.sha256, events: first.value.events });
    expect((await desk.must('get-evidence', { id: 'i1' })).exports).toEqual([
      expect.objectContaining({ sha256: first.value.sha256, by: 'Ada' }),
    ]);
    const lost = readdirSync(join(profile, 'attachments'))[0] ?? '';
    writeFileSync(join(profile, 'attachments', lost), 'gone');
    const second = await desk.engine.exportEvidence('i1', file, '0.1.0');
    expect(second).toMatchObject({ ok: true, value: { missing: [lost], attachments: 1 } });
    expect(checkBundle(file)).toMatchObject({ isWhole: true, notes: [expect.stringContaining(lost)] });
  });

  it('[H7] a place that can’t be written to is told, and leaves no event', async () => {
    const reply = await desk.engine.exportEvidence('i1', join(profile, 'no', 'such', 'folder.tar'), '0.1.0');
    expect(reply).toMatchObject({ ok: false, error: { kind: 'failed' } });
    expect((await desk.must('get-evidence', { id: 'i1' })).exports).toEqual([]);
    expect(await desk.engine.exportEvidence('i9', join(profile, 'x.tar'), '0.1.0')).toMatchObject({
      ok: false,
      error: { kind: 'refused' },
    });
  });
});
