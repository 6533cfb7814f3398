// Composition root of the engine: what is made, in which order, and who hears of what. It knows neither Electron nor where its
// voice goes, so that the very same engine runs in a utility process, in plain Node and in tests.
import type { DeskStatus, EngineToWindow, FeedHealth, PageOutcome, Reply } from '../../shared/contract';
import { decideTime } from '../../shared/log/decide/time';
import type { LogEvent, PageRequest } from '../../shared/log/event';
import { EMPTY_STATE } from '../../shared/log/state';
import { foldRow } from '../../shared/log/views/queue';
import type { FeedSettings, Settings } from '../../shared/settings';
import { registry } from '../feeds/registry';
import { createRunner } from '../feeds/runner';
import type { Log } from '../log/store';
import { AbsenceKeeper } from './absence';
import { AckKeeper } from './ack-keeper';
import { BlindFeeds } from './blind-feeds';
import { Desk, loadState } from './desk';
import { answer, done, type Handlers, refuse } from './gate';
import { Heart } from './heart';
import { incidentCalls } from './incident-calls';
import { Pager } from './pager';
import { pagingCalls } from './paging-calls';
import { Publisher } from './publisher';
import type { SettingsBook } from './settings-book';
import { secretNames, settingsCalls } from './settings-calls';
import { silenceCalls } from './silence-calls';
import { statusOf, topIncidents } from './status';
import { Watch } from './watch';

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
  /** Lines for the journal of the process; never secrets. */
  readonly journal: (line: string) => void;
}

export interface Engine {
  call(call: unknown, args: unknown): Promise<Reply<unknown>>;
  /** A window: its `subscribe` call starts the pushes. Returns the end of it. */
  attach(send: (message: EngineToWindow) => void): { receive(message: unknown): void; detach(): void };
  onOutcome(page: string, incidents: readonly string[], outcome: PageOutcome): void;
  onShellHealth(blindWhy: readonly string[]): void;
  /** The machine woke up or the network came back. */
  onWake(why: string): void;
  readonly seq: () => number;
  readonly settings: () => Settings;
  stop(): Promise<void>;
}

const TOP = 5;

export function createEngine(deps: EngineDeps): Engine {
  const { log, book, now, newId } = deps;
  if (log.needsRebuild()) log.rebuild(foldRow);
  const desk = new Desk({ log, now, timeZone: deps.timeZone, settings: () => book.settings }, loadState(log, EMPTY_STATE, now()));
  const person = (): string => book.settings.person.name;
  const manifests = [...registry.values()].map((f) => f.manifest);
  const publisher = new Publisher();
  const watchedAt = Number(log.getSetting(WATCHED_AT) ?? 0);
  let shellBlindWhy: readonly string[] = [];

  const runner = createRunner({
    registry,
    log: (level, line) => level !== 'debug' && deps.journal(line),
    lastAnswerAt: () => (watchedAt > 0 ? watchedAt : null),
    onSightings: (report) => {
      watch.onSightings(report);
      absence.review();
    },
    onUnchanged: (feed, polledAt) => watch.onUnchanged(feed, polledAt),
    onHealth: () => healthChanged(),
  });
  const watch = new Watch({ desk, settings: () => book.settings, now, askSooner: (feed, inMs) => runner.askSooner(feed, inMs) });
  const blind = new BlindFeeds({ desk, settings: () => book.settings, now, speak: (sightings) => watch.speakOfOurselves(sightings) });
  const acks = new AckKeeper({ desk, runner, person, ackMs: () => book.settings.writing.ackMinutes * 60_000, now, newId });
  const absence = new AbsenceKeeper({ desk, now, pollAll: () => runner.pollNow(), haveAllSpoken, changed: () => statusChanged() });

  desk.onCommit((events) => {
    publisher.events(events);
    deps.onEvents(events);
    statusChanged();
  });
  const pager = new Pager({ desk, person, present: deps.present, withdraw: deps.withdraw, now });
  const heart = new Heart({
    now,
    beat: () => {
      desk.transact((state, ctx) => decideTime(state, ctx));
      blind.review(runner.health());
      absence.review();
    },
    renew: () => acks.review(),
    onGap: (from) => absence.begin(from, 'the machine slept or the clock jumped'),
    keepTime: (at) => log.setSetting(WATCHED_AT, String(at)),
    idle: () => log.tidy(),
  });

  function status(): DeskStatus {
    return statusOf({
      state: desk.state,
      feeds: runner.health(),
      shellBlindWhy,
      isDemo: deps.isDemo,
      settingsFrom: book.dictatedBy,
      keyKeeping: deps.keyKeeping,
      absence: absence.receipt,
    });
  }
  let isStatusDue = false;
  let isStopped = false;
  function statusChanged(): void {
    if (isStatusDue) return;
    isStatusDue = true;
    setImmediate(() => {
      isStatusDue = false;
      if (isStopped) return;
      const current = status();
      publisher.send({ push: 'status', status: current });
      deps.onStatus(current, topIncidents(desk.state, TOP), runner.health());
    });
  }
  function healthChanged(): void {
    const feeds = runner.health();
    blind.review(feeds);
    publisher.send({ push: 'feeds', feeds });
    deps.onFeeds(feeds);
    absence.review();
    statusChanged();
  }
  function problemsOf(feed: FeedSettings, secrets: Readonly<Record<string, string>>): readonly string[] {
    const parsed = registry.get(feed.kind)?.parseConfig({ ...feed.config, ...secrets });
    return !parsed || parsed.ok ? [] : parsed.errors.map((e) => `${e.path || 'settings'}: ${e.message}`);
  }
  function startFeeds(): void {
    const { feeds } = book.settings;
    runner.setFeeds(feeds, new Map(feeds.map((f) => [f.id, book.secretsOf(f, secretNames(manifests, f))])));
  }
  function haveAllSpoken(since: number): boolean {
    return runner.health().every((f) => !f.isEnabled || (f.lastSuccessAt ?? 0) >= since || f.state === 'blind');
  }
  function applySettings(): void {
    startFeeds();
    publisher.send({ push: 'settings', settings: book.settings });
    healthChanged();
    desk.transact(() => []);
  }

  const shared: Omit<Handlers, 'subscribe'> = {
    ...incidentCalls({ desk, log, person, now }),
    ...silenceCalls({ desk, runner, person, now, newId }),
    ...settingsCalls({
      desk,
      book,
      runner,
      manifests,
      kinds: [...registry.values()],
      person,
      problemsOf,
      applied: applySettings,
      removed: (feed, name) => watch.onRemoved(feed, name),
    }),
    ...pagingCalls({ desk, absence, person, now, isSoundOn: () => book.settings.paging.isSoundOn }),
  };
  const snapshot = () => ({
    seq: desk.state.seq,
    rows: [...desk.state.incidents.values()].map((i) => i.row),
    feeds: runner.health(),
    status: status(),
    settings: book.settings,
  });
  const handlers: Handlers = { ...shared, subscribe: () => done(snapshot()) };

  const recent = [...log.events(Math.max(0, desk.state.seq - REDELIVER_EVENTS))].flat();
  setImmediate(() => !isStopped && pager.redeliver(recent));
  startFeeds();
  if (watchedAt > 0) absence.begin(watchedAt, 'the console was not running');
  heart.start();
  acks.review();
  statusChanged();

  return {
    call: async (call, args) => (isStopped ? refuse('The engine is ending.', '', 'not-ready') : answer(handlers, call, args, deps.journal)),
    attach(send) {
      let end = (): void => undefined;
      const mine: Handlers = {
        ...handlers,
        subscribe: () => {
          end();
          end = publisher.add(send);
          return done(snapshot());
        },
      };
      return {
        receive(message) {
          if (isStopped) return;
          const { id, call, args } = (message ?? {}) as { id?: unknown; call?: unknown; args?: unknown };
          if (typeof id !== 'number') return deps.journal('refused a message without an id');
          void answer(mine, call, args, deps.journal).then((reply) => send({ id, reply }));
        },
        detach: () => end(),
      };
    },
    onOutcome(page, incidents, outcome) {
      if (!isStopped) pager.onOutcome(page, incidents, outcome);
    },
    onShellHealth(blindWhy) {
      shellBlindWhy = blindWhy;
      statusChanged();
    },
    onWake: (why) => absence.begin(heart.lastBeatAt, why),
    seq: () => desk.state.seq,
    settings: () => book.settings,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      heart.stop();
      acks.stop();
      await runner.stop();
      log.setSetting(WATCHED_AT, String(now()));
      log.close();
    },
  };
}

const WATCHED_AT = 'watched-at';
/** Among so many last events a page without an outcome is looked for. */
const REDELIVER_EVENTS = 2_000;
