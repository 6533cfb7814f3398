// A postmortem from its start to its publication, in a real engine with a real log.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openLog } from '../../../electron/log/store';
import { KEY } from '../engine/desk-engine';
import { opened } from '../log/a-log';
import { anEngine, aProfile, aWriter, base64, INCIDENT, profileWith, textOf, Writer } from './a-postmortem';

const incident = INCIDENT;

describe('a postmortem', () => {
  it('[M1] is started once, with its first text, and listed', async () => {
    const desk = await anEngine();
    expect((await desk.must('list-postmortems', {})).rows).toEqual([]);
    await desk.must('start-postmortem', { incident, template: 'Standard', text: '# Checkout\n' });
    expect(await textOf(desk)).toBe('# Checkout\n');
    expect(await desk.call('start-postmortem', { incident })).toMatchObject({
      ok: false,
      error: { what: 'INC-1 has a postmortem already.' },
    });
    expect(await desk.call('start-postmortem', { incident: 'nothing' })).toMatchObject({ ok: false, error: { kind: 'refused' } });
    const { rows } = await desk.must('list-postmortems', {});
    expect(rows).toMatchObject([{ incident, number: 1, title: 'Checkout is down', status: 'draft', editedBy: 'Anna', openComments: 0 }]);
  });

  it('[M1] [M2] takes edits, tells them, and knows what it knows', async () => {
    const desk = await anEngine();
    await desk.must('start-postmortem', { incident, text: 'One\n' });
    const pushed: string[] = [];
    const line = desk.engine.attach((m) => 'push' in m && m.push === 'postmortem-edited' && pushed.push(m.update));
    line.receive({ id: 1, call: 'subscribe', args: {} });
    const anna = await aWriter(desk);
    const update = anna.change((t) => t.insert(4, 'Two\n'));
    expect((await desk.must('edit-postmortem', { incident, update })).seq).toBeGreaterThan(0);
    expect((await desk.must('edit-postmortem', { incident, update })).seq).toBeNull();
    expect(await textOf(desk)).toBe('One\nTwo\n');
    expect(pushed).toHaveLength(1);
    const late = new Writer().take((await desk.must('open-postmortem', { incident })).update);
    expect(late.toString()).toBe('One\nTwo\n');
    const { update: rest } = await desk.must('open-postmortem', { incident, known: late.known });
    expect(Y.decodeUpdate(Buffer.from(rest, 'base64')).structs).toEqual([]);
  });

  it('[M3] refuses what is no edit of a text, and stays as it was', async () => {
    const desk = await anEngine();
    await desk.must('start-postmortem', { incident, text: 'Safe\n' });
    const writer = await aWriter(desk);
    const formatted = writer.change((t) => t.format(0, 2, { bold: true }));
    const map = new Writer();
    map.doc.getMap('other').set('a', 1);
    const otherText = new Writer();
    otherText.doc.getText('other').insert(0, 'hidden');
    const early = await aWriter(desk);
    early.change((t) => t.insert(0, 'lost '));
    const builtOn = early.change((t) => t.insert(5, 'and found '));
    const hostile = {
      garbage: base64(new Uint8Array([1, 2, 3, 250, 7])),
      formatted,
      map: base64(Y.encodeStateAsUpdate(map.doc)),
      otherText: base64(Y.encodeStateAsUpdate(otherText.doc)),
      builtOn,
    };
    for (const [name, update] of Object.entries(hostile)) {
      const reply = await desk.call('edit-postmortem', { incident, update });
      expect({ name, ok: reply.ok, what: reply.ok ? '' : reply.error.what }).toEqual({
        name,
        ok: false,
        what: expect.stringMatching(/edit/),
      });
      expect(await textOf(desk)).toBe('Safe\n');
    }
    expect(await desk.call('edit-postmortem', { incident, update: 'A'.repeat(9_000_000) })).toMatchObject({
      ok: false,
      error: { kind: 'malformed' },
    });
    expect(await desk.call('open-postmortem', { incident, known: base64(new Uint8Array([255])) })).toMatchObject({ ok: false });
    const good = (await aWriter(desk)).change((t) => t.insert(0, 'Still '));
    await desk.must('edit-postmortem', { incident, update: good });
    expect(await textOf(desk)).toBe('Still Safe\n');
  });

  it('[M3] one that would make the text longer than it may be is taken back', async () => {
    const desk = await anEngine();
    await desk.must('start-postmortem', { incident, text: 'a'.repeat(3_999_990) });
    const update = (await aWriter(desk)).change((t) => t.insert(0, 'b'.repeat(20)));
    expect(await desk.call('edit-postmortem', { incident, update })).toMatchObject({
      ok: false,
      error: { what: expect.stringMatching(/4,000,000/) },
    });
    expect((await textOf(desk)).length).toBe(3_999_990);
  });

  it('[M5] keeps versions, reads them, and brings one back as an edit', async () => {
    const desk = await anEngine();
    await desk.must('start-postmortem', { incident, text: 'One\nTwo\nThree\n' });
    const first = await desk.must('save-postmortem-version', { incident, name: 'First' });
    const writer = await aWriter(desk);
    const update = writer.change((t) => {
      t.delete(4, 4);
      t.insert(0, 'Zero\n');
    });
    await desk.must('edit-postmortem', { incident, update });
    expect(await desk.must('restore-postmortem-version', { incident, version: first.version })).toEqual({ isChanged: true });
    expect(await textOf(desk)).toBe('One\nTwo\nThree\n');
    const { versions } = await desk.must('list-postmortem-versions', { incident });
    expect(versions.map((v) => [v.kept, v.by])).toEqual([
      ['before-restore', 'Anna'],
      ['by-hand', 'Anna'],
    ]);
    const before = await desk.must('read-postmortem-version', { incident, version: versions[0]?.version });
    expect(before.text).toBe('Zero\nOne\nThree\n');
    expect(await desk.must('restore-postmortem-version', { incident, version: first.version })).toEqual({ isChanged: false });
    writer.take((await desk.must('open-postmortem', { incident, known: writer.known })).update);
    expect(writer.toString()).toBe('One\nTwo\nThree\n');
  });

  it('[M6] adds no line of the timeline for keystrokes, and its incident goes on as before', async () => {
    const desk = await anEngine();
    await desk.must('start-postmortem', { incident, text: 'One\n' });
    const row = (await desk.must('get-incident', { id: incident })).row;
    const writer = await aWriter(desk);
    const pushed: number[] = [];
    const line = desk.engine.attach((m) => 'push' in m && m.push === 'events' && pushed.push(m.seq - m.fromSeq, m.events.length));
    line.receive({ id: 1, call: 'subscribe', args: {} });
    for (let i = 0; i < 30; i++) await desk.must('edit-postmortem', { incident, update: writer.change((t) => t.insert(0, 'x')) });
    const after = await desk.must('get-incident', { id: incident });
    expect(after.row).toEqual(row);
    expect(after.timeline.map((e) => e.kind)).not.toContain('postmortem.edited');
    expect(after.timelineTotal).toBe(after.timeline.length);
    const marks = await desk.must('open-timeline', { id: incident });
    expect(marks.kindNames).not.toContain('postmortem.edited');
    expect(pushed).toEqual(Array.from({ length: 30 }, () => [1, 0]).flat());
    await desk.must('save-postmortem-version', { incident, name: 'Done' });
    const { timeline } = await desk.must('get-incident', { id: incident });
    expect(timeline.at(-1)).toMatchObject({
      text: 'Version of the postmortem kept: Done',
      detail: expect.stringMatching(/by Anna; edited for 1 min by Anna/),
    });
    expect(await desk.must('verify-incident', { id: incident })).toMatchObject({ isWhole: true });
  });

  it('[M7] goes its way, and says why not', async () => {
    const desk = await anEngine(aProfile(), {
      person: { name: 'Anna', id: 'anna' },
      people: [
        { id: 'anna', name: 'Anna' },
        { id: 'ben', name: 'Ben' },
      ],
    });
    await desk.must('start-postmortem', { incident, text: '' });
    const move = (to: string, more: object = {}) => desk.call('move-postmortem', { incident, to, ...more });
    expect(await move('in-review')).toMatchObject({ ok: false, error: { what: 'There is nothing to review yet.' } });
    expect(await move('published')).toMatchObject({ ok: false });
    await desk.must('edit-postmortem', { incident, update: (await aWriter(desk)).change((t) => t.insert(0, 'Text\n')) });
    await desk.must('move-postmortem', { incident, to: 'in-review' });
    const { comment } = await desk.must('add-comment', { incident, from: 'AA==', to: 'AA==', quote: 'Text', text: 'Which one?' });
    expect(await move('approved')).toMatchObject({ ok: false, error: { what: 'Anna wrote this text.' } });
    expect(await move('approved', { approver: 'ben' })).toMatchObject({ ok: false, error: { what: '1 comment is open.' } });
    await desk.must('resolve-comment', { incident, comment, isResolved: true });
    const { postmortem } = await desk.must('move-postmortem', { incident, to: 'approved', approver: 'ben' });
    expect(postmortem).toMatchObject({ status: 'approved', movedBy: 'Ben', movedWhy: 'noted by Anna', openComments: 0 });
    const update = (await aWriter(desk)).change((t) => t.insert(0, 'More '));
    expect(await desk.call('edit-postmortem', { incident, update })).toMatchObject({
      ok: false,
      error: { what: expect.stringMatching(/its text stands/) },
    });
    await desk.must('move-postmortem', { incident, to: 'published', why: 'nothing is left to do' });
    expect(await move('draft')).toMatchObject({ ok: false, error: { what: 'Say why it goes back to draft.' } });
    await desk.must('move-postmortem', { incident, to: 'draft', why: 'a number was wrong' });
    await desk.must('edit-postmortem', { incident, update });
    expect(await textOf(desk)).toBe('More Text\n');
    expect((await desk.must('list-postmortem-versions', { incident })).versions.map((v) => v.name)).toEqual(['Before it became in-review']);
  });

  it('[M7] is not approved while its incident goes on', async () => {
    const desk = await anEngine(profileWith([opened(incident, 1)]), { postmortem: { needsAnotherToApprove: false } });
    await desk.must('start-postmortem', { incident, text: 'Text' });
    await desk.must('move-postmortem', { incident, to: 'in-review' });
    expect(await desk.call('move-postmortem', { incident, to: 'approved' })).toMatchObject({
      ok: false,
      error: { what: 'INC-1 is not over yet.' },
    });
    await desk.must('resolve-incident', { incidents: [incident] });
    await desk.must('move-postmortem', { incident, to: 'approved' });
  });

  it('[M8] has comments that are answered, resolved and opened again', async () => {
    const desk = await anEngine();
    await desk.must('start-postmortem', { incident, text: 'Text' });
    const { comment } = await desk.must('add-comment', { incident, from: 'AA==', to: 'AA==', quote: 'Text', text: 'Which?' });
    await desk.must('answer-comment', { incident, comment, text: 'That one.' });
    await desk.must('resolve-comment', { incident, comment, isResolved: true });
    expect(await desk.call('resolve-comment', { incident, comment, isResolved: true })).toMatchObject({ ok: false });
    const { comments } = await desk.must('list-comments', { incident });
    expect(comments).toMatchObject([{ quote: 'Text', answers: [{ text: 'That one.', by: 'Anna' }], resolved: { by: 'Anna' } }]);
    await desk.must('resolve-comment', { incident, comment, isResolved: false });
    expect((await desk.must('list-postmortems', {})).rows).toMatchObject([{ openComments: 1 }]);
    expect(await desk.call('answer-comment', { incident, comment: 'none', text: 'x' })).toMatchObject({ ok: false });
  });

  it('[B8] what was called fine is kept with who said so, once, told, and taken back', async () => {
    const profile = aProfile();
    const desk = await anEngine(profile);
    const finding = { rule: 'should-have', sentence: 'They should have known.' };
    const other = { rule: 'name', sentence: 'They should have known.' };
    const say = (findings: (typeof finding)[], isFine: boolean) => desk.call('accept-findings', { incident, findings, isFine });
    expect(await say([finding], true)).toMatchObject({ ok: false, error: { kind: 'refused' } });
    await desk.must('start-postmortem', { incident, text: 'They should have known.\n' });
    for (const findings of [[finding], [finding, other], [other]]) expect((await say(findings, true)).ok).toBe(true);
    const { accepted } = await desk.must('list-accepted-findings', { incident });
    expect(accepted).toMatchObject([
      { ...finding, by: 'Anna' },
      { ...other, by: 'Anna' },
    ]);
    expect(desk.events.filter((e) => e.kind === 'finding.accepted').map((e) => e.data.findings)).toEqual([[finding], [other]]);
    expect((await say([finding], false)).ok).toBe(true);
    await desk.stop(true);
    const next = await anEngine(profile);
    expect((await next.must('list-accepted-findings', { incident })).accepted).toMatchObject([other]);
  });

  it('[M11] keeps a pasted picture once, and names it for the text', async () => {
    const desk = await anEngine();
    await desk.must('start-postmortem', { incident, text: '' });
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const file = { name: 'shot.png', base64: png.toString('base64') };
    const first = await desk.must('attach-to-postmortem', { incident, file, caption: 'The [graph]' });
    expect(first).toMatchObject({ isPicture: true, mime: 'image/png', markdown: `![The  graph ](attachment:${first.sha256})` });
    await desk.must('attach-to-postmortem', { incident, file });
    const { attachments } = await desk.must('get-evidence', { id: incident });
    expect(attachments).toHaveLength(1);
    expect((await desk.must('get-attachment', { id: incident, sha256: first.sha256 })).base64).toBe(file.base64);
    expect(await desk.call('attach-to-postmortem', { incident, file: { name: 'x', base64: '' } })).toMatchObject({ ok: false });
    expect(await desk.call('attach-to-postmortem', { incident: 'other', file })).toMatchObject({ ok: false });
  });

  it('[M4] stands in the log alone: without the compacted document, and after a restart', async () => {
    const desk = await anEngine();
    await desk.must('start-postmortem', { incident, text: '' });
    const writer = await aWriter(desk);
    for (let i = 0; i < 600; i++)
      await desk.must('edit-postmortem', { incident, update: writer.change((t) => t.insert(t.length, `${i} `)) });
    await desk.stop(true);
    const opened = openLog({ file: join(desk.profile, 'log.db'), key: KEY, device: 'desk-1', now: Date.now });
    if (!opened.ok) throw new Error(opened.what);
    expect(opened.log.postmortems.state(incident)?.upto).toBe(opened.log.head().seq);
    opened.log.postmortems.forgetState(incident);
    opened.log.close();
    const again = await anEngine(desk.profile);
    expect(await textOf(again)).toBe(writer.toString());
    expect((await again.must('list-postmortems', {})).rows).toHaveLength(1);
  });
});
