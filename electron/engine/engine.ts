// Composition root of the engine: what is made, in which order, and who hears of what. It knows neither Electron nor where its
// voice goes, so that the very same engine runs in a utility process, in plain Node and in tests.
import type { DeskStatus, EngineToWindow, FeedHealth, PageOutcome, Reply, Snapshot } from '../../shared/contract';
import { decideTime } from '../../shared/log/decide/time';
import type { LogEvent, PageRequest } from '../../shared/log/event';
import { EMPTY_STATE } from '../../shared/log/state';
import { foldRow } from '../../shared/log/views/queue';
import type { Settings } from '../../shared/settings';
import { registry } from '../feeds/registry';
import { type Log, LogWriteFailure } from '../log/store';
import { AckKeeper } from './ack-keeper';
import { AlertFilter } from './alert-filter';
import { Desk, loadState } from './desk';
import { Eyes, manifests, problemsOf } from './eyes';
import { answer, done, type Handlers, refuse } from './gate';
import { Heart } from './heart';
import { incidentCalls } from './incident-calls';
import { incidentQueries } from './incident-queries';
import { Pager } from './pager';
import { pagingCalls } from './paging-calls';
import { Publisher } from './publisher';
import type { SettingsBook } from './settings-book';
import { settingsCalls } from './settings-calls';
import { silenceCalls } from './silence-calls';
import { statusOf, topIncidents } from './status';
import { StatusTeller } from './status-teller';
import { openWindowLine, type WindowLine } from './window-line';
import { writeCalls } from './write-calls';

export interface EngineDeps {
  readonly log: Log;
  readonly book: SettingsBook;
  readonly now: () => number;
  readonly newId: () => string;
  readonly timeZone: string;
  readonly isDemo: boolean;
  readonly keyKeeping: DeskStatus['keyKeeping'];
  /** Shows a page; outcomes come back by `onOutcome`. */
  readonly present: (request: PageRequest) => void;
  readonly withdraw: (threads: readonly string[]) => void;
  readonly onStatus: (status: DeskStatus, top: ReturnType<typeof topIncidents>, feeds: readonly FeedHealth[]) => void;
  readonly onEvents: (events: readonly LogEvent[]) => void;
  readonly onFeeds: (feeds: readonly FeedHealth[]) => void;
  /** Told every ten seconds, between other things: a moment for what can wait. */
  readonly onIdle?: () => void;
  /** Lines for the journal of the process; never secrets. */
  readonly journal: (line: string) => void;
  /** What the feeds wait for before they are asked, e.g. a first look at the queue; null: they are asked at once. */
  readonly firstLook: Promise<void> | null;
}

export interface Engine {
  call(call: unknown, args: unknown): Promise<Reply<unknown>>;
  /** A window: its `subscribe` call starts the pushes. Returns the end of it. */
  attach(send: (message: EngineToWindow) => void): WindowLine;
  onOutcome(page: string, incidents: readonly string[], outcome: PageOutcome): void;
  onShellHealth(blindWhy: readonly string[]): void;
  /** The machine woke up or the network came back. */
  onWake(why: string): void;
  readonly seq: () => number;
  readonly settings: () => Settings;
  stop(): Promise<void>;
}

const TOP = 5;

/** Everything the engine is made of, in the order of making; nothing runs yet. */
function assemble(deps: EngineDeps) {
  const { log, book, now, newId } = deps;
  if (log.needsRebuild()) log.rebuild(foldRow);
  const settings = (): Settings => book.settings;
  const desk = new Desk({ log, now, timeZone: deps.timeZone, settings }, loadState(log, EMPTY_STATE, now()));
  const person = (): string => book.settings.person.name;
  const publisher = new Publisher();
  const teller = new StatusTeller(() => {
    const status = statusNow();
    publisher.send({ push: 'status', status });
    deps.onStatus(status, topIncidents(desk.state, TOP), eyes.health);
  });
  const changed = (feeds: readonly FeedHealth[]): void => {
    publisher.send({ push: 'feeds', feeds });
    deps.onFeeds(feeds);
    teller.changed();
  };
  const watchedAt = Number(log.getSetting(WATCHED_AT) ?? 0);
  const eyes = new Eyes({ desk, book, now, watchedAt, changed, told: () => teller.changed(), journal: deps.journal });
  const pastRow = (id: string) => log.row(id);
  const ackMs = (): number => book.settings.writing.ackMinutes * 60_000;
  const acks = new AckKeeper({ desk, runner: eyes.runner, person, ackMs, now, newId, pastRow, journal: deps.journal });
  const filter = new AlertFilter(() => desk.state.incidents);
  desk.onCommit((events) => {
    publisher.events(events);
    deps.onEvents(events);
    teller.changed();
    filter.changed();
  });
  desk.writes.onChange(() => teller.changed());
  const pager = new Pager({ desk, person, present: deps.present, withdraw: deps.withdraw, now });
  const statusNow = (): DeskStatus =>
    statusOf({
      state: desk.state,
      feeds: eyes.health,
      shellBlindWhy: shell.blindWhy,
      isDemo: deps.isDemo,
      settingsFrom: book.dictatedBy,
      keyKeeping: deps.keyKeeping,
      absence: eyes.absence.receipt,
      writeTrouble: desk.writes.trouble,
    });
  const shell: { blindWhy: readonly string[] } = { blindWhy: [] };
  return { desk, person, publisher, teller, eyes, acks, filter, pager, statusNow, shell };
}
type Parts = ReturnType<typeof assemble>;

function makeHeart(deps: EngineDeps, { desk, eyes, acks }: Parts): Heart {
  const keepTime = (at: number): void => desk.writes.write(() => deps.log.setSetting(WATCHED_AT, String(at)));
  return new Heart({
    now: deps.now,
    beat: () => {
      // Only a write that goes through proves that the trouble is over.
      if (desk.writes.trouble !== null) keepTime(deps.now());
      desk.transact((state, ctx) => decideTime(state, ctx));
      eyes.beat();
    },
    renew: () => acks.review(),
    onGap: (from) => eyes.wake(from, 'the machine slept or the clock jumped'),
    keepTime,
    idle: () => {
      deps.log.tidy();
      deps.onIdle?.();
    },
    failed: (e) => {
      if (!(e instanceof LogWriteFailure)) deps.journal(`a beat failed: ${e instanceof Error ? e.stack : e}`);
    },
  });
}

function makeHandlers(deps: EngineDeps, parts: Parts): Omit<Handlers, 'subscribe'> {
  const { log, book, now, newId } = deps;
  const { desk, person, publisher, eyes, filter, acks } = parts;
  const writing = { desk, runner: eyes.runner, person, now, newId };
  const applied = (): void => {
    eyes.refocus();
    publisher.send({ push: 'settings', settings: book.settings });
    desk.transact(() => []);
  };
  return {
    ...incidentQueries({ desk, log, filter }),
    ...incidentCalls({ desk, person, now }),
    ...silenceCalls(writing),
    ...writeCalls({ ...writing, log, acks, journal: deps.journal }),
    ...settingsCalls({ desk, book, runner: eyes.runner, manifests, kinds: [...registry.values()], person, problemsOf, applied }),
    ...pagingCalls({ desk, absence: eyes.absence, person, now, isSoundOn: () => book.settings.paging.isSoundOn }),
  };
}

export function createEngine(deps: EngineDeps): Engine {
  const { log, book, journal } = deps;
  const parts = assemble(deps);
  const { desk, publisher, teller, eyes, acks, pager, shell } = parts;
  const heart = makeHeart(deps, parts);
  const handlers = makeHandlers(deps, parts);
  const snapshot = (): Snapshot => ({
    seq: desk.state.seq,
    rows: [...desk.state.incidents.values()].map((i) => i.row),
    feeds: eyes.health,
    status: parts.statusNow(),
    settings: book.settings,
  });
  let isStopped = false;

  const startedAtSeq = desk.state.seq;
  const open = (): void => {
    if (isStopped) return;
    const recent = [...log.events(Math.max(0, startedAtSeq - REDELIVER_EVENTS))].flat().filter((e) => e.seq <= startedAtSeq);
    setImmediate(() => !isStopped && pager.redeliver(recent));
    desk.writes.attempt(() => acks.abandon());
    eyes.open();
    heart.start();
    acks.review();
    teller.changed();
  };
  if (deps.firstLook) void deps.firstLook.then(open);
  else open();

  const own: Handlers = { ...handlers, subscribe: () => done(snapshot()) };
  return {
    call: async (call, args) => (isStopped ? refuse('The engine is ending.', '', 'not-ready') : answer(own, call, args, journal)),
    attach: (send) => openWindowLine({ handlers, publisher, snapshot, send, isOpen: () => !isStopped, journal }),
    onOutcome(page, incidents, outcome) {
      if (!isStopped) desk.writes.attempt(() => pager.onOutcome(page, incidents, outcome));
    },
    onShellHealth(blindWhy) {
      shell.blindWhy = blindWhy;
      teller.changed();
    },
    onWake: (why) => eyes.wake(heart.lastBeatAt, why),
    seq: () => desk.state.seq,
    settings: () => book.settings,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      heart.stop();
      acks.stop();
      parts.filter.stop();
      teller.stop();
      await eyes.runner.stop();
      desk.writes.attempt(() => log.setSetting(WATCHED_AT, String(deps.now())));
      log.close();
    },
  };
}

const WATCHED_AT = 'watched-at';
/** Among so many last events a page without an outcome is looked for. */
const REDELIVER_EVENTS = 2_000;
