// Entry of the engine as an Electron utility process. It speaks the contract's messages with the shell over the parent port and
// with each window over a port of its own. No `electron` import: `parentPort` is what the process is given.
import './speak-first';
import { join } from 'node:path';
import type { EngineToShell, EngineToWindow, Reply, ShellToEngine } from '../../shared/contract';
import { openTitle } from '../../shared/rules/need-to-know';
import { msg } from '../../shared/words/words';
import type { ProfileJob } from '../profile/profile-thread';
import { boot, type FirstRows } from './boot';
import type { Engine } from './engine-seams';
import type { HeapKeeper } from './heap-keeper';
import { talk } from './terminal-lines';

interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): void;
  on(event: 'close', listener: () => void): void;
  start?(): void;
}

const parent = (process as unknown as { parentPort: Port }).parentPort;
const tell = (message: EngineToShell): void => parent.postMessage(message);
/** Exit status by which the shell knows that a restart at once is wanted. */
const RESTART = 75;

/** What was told reaches the shell before this process ends. */
const REPLY_MS = 50;

/** A window that never asks holds the feeds back no longer than this. */
const FIRST_LOOK_MS = 400;
/** What a window needs to draw the rows it was given, before feeds load their code beside it. */
const DRAWING_MS = 120;

let engine: Engine | null = null;
let place: { readonly profile: string; readonly key: string } | null = null;
let onLook = (): void => undefined;
const firstLook = new Promise<void>((resolve) => {
  onLook = resolve;
});
let areDetailsHidden = (): boolean => false;
let heap: HeapKeeper | null = null;
const early: Port[] = [];

async function start(message: Extract<ShellToEngine, { type: 'boot' }>): Promise<void> {
  place = { profile: message.profile, key: message.key };
  const result = await boot({
    ...message,
    firstLook,
    showRows,
    threadFile: new URL('./prepare-thread.cjs', import.meta.url),
    replayThread: new URL('./replay-thread.cjs', import.meta.url),
    backupThread: new URL('./backup-thread.cjs', import.meta.url),
    demoDir: message.isDemoAllowed ? message.demoDir : null,
    onLeaveDemo: () => setTimeout(() => void end(RESTART), 200),
    voice: {
      present: (request) => tell({ type: 'page', request, areDetailsHidden: areDetailsHidden() }),
      withdraw: (threads) => tell({ type: 'withdraw-pages', threads }),
      onStatus: (status, top, feeds) =>
        tell({
          type: 'status',
          status,
          top: top.map((row) => ({
            id: row.id,
            number: row.number,
            title: openTitle(row),
            severity: row.severity,
            status: row.status,
            isRestricted: row.isRestricted,
            ...(row.isDrill && { isDrill: true }),
          })),
          feeds: feeds.map(({ feed, name, state, why }) => ({ feed, name, state, why })),
        }),
      onEvents: (events, isRestricted) => {
        heap?.busy();
        void import('./narrate').then(({ narrate }) => {
          for (const line of narrate(events, isRestricted)) tell({ type: 'told', line });
        });
      },
      onFeeds: () => undefined,
      onIdle: () => heap?.quiet(),
      journal: (line) => process.stderr.write(talk(`engine: ${line}`)),
    },
  });
  if (!result.ok) {
    const { what, remedy, recovery } = result;
    return tell({ type: 'boot-failed', what, remedy, ...(recovery && { recovery }) });
  }
  engine = result.engine;
  setTimeout(onLook, FIRST_LOOK_MS);
  areDetailsHidden = result.engine.areDetailsHidden;
  for (const port of early.splice(0)) attach(port);
  tell({ type: 'ready', seq: engine.seq() });
  const { HeapKeeper, ownHeap } = await import('./heap-keeper');
  heap = new HeapKeeper(ownHeap());
}

/** The shell makes the window's port before it says what to boot. */
function showRows(rows: FirstRows): void {
  for (const port of early) port.postMessage(rows satisfies EngineToWindow);
}

function attach(port: Port): void {
  if (!engine) {
    early.push(port);
    return;
  }
  const line = engine.attach((message) => {
    port.postMessage(message);
    if ('reply' in message) setTimeout(onLook, DRAWING_MS);
  });
  port.on('message', (event) => line.receive(event.data));
  port.on('close', () => line.detach());
  port.start?.();
}

function notReady(what: string): Reply<never> {
  return { ok: false, error: { kind: 'not-ready', what, remedy: msg`Wait until the engine runs, and try again.` } };
}

/** Refused words leave everything as it is; after the rest a fresh engine opens what is there then. */
async function recoverFor({ id, asked }: Extract<ShellToEngine, { type: 'recover' }>): Promise<void> {
  if (!place) return tell({ type: 'reply', id, reply: notReady('The engine is still starting.') });
  await engine?.stop();
  const { recover } = await import('./recovery');
  tell({ type: 'reply', id, reply: recover({ ...place, file: join(place.profile, 'log.db') }, asked, Date.now()) });
  setTimeout(() => process.exit(RESTART), REPLY_MS);
}

async function moveProfile(message: Extract<ShellToEngine, { type: 'export-profile' | 'open-profile' }>): Promise<void> {
  const { runProfileJob } = await import('./profile-jobs');
  const { id, passphrase } = message;
  const job: ProfileJob | null =
    message.type === 'open-profile'
      ? { job: 'open', asked: { from: message.from, passphrase, staging: message.staging } }
      : place && { job: 'export', asked: { ...place, to: message.to, passphrase, at: Date.now() } };
  const thread = new URL('./profile-thread.cjs', import.meta.url);
  const reply = job ? await runProfileJob(thread, job) : notReady('There is no log to export.');
  tell({ type: 'reply', id, reply });
}

async function end(status: number): Promise<void> {
  await engine?.stop().catch((e) => process.stderr.write(talk(`engine: ${e instanceof Error ? e.message : e}`)));
  process.exit(status);
}

parent.on('message', ({ data, ports }) => {
  const message = data as ShellToEngine;
  switch (message.type) {
    case 'boot':
      start(message).catch((e) =>
        tell({
          type: 'boot-failed',
          what: msg`The engine could not start: ${e instanceof Error ? e.message : e}`,
          remedy: msg`Please report this.`,
        }),
      );
      return;
    case 'window':
      for (const port of ports) attach(port);
      return;
    case 'call':
      void engine?.call(message.call, message.args).then((reply) => tell({ type: 'reply', id: message.id, reply }));
      return;
    case 'page-outcome':
      engine?.onOutcome(message.page, message.incidents, message.outcome);
      return;
    case 'export-evidence':
      void engine
        ?.exportEvidence(message.incident, message.file, message.version)
        .then((reply) => tell({ type: 'reply', id: message.id, reply }));
      return;
    case 'postmortem-file':
      void engine?.postmortemFile(message.asked).then((reply) => tell({ type: 'reply', id: message.id, reply }));
      return;
    case 'recover':
      void recoverFor(message);
      return;
    case 'export-profile':
    case 'open-profile':
      void moveProfile(message);
      return;
    case 'power':
      if (message.what !== 'suspend') engine?.onWake(message.what === 'resume' ? 'the machine slept' : 'the network was away');
      return;
    case 'shell-health':
      engine?.onShellHealth(message.blindWhy);
      return;
    case 'presence':
      engine?.onPresence(message.presence);
      return;
    case 'stop':
      void end(0);
      return;
  }
});
