// From a profile and a key to a running engine: opens the log, reads the settings, starts the embedded demo when nothing is
// connected. What stops it is told in words; nothing is overwritten. What not every start needs is imported when it is needed, and the engine itself
// after the first rows were shown.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { DeskStatus, EnginePush } from '../../shared/contract';
import type { Settings } from '../../shared/settings';
import { firstHealth } from '../feeds/health';
import { loadKinds, lookForPresetsIn } from '../feeds/registry';
import { openAttachments } from '../log/attachments';
import { type Log, LogWriteFailure, openLog } from '../log/store';
import type { Sender } from './couriers';
import type { Engine, EngineDeps } from './engine-seams';
import { type Dictated, SettingsBook } from './settings-book';
import { storedSettings } from './stored-settings';

export interface BootOptions {
  readonly profile: string;
  readonly key: string;
  readonly keyKeeping: DeskStatus['keyKeeping'];
  readonly configFile: string | null;
  /** Built `log/prepare-thread`, for a second thread in storms. */
  readonly threadFile?: URL;
  /** Built `replay/replay-thread`; left out: replays run in slices beside everything else. */
  readonly replayThread?: URL;
  /** Folder of the demo's scenario; null: no demo, an engine without feeds waits for one. */
  readonly demoDir: string | null;
  /** The first real feed was saved while the demo ran: the engine has to start anew on the real log. */
  readonly onLeaveDemo: () => void;
  /** A window is about to ask for the queue: the feeds are asked once this resolves. Default: at once. */
  readonly firstLook?: Promise<void>;
  /** Given the live rows as soon as the log is open, long before the engine is ready. */
  readonly showRows?: (rows: FirstRows) => void;
  /** Sends messages; left out: the channels of the settings. */
  readonly sender?: Sender;
  readonly voice: Pick<EngineDeps, 'present' | 'withdraw' | 'onStatus' | 'onEvents' | 'onFeeds' | 'onIdle' | 'journal'>;
}

export type FirstRows = Extract<EnginePush, { push: 'first-rows' }>;

export type BootResult =
  | { readonly ok: true; readonly engine: Engine; readonly isDemo: boolean }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

/** Never throws for what a person can mend: a profile that can't be written to is a refusal with words. */
export async function boot(options: BootOptions): Promise<BootResult> {
  try {
    return await bootProfile(options);
  } catch (error) {
    if (error instanceof LogWriteFailure) return { ok: false, what: error.what, remedy: error.remedy };
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    const remedy = 'Check that the profile folder exists, is yours, and that the disk has room.';
    return { ok: false, what: `The profile ${options.profile} can’t be used: ${error.message}`, remedy };
  }
}

async function bootProfile(options: BootOptions): Promise<BootResult> {
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  lookForPresetsIn(join(options.profile, 'presets'));
  const dictated = await readDictated(options.configFile);
  if (!dictated.ok) return dictated;
  const opened = openAt(join(options.profile, LOG), options);
  if (!opened.ok) return opened;
  const stored = dictated.value ? { ok: true as const, settings: dictated.value.settings } : await storedSettings(opened.log);
  if (!stored.ok) {
    opened.log.close();
    return stored;
  }
  const book = new SettingsBook(opened.log, stored.settings, dictated.value);
  const isDemo = options.demoDir !== null && book.settings.feeds.length === 0;
  if (isDemo) return bootDemo(options, opened.log, book);
  // Rows that have to be made anew may be wrong now.
  if (!opened.log.needsRebuild()) options.showRows?.(firstRows(opened.log, book.settings));
  return { ok: true, isDemo: false, engine: await start(options, opened.log, LOG, book, false) };
}

function firstRows(log: Log, settings: Settings): FirstRows {
  return { push: 'first-rows', rows: log.liveRows(), feeds: settings.feeds.map(firstHealth), settings };
}

/** The demo has a log of its own, made anew each time: invented incidents never mix with real ones. */
async function bootDemo(options: BootOptions, real: Log, realBook: SettingsBook): Promise<BootResult> {
  const file = join(options.profile, DEMO_LOG);
  for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
  rmSync(join(options.profile, DEMO_ATTACHMENTS), { force: true, recursive: true });
  const opened = openAt(file, options);
  if (!opened.ok) return opened;
  const { startDemo } = await import('../demo/demo');
  const { copyDemoRunbooks, DemoBook, demoSettings } = await import('./demo-book');
  const demo = await startDemo({ scenarioFile: join(options.demoDir ?? '', 'scenario.yml'), now: Date.now });
  const runbooks = copyDemoRunbooks(join(options.demoDir ?? '', 'runbooks'), join(options.profile, DEMO_RUNBOOKS));
  const book = new DemoBook(opened.log, demoSettings(realBook.settings, demo.url, runbooks), realBook, options.onLeaveDemo);
  const engine = await start(options, opened.log, DEMO_LOG, book, true);
  const stop = async (): Promise<void> => {
    await engine.stop();
    await demo.stop();
    real.close();
  };
  return { ok: true, isDemo: true, engine: { ...engine, stop } };
}

const LOG = 'log.db';
const DEMO_LOG = 'demo.db';
const DEMO_ATTACHMENTS = 'demo-attachments';
const DEMO_RUNBOOKS = 'demo-runbooks';

async function start(options: BootOptions, log: Log, logName: string, book: SettingsBook, isDemo: boolean): Promise<Engine> {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const newId = (): string => randomBytes(9).toString('base64url');
  const sender = options.sender && { sender: options.sender };
  const { key, keyKeeping, replayThread, firstLook = null, voice } = options;
  const threadLog = replayThread ? { file: join(options.profile, logName), key, thread: replayThread } : null;
  const workDir = join(options.profile, 'work');
  const attachments = openAttachments(join(options.profile, isDemo ? DEMO_ATTACHMENTS : 'attachments'), options.key);
  const device = deviceName();
  const { createEngine } = await import('./engine');
  const engine = createEngine({
    ...{ log, attachments, book, now: Date.now, newId, workDir, timeZone, device, isDemo, keyKeeping, firstLook },
    demoDir: options.demoDir,
    threadLog,
    ...sender,
    ...voice,
  });
  if (firstLook === null) await engine.opened;
  return engine;
}

function deviceName(): string {
  return hostname().slice(0, 60) || 'desk';
}

function openAt(
  file: string,
  { key, threadFile = null }: Pick<BootOptions, 'key'> & { readonly threadFile?: URL | null },
): { ok: true; log: Log } | { ok: false; what: string; remedy: string } {
  const opened = openLog({ file, key, device: deviceName(), now: Date.now, threadFile });
  return opened.ok ? { ok: true, log: opened.log } : { ok: false, what: opened.what, remedy: opened.remedy };
}

type DictatedResult = { ok: true; value: Dictated | null } | { ok: false; what: string; remedy: string };

async function readDictated(file: string | null): Promise<DictatedResult> {
  if (file === null) return { ok: true, value: null };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, what: `The settings file ${file} cannot be read.`, remedy: 'Check its path and permissions.' };
  }
  const { parseConfig, tellConfigErrors } = await import('./config-file');
  const parsed = parseConfig(text, await loadKinds(text));
  if (!parsed.ok)
    return { ok: false, what: tellConfigErrors(file, parsed.errors), remedy: 'Mend the file; docs/settings.md lists every key.' };
  return { ok: true, value: { file, settings: parsed.settings, secrets: parsed.secrets } };
}
