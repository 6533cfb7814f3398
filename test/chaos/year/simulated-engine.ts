// A whole engine with its real log, on a clock of the test and with a kind of feed that the test speaks for.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../../electron/engine/engine';
import type { Engine, EngineDeps } from '../../../electron/engine/engine-seams';
import { SettingsBook } from '../../../electron/engine/settings-book';
import { type AnyFeed, registry } from '../../../electron/feeds/registry';
import { openAttachments } from '../../../electron/log/attachments';
import { openLog } from '../../../electron/log/store';
import type { Settings } from '../../../shared/settings';
import { type LateClock, settled } from '../../harness/late-clock';

const KEY = '22'.repeat(32);
/** A year is some hundred thousand commits; that the disk keeps them is shown elsewhere. */
export const IN_MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
export const LOG_FILE = 'log.db';

/** Opens the log in `folder` and starts; `opened` of the engine tells when it watches. */
export function simulatedEngine(
  folder: string,
  settings: Settings,
  { now }: LateClock,
  voice: Pick<EngineDeps, 'present' | 'onEvents' | 'journal'>,
): Engine {
  const opened = openLog({ file: join(folder, LOG_FILE), key: KEY, device: 'desk', now });
  if (!opened.ok) throw new Error(opened.what);
  let ids = 0;
  return createEngine({
    ...{ log: opened.log, now, workDir: join(folder, 'work'), timeZone: 'UTC', device: 'desk', isDemo: false, keyKeeping: 'file' },
    attachments: openAttachments(join(folder, 'attachments'), KEY),
    book: new SettingsBook(opened.log, settings, null),
    newId: () => `${now()}-${ids++}`,
    sender: { manifestOf: () => null, send: async () => ({ ok: true, ref: null }) },
    withdraw: () => undefined,
    onStatus: () => undefined,
    onFeeds: () => undefined,
    firstLook: null,
    ...voice,
  });
}

/** Its farewell waits for nothing that the clock of the test would have to bring. */
export async function stopSimulated(engine: Engine): Promise<void> {
  let isStopped = false;
  const stopping = engine.stop().then(() => {
    isStopped = true;
  });
  while (!isStopped) await settled();
  await stopping;
}

export function teachKind(name: string, kind: unknown): void {
  (registry as Map<string, AnyFeed>).set(name, kind as AnyFeed);
}

export function forgetKind(name: string): void {
  (registry as Map<string, AnyFeed>).delete(name);
}
