// A postmortem of 100,000 edits: how soon it is open, and how soon a keystroke is on the disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { Desk, loadState } from '../../electron/engine/desk';
import { PostmortemRoom } from '../../electron/engine/postmortem-room';
import { type Log, openLog } from '../../electron/log/store';
import type { Draft } from '../../shared/log/event';
import { EMPTY_STATE } from '../../shared/log/state';
import { defaultSettings } from '../../shared/settings';
import { atMost, type BenchRow, rowOf } from './row';

const KEY = '5a'.repeat(32);
const INCIDENT = 'inc-1';
const BATCH = 1_000;
const OPENINGS = 9;
const KEYSTROKES = 300;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Typing, one letter an edit, in different places, some of it deleted again. */
function* edits(count: number): Generator<Draft> {
  const doc = new Y.Doc();
  const text = doc.getText('text');
  const by = 'Anna';
  let update: Uint8Array = new Uint8Array();
  doc.on('update', (news: Uint8Array) => {
    update = news;
  });
  for (let n = 0; n < count; n++) {
    doc.transact(() => {
      const at = n % 40 === 0 ? Math.floor(text.length / 2) : Math.max(0, text.length - 3);
      if (n % 9 === 8) text.delete(at, 1);
      else text.insert(at, n % 60 === 59 ? '\n' : String.fromCharCode(97 + (n % 26)));
    });
    const data = { postmortem: 'pm-inc-1', update: base64(update), by };
    yield { kind: 'postmortem.edited', incident: INCIDENT, actor: `person:${by}`, data };
  }
}

function begun(): Draft[] {
  const base = { incident: INCIDENT, actor: 'person:Anna' };
  const words = { number: 1, title: 'Long', summary: '', service: null, labels: {}, groupKey: INCIDENT, groupWhy: 'alone' };
  return [
    { ...base, kind: 'incident.opened', data: { ...words, severity: 3, severityWhy: '', isSecurity: false, startedAt: Date.now() } },
    { ...base, kind: 'incident.resolved', data: { why: '', isAutomatic: false } },
    { ...base, kind: 'postmortem.started', data: { postmortem: 'pm-inc-1', title: 'Long', template: '', by: 'Anna' } },
  ];
}

interface Rig {
  readonly desk: Desk;
  readonly room: PostmortemRoom;
  end(): Promise<void>;
}

/** The log, the desk and the room of postmortems as the engine makes them. */
function start(profile: string): Rig {
  const result = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'bench', now: Date.now });
  if (!result.ok) throw new Error(result.what);
  const log: Log = result.log;
  const settings = defaultSettings();
  const desk = new Desk({ log, now: Date.now, timeZone: 'UTC', settings: () => settings }, loadState(log, EMPTY_STATE, Date.now()));
  const nothing = (): void => undefined;
  const room = new PostmortemRoom({
    ...{ desk, log, now: Date.now, newId: () => 'n', person: () => 'Anna', push: nothing, journal: nothing },
  });
  return { desk, room, end: () => room.stop().then(() => log.close()) };
}

async function seed(profile: string, count: number): Promise<void> {
  const rig = start(profile);
  rig.desk.transact(begun);
  let batch: Draft[] = [];
  for (const draft of edits(count)) {
    batch.push(draft);
    if (batch.length < BATCH) continue;
    const full = batch;
    rig.desk.transact(() => full);
    batch = [];
  }
  await rig.end();
}

async function open({ room }: Rig): Promise<{ readonly tookMs: number; readonly update: string }> {
  const from = performance.now();
  const reply = await (await room.desk()).open(INCIDENT, null);
  if (!reply.ok) throw new Error(reply.error.what);
  return { tookMs: performance.now() - from, update: reply.value.update };
}

/** From the call with one keystroke to its answer, which comes after the disk has it; sorted, ms. */
async function typed({ room }: Rig, update: string): Promise<number[]> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  const took: number[] = [];
  for (let n = 0; n < KEYSTROKES; n++) {
    const before = Y.encodeStateVector(doc);
    doc.getText('text').insert(n, 'x');
    const edit = base64(Y.encodeStateAsUpdate(doc, before));
    const from = performance.now();
    const reply = await (await room.desk()).edit(INCIDENT, edit);
    if (!reply.ok) throw new Error(reply.error.what);
    took.push(performance.now() - from);
  }
  return took.sort((a, b) => a - b);
}

export async function benchPostmortem(isQuick: boolean): Promise<BenchRow[]> {
  const count = isQuick ? 10_000 : 100_000;
  const profile = mkdtempSync(join(tmpdir(), 'dogwatch-bench-postmortem-'));
  const name = `${count.toLocaleString('en')} edits`;
  try {
    await seed(profile, count);
    let rig = start(profile);
    const fromEvents = await open(rig);
    await rig.end();
    const openings: number[] = [];
    for (let n = 0; n < OPENINGS; n++) {
      rig = start(profile);
      openings.push((await open(rig)).tookMs);
      if (n < OPENINGS - 1) await rig.end();
    }
    const keystrokes = await typed(rig, fromEvents.update);
    await rig.end();
    openings.sort((a, b) => a - b);
    const p99 = keystrokes[Math.floor(keystrokes.length * 0.99)] ?? Number.NaN;
    return [
      rowOf({
        what: `postmortem: ${name}, compacted, opened from the file`,
        measured: Math.round(openings[Math.floor(OPENINGS / 2)] ?? Number.NaN),
        unit: 'ms',
        reach: [atMost(300)],
        note: `${openings.map(Math.round).join(', ')}; once from the events alone ${Math.round(fromEvents.tookMs)}`,
      }),
      rowOf({
        what: 'postmortem: keystroke sent -> durable, p99',
        measured: Math.round(p99 * 10) / 10,
        unit: 'ms',
        reach: [atMost(100)],
        note: `${keystrokes.length} one by one, worst ${Math.round(keystrokes.at(-1) ?? 0)}`,
      }),
    ];
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
