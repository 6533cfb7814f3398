// Two installations give each other files with the edits of a postmortem: both end with the same text and know who wrote what, and a
// file that is anything else is refused in words and changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printEdits, readEdits } from '../../../electron/postmortem/edits-file';
import type { Reply } from '../../../shared/contract';
import type { SavedEdits, TakenEdits } from '../../../shared/contract/publish';
import type { DeskEngine } from '../engine/desk-engine';
import { opened } from '../log/a-log';
import { anEngine, aProfile, aWriter, INCIDENT, profileWith, textOf } from './a-postmortem';

const incident = INCIDENT;
const FIRST = '# Checkout\n\n## Summary\n\n## Actions\n';
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

async function saved(desk: DeskEngine): Promise<string> {
  const file = join(desk.profile, 'out.dogwatch-edits');
  const reply = (await desk.engine.postmortemFile({ does: 'save-edits', incident, file })) as Reply<SavedEdits>;
  if (!reply.ok) throw new Error(reply.error.what);
  return file;
}

async function takeIn(desk: DeskEngine, file: string, evenApart = false): Promise<Reply<TakenEdits>> {
  return (await desk.engine.postmortemFile({ does: 'take-in-edits', incident, file, evenApart })) as Reply<TakenEdits>;
}

async function write(desk: DeskEngine, at: number, words: string): Promise<void> {
  await desk.must('edit-postmortem', { incident, update: (await aWriter(desk)).change((text) => text.insert(at, words)) });
}

async function annaAndRaj(): Promise<readonly [DeskEngine, DeskEngine]> {
  const anna = await anEngine(aProfile());
  const raj = await anEngine(aProfile(), { person: { name: 'Raj' } });
  await anna.must('start-postmortem', { incident, text: FIRST });
  expect(await takeIn(raj, await saved(anna))).toMatchObject({ ok: true, value: { kind: 'taken', isNew: true, authors: ['Anna'] } });
  expect(await textOf(raj)).toBe(FIRST);
  return [anna, raj];
}

const authorsAt = (desk: DeskEngine): string[] =>
  desk.events.flatMap((e) => (e.kind === 'postmortem.edited' && e.incident === incident ? [e.data.by] : []));

describe('edits in a file', () => {
  it('[M13] make one text of two that were written apart, begin it where it is not yet, and keep who wrote each edit', async () => {
    const [anna, raj] = await annaAndRaj();
    const picture = { name: 'queue.png', base64: PNG.toString('base64') };
    const { markdown } = await anna.must('attach-to-postmortem', { incident, file: picture, caption: '' });
    await write(anna, FIRST.indexOf('## Actions'), `The queue was full.\n\n${markdown}\n\n`);
    await write(raj, FIRST.length, '- [ ] Watch the queue\n');
    await write(raj, FIRST.indexOf('## Actions'), 'It lasted an hour.\n\n');
    const [ofAnna, ofRaj] = [await saved(anna), await saved(raj)];
    expect(await takeIn(raj, ofAnna)).toMatchObject({ ok: true, value: { isNew: true, authors: ['Anna'] } });
    expect(await takeIn(anna, ofRaj)).toMatchObject({ ok: true, value: { isNew: true, authors: ['Raj'] } });
    const text = await textOf(anna);
    expect(await textOf(raj)).toBe(text);
    for (const words of ['The queue was full.', 'It lasted an hour.', '- [ ] Watch the queue', '## Actions'])
      expect(text.split(words)).toHaveLength(2);
    expect(new Set(authorsAt(anna))).toEqual(new Set(['Anna', 'Raj']));
    expect(authorsAt(raj)).toEqual(['Anna', 'Raj', 'Raj', 'Anna']);
    const sha256 = /attachment:([0-9a-f]{64})/.exec(markdown)?.[1] ?? '';
    expect(await raj.must('get-attachment', { id: incident, sha256 })).toMatchObject({ base64: PNG.toString('base64') });
    expect((await anna.must('get-incident', { id: incident })).timeline.map((e) => e.text)).toContainEqual(
      expect.stringMatching(/^Took in edits of the postmortem from “/),
    );
    const before = authorsAt(anna).length;
    expect(await takeIn(anna, ofRaj)).toMatchObject({ ok: true, value: { isNew: false, authors: [] } });
    expect(authorsAt(anna)).toHaveLength(before);
  });

  it('[M13] texts that were begun apart are joined only after a yes, and then hold all of both', async () => {
    const anna = await anEngine(aProfile());
    const raj = await anEngine(aProfile(), { person: { name: 'Raj' } });
    await anna.must('start-postmortem', { incident, text: 'Written by Anna.\n' });
    await raj.must('start-postmortem', { incident, text: 'Written by Raj.\n' });
    const file = await saved(raj);
    expect(await takeIn(anna, file)).toMatchObject({ ok: true, value: { kind: 'apart', authors: ['Raj'] } });
    expect(await textOf(anna)).toBe('Written by Anna.\n');
    expect(await takeIn(anna, file, true)).toMatchObject({ ok: true, value: { kind: 'taken', isNew: true } });
    expect((await textOf(anna)).split('\n').sort()).toEqual(['', 'Written by Anna.', 'Written by Raj.']);
    const { versions } = await anna.must('list-postmortem-versions', { incident });
    expect(versions.map(({ kept }) => kept)).toContain('before-taking-in');
  });

  it('[M13] of another incident, for a text that stands, damaged, cut off, or none at all, are refused in words', async () => {
    const [anna, raj] = await annaAndRaj();
    await write(anna, 0, 'Late. ');
    const good = readFileSync(await saved(anna));
    const file = join(raj.profile, 'bad');
    const refusal = async (bytes: Buffer | string, desk = raj): Promise<string> => {
      writeFileSync(file, bytes);
      const reply = await takeIn(desk, file);
      return reply.ok ? 'taken' : reply.error.what;
    };
    const read = readEdits(good);
    if (!read.ok) throw new Error(read.what);
    expect(await refusal('# A text\n')).toMatch(/^This file holds no edits/);
    expect(await refusal(good.subarray(0, good.length - 9))).toMatch(/^This file is damaged/);
    expect(await refusal(good.toString().replace('"version":1', '"version":2'))).toMatch(/^This file is of format 2/);
    const [first] = read.body.edits;
    if (!first) throw new Error('no edits');
    const writer = await aWriter(anna);
    writer.change((text) => text.insert(0, 'Lost. '));
    const lonely = { ...first, update: writer.change((text) => text.insert(0, 'Found. ')) };
    const gap = printEdits({ ...read.body, edits: [...read.body.edits, lonely] });
    expect(await refusal(gap)).toMatch(/builds on one that is not in it. Nothing was taken in/);
    const unread = [...read.body.edits, { ...first, update: 'AAEC/w==' }];
    expect(await refusal(printEdits({ ...read.body, edits: unread }))).toMatch(/can’t be read. Nothing was taken in/);
    const other = { ...read.body.incident, id: 'inc-9', title: 'Disk full' };
    expect(await refusal(printEdits({ ...read.body, incident: other }))).toMatch(/belong to another incident: “Disk full”, there INC-1/);
    await raj.must('move-postmortem', { incident, to: 'in-review', why: '' });
    expect(await textOf(raj)).toBe(FIRST);
    await raj.must('move-postmortem', { incident, to: 'approved', why: '' });
    expect(await refusal(good)).toMatch(/^The postmortem is approved/);
    expect(await textOf(raj)).toBe(FIRST);
  });

  it('[M13] a file from anywhere never throws, and what is not whole is never taken', () => {
    const whole = printEdits({
      incident: { id: 'inc-1', number: 1, title: 'x' },
      ...{ template: '', desk: 'd', by: 'b', at: 1, edits: [{ by: 'b', at: 1, update: 'AAA=' }], files: [] },
    });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const spoilt = Buffer.from(whole);
        spoilt[at] = (spoilt[at] ?? 0) ^ by;
        expect(readEdits(spoilt).ok).toBe(false);
        expect(readEdits(whole.subarray(0, at)).ok).toBe(false);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => !readEdits(Buffer.from(bytes)).ok));
  });
});

it('[M13] nothing is begun for an incident that is not on this desk', async () => {
  const anna = await anEngine(aProfile());
  await anna.must('start-postmortem', { incident, text: FIRST });
  const stranger = await anEngine(profileWith([opened('inc-2', 1, { title: 'Other', severity: 2 })]));
  const reply = await takeIn(stranger, await saved(anna));
  expect(reply).toMatchObject({ ok: false, error: { what: 'There is no such incident.' } });
});
