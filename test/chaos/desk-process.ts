// One desk's engine in a process of its own, so that it can be killed at any moment, told over IPC what to do.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';
import { encrypted } from '../../electron/log/encrypted';
import type { EngineCall } from '../../shared/contract';
import { canonical } from '../../shared/team/fingerprint';
import { answerCalls } from '../bench/measure/child';
import { type DeskEngine, type DeskEngineOptions, KEY, startDeskEngine } from '../electron/engine/desk-engine';
import { eventually } from '../harness/eventually';
import { jump, loseNames, suspend } from './bent-world';
import { write } from './kills/diary';
import { type Toil, toil } from './kills/toil';

let desk: DeskEngine | null = null;
let counter: Database.Database | null = null;

function running(): DeskEngine {
  if (!desk) throw new Error('the engine is not started');
  return desk;
}

/** A second connection to the log of the engine. */
function logOf({ profile }: Pick<DeskEngine, 'profile'>): Database.Database {
  counter ??= new Database(join(profile, 'log.db'), encrypted(KEY));
  return counter;
}

/** Events about incidents in the log, those of others included. */
function eventsOf(one: DeskEngine): number {
  return (logOf(one).prepare('SELECT count(*) AS n FROM events WHERE incident IS NOT NULL').get() as { n: number }).n;
}

function lacking(one: DeskEngine, ids: readonly string[]): readonly string[] {
  const missing = 'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM events)';
  return (logOf(one).prepare(missing).all(JSON.stringify(ids)) as { value: string }[]).map(({ value }) => value);
}

const hearInto = (diary: string, profile: string): NonNullable<DeskEngineOptions['hear']> => ({
  page: (page) => write(diary, ['page', page, (logOf({ profile }).prepare('SELECT max(seq) AS n FROM events').get() as { n: number }).n]),
  events: (batch) => {
    for (const { id } of batch) write(diary, ['event', id]);
  },
});

/** A hash of the queue: equal hashes, equal rows. What is counted per desk (seq) is left out. */
async function queueOf(one: DeskEngine): Promise<string> {
  const rows = (await one.snapshot()).rows.map(({ seq: _, ...row }) => row).sort((a, b) => (a.id < b.id ? -1 : 1));
  return createHash('sha256')
    .update(rows.map((row) => canonical(row)).join('\n'))
    .digest('hex');
}

/** The n-th thing that a person does to an incident. */
async function doOne(one: DeskEngine, id: string, n: number): Promise<void> {
  if (n % 10 === 3) await one.call('acknowledge-incident', { incidents: [id] });
  else if (n % 10 === 6) await one.call('unacknowledge-incident', { incidents: [id] });
  else if (n % 10 === 9) await one.call('set-severity', { incidents: [id], severity: 1 + (n % 5) });
  else await one.must('add-note', { id, text: `note ${n}` });
}

const calls = {
  /** With a diary: what is told to the world goes there. */
  start: async ({ profile, config, diary }: { profile: string; config: unknown; diary: string | null }) => {
    desk = await startDeskEngine({ profile, config, ...(diary && { hear: hearInto(diary, profile) }) });
  },
  /** Resolves once every feed has answered. */
  watching: () => eventually('it watches', () => (running().status()?.state ?? 'blind') !== 'blind', { limitMs: 60_000 }),
  toil: (what: Toil) => toil(running(), what),
  /** Those of these events that the log lacks. */
  lacking: (ids: readonly string[]) => lacking(running(), ids),
  jump,
  suspend,
  loseNames,
  status: () => running().status(),
  pages: () => running().pages,
  ask: async ({ call, args }: { call: EngineCall; args: unknown }) => running().must(call, args),
  /** So many things done to incidents, one after the other. */
  act: async ({ ids, from, count }: { ids: readonly string[]; from: number; count: number }) => {
    for (let n = from; n < from + count; n++) {
      await doOne(running(), ids[(n * 7) % ids.length] as string, n);
      if (n % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  },
  note: async ({ ids, from, count }: { ids: readonly string[]; from: number; count: number }) => {
    for (let n = from; n < from + count; n++) await running().must('add-note', { id: ids[n % ids.length] as string, text: `note ${n}` });
  },
  /** Resolves with the moment (Unix ms) at which the page of this incident left the screen. */
  gone: async ({ id, known }: { id: string; known: number }) => {
    while (!running().withdrawn.slice(known).includes(id)) await new Promise((resolve) => setTimeout(resolve, 1));
    return Date.now();
  },
  withdrawn: () => running().withdrawn.length,
  standing: async () => ({ events: eventsOf(running()), queue: await queueOf(running()) }),
  events: () => eventsOf(running()),
  journal: () => running().journal.slice(-20),
  stop: async () => {
    counter?.close();
    await running().stop(true);
    desk = null;
  },
};

export type DeskCalls = typeof calls;
answerCalls(calls);
