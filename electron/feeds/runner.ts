// Runs all feeds. Everything that feeds share lives behind this door: schedule, back-off, time-outs, health, secrets, proxies, TLS.
import type { FeedHealth, FeedTest } from '../../shared/contract';
import type { ActionResult, Capability, FeedAnswer, FeedFailure, FeedPreview } from '../../shared/feed';
import type { FeedSettings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { BridgeLine } from './bridge-line';
import { BridgedFeed } from './bridged-feed';
import { type Clock, systemClock } from './clock';
import type { FeedKeeper } from './feed-keep';
import { failedTest, testSession } from './feed-test';
import { firstHealth } from './first-health';
import { PushedFeed } from './pushed-feed';
import type { AnyFeed, Registry } from './registry';
import { type ActionArgs, type ActionName, type Log, type Opened, openSession, type Session, type SilenceList } from './session';
import { type FeedReport, WatchedFeed } from './watched-feed';

export type { FeedReport } from './watched-feed';

/** Secret fields by feed id and field name. */
export type FeedSecrets = ReadonlyMap<string, Readonly<Record<string, string>>>;

export interface RunnerOptions {
  readonly registry: Registry;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  readonly log: Log;
  /** A feed said something new. The next poll waits until it is recorded; when it throws the same is reported again. */
  readonly onSightings: (report: FeedReport) => void | Promise<void>;
  /** A feed was asked and said exactly what it said before. */
  readonly onUnchanged?: (feed: string, polledAt: number) => void;
  /** Told at every transition, at every failure, and at most once a second for plain successes. */
  readonly onHealth: (health: FeedHealth) => void;
  /** When a feed last answered before this run, Unix ms; null: never, or not known. */
  readonly lastAnswerAt?: (feed: string) => number | null;
  /** The alerts of a feed that fire now; left out: nobody counts. */
  readonly countOf?: (feed: string) => Pick<FeedHealth, 'alertCount' | 'suppressedCount'>;
  /** Where feeds' memories lie; left out: nothing is remembered. */
  readonly keeper?: FeedKeeper;
  /** By which feeds hear of the team's bridges; left out: every feed is watched here. */
  readonly bridges?: BridgeLine;
  /** Stable name of this desk, by which sources know it. */
  readonly desk?: () => string;
}

export interface FeedRunner {
  /** The feeds that should run from now on. Those that did not change go on undisturbed. */
  setFeeds(feeds: readonly FeedSettings[], secrets: FeedSecrets): void;
  /** Asks one feed, or all, at once: after a resume, a write, or by hand. */
  pollNow(feed?: string): void;
  /** Wants an answer of the feed in `ms`, earlier than planned. */
  askSooner(feed: string, ms: number): void;
  /** Of all feeds in the order of the settings. */
  health(): readonly FeedHealth[];
  can(feed: string, capability: Capability): boolean;
  act<A extends ActionName>(feed: string, action: A, args: ActionArgs[A]): Promise<ActionResult>;
  listSilences(feed: string): Promise<SilenceList>;
  /** Tries settings without keeping them; secrets that are left out are those of the running feed of this id. */
  test(feed: FeedSettings, secrets: Readonly<Record<string, string>>): Promise<FeedTest>;
  /** The recent curve of one query, asked with settings that are not kept. */
  preview(feed: FeedSettings, secrets: Readonly<Record<string, string>>, query: string): Promise<FeedPreview>;
  /** One whole answer before it is mapped, asked with settings that are not kept. */
  answer(feed: FeedSettings, secrets: Readonly<Record<string, string>>): Promise<FeedAnswer>;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

interface Entry {
  readonly fingerprint: string;
  /** As it was when the feed began: a preset that was changed since is another one. */
  readonly kind: AnyFeed | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  readonly session: Session | null;
  readonly watched: WatchedFeed | PushedFeed | BridgedFeed | null;
  /** Of a feed that does not run. */
  readonly restHealth: FeedHealth;
}

function notRunning(feed: string): FeedFailure {
  return { kind: 'config', what: msg`The feed ${feed} is not running.`, remedy: msg`Switch it on, or mend its settings.` };
}

export function createRunner(options: RunnerOptions): FeedRunner {
  const clock = options.clock ?? systemClock;
  const { registry, log } = options;
  let entries = new Map<string, Entry>();
  const stopping = new Set<Promise<void>>();
  const watchDeps = {
    clock,
    log,
    random: options.random ?? Math.random,
    onSightings: options.onSightings,
    onUnchanged: options.onUnchanged ?? (() => undefined),
    onHealth: options.onHealth,
    lastAnswerAt: options.lastAnswerAt ?? (() => null),
    keeper: options.keeper,
    countOf: options.countOf ?? (() => ({ alertCount: 0, suppressedCount: 0 })),
  };

  function open(settings: FeedSettings, secrets: Readonly<Record<string, string>>): Opened {
    const kind = registry.get(settings.kind);
    if (!kind) {
      const what = msg`There is no kind of feed called "${settings.kind}".`;
      return { ok: false, failure: { kind: 'config', what, remedy: msg`docs/connectors.md lists the kinds.` } };
    }
    return openSession(kind, { ...settings.config, ...secrets }, { now: clock.now, log, ...(options.desk && { desk: options.desk }) });
  }

  function begin(settings: FeedSettings, secrets: Readonly<Record<string, string>>, fingerprint: string): Entry {
    const kind = registry.get(settings.kind);
    const rest = { fingerprint, kind, secrets, session: null, watched: null, restHealth: firstHealth(settings) };
    if (!settings.isEnabled) return rest;
    const opened = open(settings, secrets);
    if (settings.watchedBy === 'bridge' && options.bridges) {
      const session = opened.ok ? opened.session : null;
      return { ...rest, session, watched: new BridgedFeed(settings, session, options.bridges, watchDeps) };
    }
    if (!opened.ok) {
      const { what, remedy } = opened.failure;
      return { ...rest, restHealth: { ...rest.restHealth, state: 'blind', why: what, remedy, failingSince: clock.now() } };
    }
    const { session } = opened;
    const watched = session.manifest.isPushed
      ? new PushedFeed(settings, session, watchDeps)
      : new WatchedFeed(settings, session, watchDeps);
    return { ...rest, session, watched };
  }

  function end(entry: Entry): void {
    const done = entry.watched?.stop();
    if (!done) return;
    stopping.add(done);
    void done.finally(() => stopping.delete(done));
  }

  return {
    setFeeds(feeds, secrets) {
      const next = new Map<string, Entry>();
      const begun: Entry[] = [];
      for (const settings of feeds) {
        const own = secrets.get(settings.id) ?? {};
        const fingerprint = JSON.stringify([settings, own]);
        const old = entries.get(settings.id);
        if (old?.fingerprint === fingerprint && old.kind === registry.get(settings.kind)) {
          next.set(settings.id, old);
          continue;
        }
        const entry = begin(settings, own, fingerprint);
        next.set(settings.id, entry);
        begun.push(entry);
      }
      for (const [id, entry] of entries) if (next.get(id) !== entry) end(entry);
      entries = next;
      for (const entry of begun) {
        if (entry.watched) entry.watched.start();
        else options.onHealth(entry.restHealth);
      }
    },
    pollNow(feed) {
      for (const [id, entry] of entries) if (feed === undefined || feed === id) entry.watched?.pollNow();
    },
    askSooner: (feed, ms) => entries.get(feed)?.watched?.askSooner(ms),
    health: () => [...entries.values()].map((entry) => entry.watched?.health ?? entry.restHealth),
    can: (feed, capability) => entries.get(feed)?.session?.manifest.capabilities.includes(capability) ?? false,
    async act(feed, action, args) {
      const session = entries.get(feed)?.session;
      return session ? session.act(action, args) : { ok: false, failure: notRunning(feed) };
    },
    async listSilences(feed) {
      const session = entries.get(feed)?.session;
      return session ? session.listSilences() : { ok: false, failure: notRunning(feed) };
    },
    async test(feed, secrets) {
      const opened = open(feed, { ...entries.get(feed.id)?.secrets, ...secrets });
      return opened.ok ? testSession(opened.session, feed.heartbeat) : failedTest(opened.failure);
    },
    async preview(feed, secrets, query) {
      const opened = open(feed, { ...entries.get(feed.id)?.secrets, ...secrets });
      if (!opened.ok) return { ok: false, failure: opened.failure, at: null };
      const shown = await opened.session.preview(query);
      await opened.session.close();
      return shown;
    },
    async answer(feed, secrets) {
      const opened = open(feed, { ...entries.get(feed.id)?.secrets, ...secrets });
      if (!opened.ok) return opened;
      const told = await opened.session.answer();
      await opened.session.close();
      return told;
    },
    async stop() {
      for (const entry of entries.values()) end(entry);
      entries = new Map();
      await Promise.allSettled(stopping);
    },
  };
}
