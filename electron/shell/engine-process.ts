// Runs the engine as a utility process and keeps it running: a death is told, answered by a restart, and the window gets a new line to it.
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import type { EngineArgs, EngineCall, EngineToShell, EngineValues, Reply, ShellToEngine } from '../../shared/contract';
import type { RecoverAsked, Recovered, Recovery } from '../../shared/contract/backups';
import type { ExportedBundle } from '../../shared/contract/evidence';
import type { ExportedProfile, StagedProfile } from '../../shared/contract/profile';
import type { PostmortemFile } from '../../shared/contract/publish';
import { msg } from '../../shared/words/words';
import { note } from './journal';
import { createRestartPolicy } from './restart-policy';

export type EngineState =
  | { readonly state: 'starting' | 'up' | 'stopped'; readonly why: '' }
  /** It died and is being started again. */
  | { readonly state: 'down'; readonly why: string }
  /** It can't start until a person does something. */
  | { readonly state: 'failed'; readonly why: string; readonly recovery: Recovery };

type Boot = Extract<ShellToEngine, { type: 'boot' }>;

/** What the engine boots with, or why it can't. */
export type BootOrWhy = { readonly ok: true; readonly boot: Boot } | { readonly ok: false; readonly recovery: Recovery };

export interface EngineOptions {
  readonly modulePath: string;
  /** File of the catalogue that the engine speaks by; '' for English. */
  readonly words: string;
  /** Asked at each start; the process starts at once and loads its code meanwhile. */
  readonly boot: () => Promise<BootOrWhy>;
  readonly onMessage: (message: EngineToShell) => void;
  readonly onState: (state: EngineState) => void;
}

export interface EngineProcess {
  readonly state: () => EngineState;
  /** Resolves when the first start succeeded or failed. */
  readonly settled: Promise<void>;
  readonly pid: () => number | undefined;
  /** Dropped while the engine is away: it knows nothing that was promised. */
  send(message: ShellToEngine): void;
  /** A call of the contract, answered within 10 s or by an error value. */
  call<C extends EngineCall>(call: C, args: EngineArgs<C>): Promise<Reply<EngineValues[C]>>;
  /** Has the engine write the evidence bundle of an incident to a place that the person chose. */
  exportEvidence(incident: string, file: string, version: string): Promise<Reply<ExportedBundle>>;
  postmortemFile(asked: PostmortemFile): Promise<Reply<unknown>>;
  /** Has the engine do what a person chose about its log, also one that could not start; it is started anew after that. */
  recover(asked: RecoverAsked): Promise<Reply<Recovered>>;
  /** Has the engine write the whole profile, sealed, to a place that the person chose. */
  exportProfile(to: string, passphrase: string): Promise<Reply<ExportedProfile>>;
  /** Has the engine open and check such a file in `staging`. The answer holds a key: it goes to no window. */
  openProfile(from: string, passphrase: string, staging: string): Promise<Reply<StagedProfile>>;
  /** Ends the engine, does `work` while nobody has the profile open, and starts the engine anew whatever came of it. */
  whileAway<T>(work: () => T | Promise<T>): Promise<T>;
  /** Starts an engine that could not start for want of a key. */
  startAgain(): void;
  /** Gives the page a new port to the engine, which answers once it is ready; false when there is no engine to speak to. */
  connect(contents: WebContents): boolean;
  /** Asks the engine to end and waits; after 5 s it is killed. */
  stop(): Promise<void>;
}

const CALL_TIMEOUT_MS = 10_000;
/** A bundle of hundreds of thousands of events, or of large files on a slow disk. */
const EXPORT_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 5_000;
/** The engine's exit status when it wants to be started again at once, e.g. to leave the demo. */
const WANTS_RESTART = 75;
const startsAgain = (): string => msg`The engine is starting again.`;

function unanswered(what: string): Reply<never> {
  return { ok: false, error: { kind: 'not-ready', what, remedy: msg`The engine is being restarted; try again in a moment.` } };
}

/** The passphrase is the shell's business: it must not be readable in the engine's environment. */
function engineEnvironment(words: string): NodeJS.ProcessEnv {
  const { DOGWATCH_PASSPHRASE: _kept, ...rest } = process.env;
  return { ...rest, DOGWATCH_WORDS: words };
}

function failed(recovery: Recovery): EngineState {
  return { state: 'failed', why: `${recovery.what} ${recovery.remedy}`.trim(), recovery };
}

/** Trying again is all that can be offered. */
function unexplained({ what, remedy }: { readonly what: string; readonly remedy: string }): Recovery {
  return { kind: 'other', what, remedy, backups: [], canStartEmpty: false };
}

/** Gives the engine its end of a new line to a window; the answer is the window's. */
function openLine(child: UtilityProcess): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage({ type: 'window' } satisfies ShellToEngine, [port1]);
  return port2;
}

class Supervisor implements EngineProcess {
  private readonly options: EngineOptions;
  private readonly policy = createRestartPolicy();
  private readonly waiting = new Map<number, (reply: Reply<unknown>) => void>();
  private child: UtilityProcess | null = null;
  /** The page's end of the first line to this engine, until the page asks: the engine may write into it before there is a page. */
  private ahead: MessagePortMain | null = null;
  private current: EngineState = { state: 'starting', why: '' };
  private lastId = 0;
  private startedAt = 0;
  private isStopping = false;
  private isAway = false;
  private timer: NodeJS.Timeout | undefined;
  readonly settled: Promise<void>;
  private onSettled = (): void => undefined;

  constructor(options: EngineOptions) {
    this.options = options;
    this.settled = new Promise((resolve) => {
      this.onSettled = resolve;
    });
    this.start();
  }

  state = (): EngineState => this.current;
  pid = (): number | undefined => this.child?.pid;

  send(message: ShellToEngine): void {
    this.child?.postMessage(message);
  }

  call<C extends EngineCall>(call: C, args: EngineArgs<C>): Promise<Reply<EngineValues[C]>> {
    // The engine's gate answers each call with its own value type.
    return this.ask((id) => ({ type: 'call', id, call, args }), call, CALL_TIMEOUT_MS) as Promise<Reply<EngineValues[C]>>;
  }

  exportEvidence(incident: string, file: string, version: string): Promise<Reply<ExportedBundle>> {
    const asked = this.ask((id) => ({ type: 'export-evidence', id, incident, file, version }), 'export-evidence', EXPORT_TIMEOUT_MS);
    return asked as Promise<Reply<ExportedBundle>>;
  }

  postmortemFile(asked: PostmortemFile): Promise<Reply<unknown>> {
    return this.ask((id) => ({ type: 'postmortem-file', id, asked }), 'postmortem-file', EXPORT_TIMEOUT_MS);
  }

  recover(asked: RecoverAsked): Promise<Reply<Recovered>> {
    const sent = this.askAnyway((id) => ({ type: 'recover', id, asked }), 'recover', EXPORT_TIMEOUT_MS);
    return sent as Promise<Reply<Recovered>>;
  }

  exportProfile(to: string, passphrase: string): Promise<Reply<ExportedProfile>> {
    const sent = this.askAnyway((id) => ({ type: 'export-profile', id, to, passphrase }), 'export-profile', EXPORT_TIMEOUT_MS);
    return sent as Promise<Reply<ExportedProfile>>;
  }

  openProfile(from: string, passphrase: string, staging: string): Promise<Reply<StagedProfile>> {
    const sent = this.askAnyway((id) => ({ type: 'open-profile', id, from, passphrase, staging }), 'open-profile', EXPORT_TIMEOUT_MS);
    return sent as Promise<Reply<StagedProfile>>;
  }

  async whileAway<T>(work: () => T | Promise<T>): Promise<T> {
    this.isAway = true;
    try {
      await this.endChild();
      return await work();
    } finally {
      this.isAway = false;
      if (!this.isStopping) this.restart(0, startsAgain());
    }
  }

  startAgain(): void {
    if (this.isStopping) return;
    if (this.child) {
      this.enter({ state: 'starting', why: '' });
      this.bootWhenKnown(this.child);
    } else this.restart(0, startsAgain());
  }

  connect(contents: WebContents): boolean {
    if (!this.child || (this.current.state !== 'up' && this.current.state !== 'starting')) return false;
    contents.postMessage('dogwatch:port', null, [this.ahead ?? openLine(this.child)]);
    this.ahead = null;
    return true;
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.endChild();
  }

  private async endChild(): Promise<void> {
    const child = this.child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const killer = setTimeout(() => {
      note('warn', `the engine did not end within ${STOP_TIMEOUT_MS} ms and was killed`);
      child.kill();
    }, STOP_TIMEOUT_MS);
    this.send({ type: 'stop' });
    await ended;
    clearTimeout(killer);
  }

  private ask(message: (id: number) => ShellToEngine, name: string, timeoutMs: number): Promise<Reply<unknown>> {
    if (this.current.state !== 'up') return Promise.resolve(unanswered(msg`The engine is not running.`));
    return this.askAnyway(message, name, timeoutMs);
  }

  /** Also an engine that could not open its log. */
  private askAnyway(message: (id: number) => ShellToEngine, name: string, timeoutMs: number): Promise<Reply<unknown>> {
    if (!this.child) return Promise.resolve(unanswered(msg`The engine is not running.`));
    const id = ++this.lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(id, unanswered(msg`The engine did not answer “${name}”.`)), timeoutMs);
      this.waiting.set(id, (reply) => {
        clearTimeout(timer);
        resolve(reply);
      });
      this.send(message(id));
    });
  }

  private start(): void {
    const child = utilityProcess.fork(this.options.modulePath, [], {
      serviceName: 'Dogwatch engine',
      stdio: 'inherit',
      env: engineEnvironment(this.options.words),
    });
    this.child = child;
    this.ahead = openLine(child);
    this.startedAt = Date.now();
    child.on('message', (message: EngineToShell) => this.receive(message));
    child.once('exit', (code) => this.onExit(code));
    this.bootWhenKnown(child);
  }

  /** Without a key it waits, with nothing done, until a person has done something about it. */
  private bootWhenKnown(child: UtilityProcess): void {
    void this.options.boot().then((boot) => {
      if (this.child !== child) return;
      if (boot.ok) child.postMessage({ ...boot.boot, isSuspect: this.policy.isLooping } satisfies Boot);
      else this.enter(failed(boot.recovery));
    });
  }

  private receive(message: EngineToShell): void {
    if (message.type === 'reply') this.settle(message.id, message.reply);
    if (message.type === 'ready') this.enter({ state: 'up', why: '' });
    if (message.type === 'boot-failed') this.enter(failed(message.recovery ?? unexplained(message)));
    this.options.onMessage(message);
  }

  private onExit(code: number): void {
    this.child = null;
    this.ahead?.close();
    this.ahead = null;
    for (const id of [...this.waiting.keys()]) this.settle(id, unanswered(msg`The engine ended.`));
    if (this.isStopping) this.enter({ state: 'stopped', why: '' });
    else if (this.isAway) this.enter({ state: 'down', why: msg`The profile is being changed.` });
    else if (code === WANTS_RESTART) this.restart(0, startsAgain());
    else if (this.current.state !== 'failed') this.revive(code);
  }

  private revive(code: number): void {
    const pauseMs = this.policy.next(Date.now() - this.startedAt);
    note('error', `the engine ended (code ${code}); it starts again in ${pauseMs} ms`);
    this.restart(pauseMs, msg`The engine stopped unexpectedly (code ${code}) and is being restarted.`);
  }

  private restart(pauseMs: number, why: string): void {
    this.enter({ state: 'down', why });
    this.timer = setTimeout(() => this.start(), pauseMs);
  }

  private enter(state: EngineState): void {
    this.current = state;
    this.onSettled();
    this.options.onState(state);
  }

  private settle(id: number, reply: Reply<unknown>): void {
    const resolve = this.waiting.get(id);
    this.waiting.delete(id);
    resolve?.(reply);
  }
}

/** Starts the engine. Must run after the app is ready. */
export function superviseEngine(options: EngineOptions): EngineProcess {
  return new Supervisor(options);
}
