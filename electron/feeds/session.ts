// One kind bound to one feed's settings: checked config, HTTP client, redaction. What comes out of a session holds no secret.
import { hash } from 'node:crypto';
import type {
  AckArgs,
  ActionResult,
  CanaryArgs,
  Capability,
  DowntimeArgs,
  FeedAnswer,
  FeedContext,
  FeedFailure,
  FeedManifest,
  FeedPreview,
  NoteArgs,
  PeerHealth,
  PollResult,
  Rejected,
  Sighting,
  Silence,
  SilenceArgs,
  SnoozeArgs,
  Target,
  WatchContext,
} from '../../shared/feed';
import type { Keep } from '../../shared/feed-files';
import { msg } from '../../shared/words/words';
import { createBounds, cutToSize } from './bounds';
import { connectionOf } from './connection';
import { NO_KEEP } from './feed-keep';
import { createHeard, type Heard, type Rows, saidRows } from './heard';
import { createHttpClient } from './http';
import { ABORTED } from './http-failure';
import { lazyFiles } from './lazy-files';
import { createRedactor, type Redactor, redactFailure, redactPeers, redactRejected, redactValue } from './redact';
import type { AnyFeed } from './registry';

export type Log = (level: 'debug' | 'info' | 'warn', message: string) => void;
export type SilenceList =
  | { readonly ok: true; readonly silences: readonly Silence[] }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Arguments of the actions that write. */
export interface ActionArgs {
  ack: AckArgs;
  unack: { readonly ref: string };
  silence: SilenceArgs;
  unsilence: { readonly ref: string };
  resolve: NoteArgs;
  snooze: SnoozeArgs;
  note: NoteArgs;
  downtime: DowntimeArgs;
  recheck: { readonly targets: readonly Target[] };
  canary: CanaryArgs;
  endCanary: { readonly ref: string };
}
export type ActionName = keyof ActionArgs;

/** What a watch says to the runner. Resolves like `WatchContext`'s. */
export type WatchHooks = Pick<WatchContext, 'nudge' | 'cursor' | 'live'> & {
  readonly deliver: (sightings: readonly Sighting[], rejected: readonly Rejected[], rows: Rows | null) => Promise<boolean>;
  readonly keep?: Keep;
  /** Calls back when somebody wants to know how the link stands; the answer ends that. */
  readonly onWanted?: (run: () => void) => () => void;
};

/** Half a character can stand in no address and no message; a source that sent one is asked for what it shows in its place. */
function wellFormed<T>(args: T): T {
  const mended = (_: string, value: unknown): unknown => (typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value);
  return JSON.parse(JSON.stringify(args), mended) as T;
}

export interface Session {
  readonly manifest: FeedManifest;
  readonly isTlsUnchecked: boolean;
  /** Longest that one poll may take before it is given up. */
  readonly pollLimitMs: number;
  poll(cursor: unknown, lastAnswerAt: number | null, signal: AbortSignal, keep?: Keep, heard?: Heard): Promise<PollResult<unknown>>;
  /** Holds what the source answers in a poll that is given it. */
  hear(): Heard;
  /** Does this kind listen to its source? */
  readonly canWatch: boolean;
  /** Listens until `signal` or until the link breaks; resolves with why. */
  watch(signal: AbortSignal, hooks: WatchHooks): Promise<FeedFailure>;
  /** Of a pushed kind: is its source there for us? */
  check(signal: AbortSignal): Promise<PeerHealth>;
  act<A extends ActionName>(action: A, args: ActionArgs[A]): Promise<ActionResult>;
  listSilences(): Promise<SilenceList>;
  /** The recent curve of one query, where the kind has rules. */
  preview(query: string): Promise<FeedPreview>;
  /** One whole answer before it is mapped, where the kind follows a preset. */
  answer(): Promise<FeedAnswer>;
  /** Forgets pooled connections. */
  reset(): void;
  close(): Promise<void>;
}

export type Opened = { readonly ok: true; readonly session: Session } | { readonly ok: false; readonly failure: FeedFailure };

interface Deps {
  readonly now: () => number;
  readonly log: Log;
  /** Stable name of this desk; "desk" where nobody says. */
  readonly desk?: () => string;
}

/** A poll may make several requests, each with its own time-out. */
const REQUESTS_PER_POLL = 3;

function redactorOf(manifest: FeedManifest, config: Readonly<Record<string, unknown>>): Redactor {
  const text = (name: string) => (typeof config[name] === 'string' ? (config[name] as string) : '');
  const secrets = manifest.fields.filter((field) => field.type === 'secret').map((field) => text(field.name));
  return createRedactor(secrets, [text('username'), text('proxyUsername')]);
}

function unsupported(manifest: FeedManifest, action: Capability | ActionName): FeedFailure {
  return { kind: 'config', what: msg`${manifest.name} can not do this (${action}).`, remedy: msg`Do it in the tool itself.` };
}

function stumbled(error: unknown): FeedFailure {
  const words = error instanceof Error ? error.message : String(error);
  return {
    kind: 'bad-answer',
    what: msg`Dogwatch stumbled over the answer: ${words.slice(0, 200)}`,
    remedy: msg`This is a mistake in Dogwatch; please report it.`,
  };
}

function pauseOf(ms: number, signal: AbortSignal, onWanted?: WatchHooks['onWanted']): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      unwant?.();
      resolve();
    };
    const timer = setTimeout(end, signal.aborted ? 0 : ms);
    const unwant = onWanted?.(end);
    signal.addEventListener('abort', end, { once: true });
  });
}

/** For a watch that only looks. */
const NO_HOOKS: WatchHooks = { nudge: () => undefined, cursor: () => null, deliver: async () => false, live: () => undefined };

/** Checks the config and makes the client; nothing is sent yet. `config` already holds the secrets. */
export function openSession(feed: AnyFeed, config: Readonly<Record<string, unknown>>, deps: Deps): Opened {
  const { manifest } = feed;
  const redact = redactorOf(manifest, config);
  const parsed = feed.parseConfig(config);
  if (!parsed.ok) {
    const words = parsed.errors.map(({ path, message }) => `${path || 'settings'}: ${message}`).join('; ');
    return {
      ok: false,
      failure: redactFailure(redact, {
        kind: 'config',
        what: msg`The settings of this feed are not right. ${words}`,
        remedy: msg`Edit the feed.`,
      }),
    };
  }
  const connection = connectionOf(config);
  const client = createHttpClient(connection);
  const ending = new AbortController();
  const bounded = createBounds();
  const files = lazyFiles();

  const contextOf = (signal: AbortSignal, lastAnswerAt: number | null, keep: Keep = NO_KEEP, heard?: Heard): FeedContext => ({
    ...{ keep, files: files.door },
    isAborted: () => signal.aborted,
    async http(request) {
      if (signal.aborted) return { ok: false, failure: ABORTED };
      const result = await client.request(request, signal);
      if (result.ok) heard?.note(result.answer);
      return result;
    },
    now: deps.now,
    lastAnswerAt,
    digest: (bytes) => hash('sha256', bytes, 'base64'),
    log: (level, message) => deps.log(level, redact(message)),
    pause: (ms) => pauseOf(ms, signal),
    look: async (request) => (await import('./look')).look(request, connection, signal),
  });
  const watchContextOf = (signal: AbortSignal, { nudge, cursor, deliver, live, onWanted, keep }: WatchHooks): WatchContext => ({
    ...contextOf(signal, null, keep),
    ...{ nudge, cursor, live },
    get desk() {
      return deps.desk?.() ?? 'desk';
    },
    deliver: (sightings, rejected = [], said = undefined) => {
      const kept = cutToSize(sightings);
      const rows = said === undefined ? null : saidRows(said, (raw) => feed.map(raw), redact);
      return deliver(kept.sightings, redactRejected(redact, [...rejected, ...kept.rejected]), rows);
    },
    stream: (request) => (signal.aborted ? Promise.resolve(ABORTED) : client.stream(request, signal)),
    listen: async (request) => (await import('./http-listener')).listenHttp(request, signal),
    pause: (ms) => pauseOf(ms, signal, onWanted),
  });
  const clean = <T extends { readonly ok: boolean }>(result: T | { readonly ok: false; readonly failure: FeedFailure }): T =>
    (!result.ok && 'failure' in result ? { ...result, failure: redactFailure(redact, result.failure) } : result) as T;

  const session: Session = {
    manifest,
    isTlsUnchecked: connection.isTlsUnchecked,
    pollLimitMs: connection.timeoutSeconds * 1000 * REQUESTS_PER_POLL,
    hear: () => createHeard((raw) => feed.map(raw), redact),
    async poll(cursor, lastAnswerAt, signal, keep, heard) {
      try {
        const result: PollResult<unknown> = await feed.poll(contextOf(signal, lastAnswerAt, keep, heard), parsed.config, cursor as never);
        const peers = redactPeers(redact, result.peers);
        if (result.kind === 'failed') return { ...result, peers, failure: redactFailure(redact, result.failure) };
        if (result.kind === 'unchanged') return { ...result, peers };
        const kept = bounded(result, deps.now());
        return { ...kept, peers, rejected: redactRejected(redact, kept.rejected) };
      } catch (error) {
        return { kind: 'failed', failure: redactFailure(redact, stumbled(error)), peers: [] };
      }
    },
    canWatch: feed.watch !== undefined,
    async watch(signal, hooks) {
      const watch = feed.watch as ((ctx: WatchContext, config: unknown) => Promise<FeedFailure>) | undefined;
      if (!watch) return ABORTED;
      return redactFailure(redact, await watch(watchContextOf(signal, hooks), parsed.config).catch(stumbled));
    },
    async check(signal) {
      const check = feed.check as ((ctx: WatchContext, config: unknown) => Promise<PeerHealth>) | undefined;
      if (!check) return { url: '', isOk: false, latencyMs: null, failure: unsupported(manifest, 'recheck') };
      const looking = new AbortController();
      const peer = await check(watchContextOf(AbortSignal.any([signal, looking.signal]), NO_HOOKS), parsed.config).catch(
        (error: unknown) => ({ url: '', isOk: false, latencyMs: null, failure: stumbled(error) }),
      );
      looking.abort();
      return redactPeers(redact, [peer])[0] as PeerHealth;
    },
    async act(action, args) {
      const run = feed.actions[action] as ((ctx: FeedContext, config: unknown, args: unknown) => Promise<ActionResult>) | undefined;
      if (!run) return { ok: false, failure: unsupported(manifest, action) };
      return clean<ActionResult>(
        await run(contextOf(ending.signal, null), parsed.config, wellFormed(args)).catch((error: unknown) => ({
          ok: false as const,
          failure: stumbled(error),
        })),
      );
    },
    async listSilences() {
      const run = feed.actions.listSilences as ((ctx: FeedContext, config: unknown) => Promise<SilenceList>) | undefined;
      if (!run) return { ok: false, failure: unsupported(manifest, 'list-silences') };
      return clean<SilenceList>(
        await run(contextOf(ending.signal, null), parsed.config).catch((error: unknown) => ({
          ok: false as const,
          failure: stumbled(error),
        })),
      );
    },
    async preview(query) {
      const run = feed.preview as ((ctx: FeedContext, config: unknown, query: string) => Promise<FeedPreview>) | undefined;
      if (!run)
        return { ok: false, failure: { kind: 'config', what: msg`${manifest.name} has no queries to show.`, remedy: '' }, at: null };
      const shown = await run(contextOf(ending.signal, null), parsed.config, query).catch((error: unknown) => ({
        ...{ ok: false as const, at: null },
        failure: stumbled(error),
      }));
      return shown.ok ? shown : { ...shown, failure: redactFailure(redact, shown.failure) };
    },
    async answer() {
      const run = feed.answer as ((ctx: FeedContext, config: unknown) => Promise<FeedAnswer>) | undefined;
      if (!run) return { ok: false, failure: { kind: 'config', what: msg`${manifest.name} follows no preset.`, remedy: '' } };
      try {
        const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(session.pollLimitMs)]);
        const told = await run(contextOf(signal, null), parsed.config);
        return told.ok ? { ...told, raw: redactValue(redact, told.raw) } : clean<FeedAnswer>(told);
      } catch (error) {
        return { ok: false, failure: redactFailure(redact, stumbled(error)) };
      }
    },
    reset: () => client.reset(),
    close: async () => {
      ending.abort();
      await Promise.all([client.close(), files.shut()]);
    },
  };
  return { ok: true, session };
}
