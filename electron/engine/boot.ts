// From a profile and a key to a running engine: opens the log, reads the settings, starts the embedded demo when nothing is
// connected. What stops it is told in words; nothing is overwritten. What not every start needs is imported when it is needed, and the log
// and the engine themselves after the first rows were shown.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { DeskStatus, EnginePush } from '../../shared/contract';
import { MACHINE_ZONE } from '../../shared/rules/wall-clock';
import type { Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import { firstHealth } from '../feeds/first-health';
import { loadKinds, lookForPresetsIn } from '../feeds/registry';
import { type FirstLook, firstLook } from '../log/first-look';
import { LogWriteFailure } from '../log/log';
import { closeDatabase, type OpenedDatabase } from '../log/open-database';
import { BACKUPS } from '../log/put-aside';
import type { Log, OpenLogOptions } from '../log/store';
import type { Sender } from './couriers';
import type { Engine, EngineDeps } from './engine-seams';
import { damageAt, LOG, openRealLog, type Refused, unwritable } from './real-log';
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
  /** Built `log/backup-thread`; left out: backups are made in the engine's own thread. */
  readonly backupThread?: URL;
  /** The engine died again and again: all of the log is checked before anything in it is read. */
  readonly isSuspect?: boolean;
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

export type BootResult = { readonly ok: true; readonly engine: Engine; readonly isDemo: boolean } | Refused;

/** Never throws for what a person can mend: a profile that can't be written to, or a damaged log, is a refusal with words. */
export async function boot(options: BootOptions): Promise<BootResult> {
  try {
    return await bootProfile(options);
  } catch (error) {
    if (error instanceof LogWriteFailure) return unwritable(error.what, error.remedy);
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return await blameLog(options, error);
    const remedy = msg`Check that the profile folder exists, is yours, and that the disk has room.`;
    return unwritable(`The profile ${options.profile} can’t be used: ${error.message}`, remedy);
  }
}

/** What is read at the start may be what is damaged; if the log is whole, `error` is a bug. */
async function blameLog(options: BootOptions, error: unknown): Promise<Refused> {
  const damage = await damageAt(options);
  if (!damage) throw error;
  return damage;
}

async function bootProfile(options: BootOptions): Promise<BootResult> {
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  lookForPresetsIn(join(options.profile, 'presets'));
  const dictated = await readDictated(options.configFile);
  if (!dictated.ok) return dictated;
  const opened = await openRealLog(options);
  if (!opened.ok) return opened;
  try {
    return await bootOn(options, opened, dictated.value);
  } catch (error) {
    letGo(opened);
    throw error;
  }
}

/** What can't be read must not stay locked: it may be put aside next. Damage may refuse even its last mark. */
function letGo({ db, lock }: OpenedDatabase): void {
  try {
    closeDatabase(db, lock);
  } catch {
    // The error before it is the one to tell.
  }
}

async function bootOn(options: BootOptions, opened: OpenedDatabase, dictated: Dictated | null): Promise<BootResult> {
  const look = firstLook(opened.db);
  const stored = dictated ? { ok: true as const, settings: dictated.settings } : await storedSettings(look);
  if (!stored.ok) {
    closeDatabase(opened.db, opened.lock);
    return stored;
  }
  const isDemo = options.demoDir !== null && stored.settings.feeds.length === 0;
  if (!isDemo) showFirst(options, look, stored.settings);
  const { makeLog } = await import('../log/store');
  const log = makeLog(opened, logOptions(options));
  const book = new SettingsBook(log, stored.settings, dictated);
  if (isDemo) return bootDemo(options, log, book);
  return { ok: true, isDemo: false, engine: await start(options, log, LOG, book, false) };
}

function showFirst({ showRows }: BootOptions, look: FirstLook, settings: Settings): void {
  const rows = showRows ? look.liveRows() : null;
  if (rows) showRows?.({ push: 'first-rows', rows, feeds: settings.feeds.map(firstHealth), settings });
}

/** The demo has a log of its own, made anew each time: invented incidents never mix with real ones. */
async function bootDemo(options: BootOptions, real: Log, realBook: SettingsBook): Promise<BootResult> {
  const file = join(options.profile, DEMO_LOG);
  for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}-mark`]) rmSync(name, { force: true });
  rmSync(join(options.profile, DEMO_ATTACHMENTS), { force: true, recursive: true });
  const { openLog } = await import('../log/store');
  const opened = openLog({ file, key: options.key, ...logOptions(options) });
  if (!opened.ok) {
    real.close();
    return { ok: false, what: opened.what, remedy: opened.remedy };
  }
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

const DEMO_LOG = 'demo.db';
const DEMO_ATTACHMENTS = 'demo-attachments';
const DEMO_RUNBOOKS = 'demo-runbooks';

async function start(options: BootOptions, log: Log, logName: string, book: SettingsBook, isDemo: boolean): Promise<Engine> {
  const newId = (): string => randomBytes(9).toString('base64url');
  const sender = options.sender && { sender: options.sender };
  const { key, keyKeeping, replayThread, firstLook = null, voice } = options;
  const threadLog = replayThread ? { file: join(options.profile, logName), key, thread: replayThread } : null;
  const { profile, backupThread = null } = options;
  const backups = isDemo ? null : { file: join(profile, LOG), key, folder: join(profile, BACKUPS), thread: backupThread };
  const workDir = join(options.profile, 'work');
  const { openAttachments } = await import('../log/attachments');
  const attachments = openAttachments(join(options.profile, isDemo ? DEMO_ATTACHMENTS : 'attachments'), options.key);
  const device = deviceName();
  const { createEngine } = await import('./engine');
  const engine = createEngine({
    ...{ log, attachments, book, now: Date.now, newId, workDir, timeZone: MACHINE_ZONE, device, isDemo, keyKeeping, firstLook },
    demoDir: options.demoDir,
    threadLog,
    backups,
    ...sender,
    ...voice,
  });
  if (firstLook === null) await engine.opened;
  return engine;
}

function deviceName(): string {
  return hostname().slice(0, 60) || 'desk';
}

function logOptions({ threadFile }: BootOptions): Omit<OpenLogOptions, 'file' | 'key'> {
  return { device: deviceName(), now: Date.now, ...(threadFile && { threadFile }) };
}

type DictatedResult = { ok: true; value: Dictated | null } | { ok: false; what: string; remedy: string };

/** The settings that a file dictates; null: there is no file. */
export async function readDictated(file: string | null): Promise<DictatedResult> {
  if (file === null) return { ok: true, value: null };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, what: msg`The settings file ${file} cannot be read.`, remedy: msg`Check its path and permissions.` };
  }
  const { parseConfig, tellConfigErrors } = await import('./config-file');
  const parsed = parseConfig(text, await loadKinds(text));
  if (!parsed.ok)
    return { ok: false, what: tellConfigErrors(file, parsed.errors), remedy: msg`Mend the file; docs/settings.md lists every key.` };
  return { ok: true, value: { file, settings: parsed.settings, secrets: parsed.secrets } };
}
