// An engine with one resolved incident, and writers who edit its postmortem as windows do: by Yjs updates.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { openLog } from '../../../electron/log/store';
import type { Draft } from '../../../shared/log/event';
import { type DeskEngine, KEY, startDeskEngine } from '../engine/desk-engine';
import { commit, opened, resolved } from '../log/a-log';

export const INCIDENT = 'inc-1';

/** A profile whose log holds these drafts; it goes when the test ends. */
export function profileWith(drafts: readonly Draft[]): string {
  const profile = mkdtempSync(join(tmpdir(), 'dogwatch-postmortem-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }));
  const log = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'desk-1', now: Date.now });
  if (!log.ok) throw new Error(log.what);
  commit(log.log, drafts, Date.now());
  log.log.close();
  return profile;
}

export function aProfile(): string {
  return profileWith([opened(INCIDENT, 1, { title: 'Checkout is down', severity: 2 }), resolved(INCIDENT)]);
}

export async function anEngine(profile = aProfile(), config: unknown = { person: { name: 'Anna' } }): Promise<DeskEngine> {
  const desk = await startDeskEngine({ profile, config });
  onTestFinished(() => desk.stop(true));
  return desk;
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** One window's document. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText('text');

  /** The update that this change makes. */
  change(change: (text: Y.Text) => void): string {
    const before = Y.encodeStateVector(this.doc);
    this.doc.transact(() => change(this.text));
    return base64(Y.encodeStateAsUpdate(this.doc, before));
  }

  take(update: string): this {
    Y.applyUpdate(this.doc, bytes(update));
    return this;
  }

  get known(): string {
    return base64(Y.encodeStateVector(this.doc));
  }

  toString(): string {
    return this.text.toString();
  }
}

/** A window that opens the postmortem as the engine has it. */
export async function aWriter(desk: DeskEngine, incident = INCIDENT): Promise<Writer> {
  const { update } = await desk.must('open-postmortem', { incident });
  return new Writer().take(update);
}

/** The text as the engine has it now. */
export async function textOf(desk: DeskEngine, incident = INCIDENT): Promise<string> {
  return (await aWriter(desk, incident)).toString();
}
