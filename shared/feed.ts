// THE connector interface. A feed says only what is different about its source; the runner does everything shared.
import type { AlertData, Labels } from './domain/alert';
import type { FileDoor, Keep } from './feed-files';
import type { Looked, LookRequest } from './feed-look';
import type { ListenRequest, LiveLink } from './feed-push';

/** What one poll or push said about one condition, mapped to our shape and not yet judged. */
export interface Sighting extends AlertData {
  /** `resolved` only from sources that say so; pollers of open alerts leave resolved ones out. */
  readonly state: 'firing' | 'resolved';
}

export const CAPABILITIES = [
  'ack',
  'unack',
  'silence',
  'unsilence',
  'list-silences',
  'resolve',
  'snooze',
  'note',
  'downtime',
  'recheck',
  'canary',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** One field of a feed's settings form. `secret` fields live in the vault, never in settings, logs or exports. */
export interface ConfigField {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly type: 'text' | 'url-list' | 'text-list' | 'number' | 'boolean' | 'secret' | 'multiline' | 'rules';
  readonly isRequired?: boolean;
  /** The only values a text may have; the first one counts when nothing is chosen. */
  readonly options?: readonly string[];
  /** A truth that holds when nothing was chosen. */
  readonly isOn?: boolean;
  /** Shown under "Advanced" in the form. */
  readonly isAdvanced?: boolean;
  /** What an empty `multiline` can be filled with to start from. */
  readonly example?: string;
  /** For `rules`: what a person can start from. */
  readonly presets?: readonly RulePreset[];
  /** For `rules`: what they are made of; queries of Prometheus where nothing is said. */
  readonly dialect?: 'promql' | 'logql' | 'lines';
}

/** A rule to start from, as settings files have it, and what it is about in a few words. */
export interface RulePreset {
  readonly about: string;
  readonly rule: Readonly<Record<string, unknown>>;
}

export interface FeedManifest {
  readonly kind: string;
  readonly name: string;
  readonly docsUrl: string;
  readonly fields: readonly ConfigField[];
  readonly capabilities: readonly Capability[];
  /** Upper bound of healthy latency in ms; slower polls are told as slow. */
  readonly slowMs: number;
  /** The source sends by itself: it is never polled, and every alert comes by `watch` and `deliver`. */
  readonly isPushed?: boolean;
  /** It follows a preset, which can be tried on an answer. */
  readonly hasPreset?: boolean;
  /** What a person should know of this kind although its feeds are well; told with their health. */
  readonly caution?: string;
}

/** Why a feed could not answer. Every failure has words for a person: what happened and what to do. */
export interface FeedFailure {
  readonly kind: 'unreachable' | 'timeout' | 'dns' | 'tls' | 'auth' | 'rate-limited' | 'server' | 'bad-answer' | 'config' | 'aborted';
  readonly what: string;
  readonly remedy: string;
  readonly retryAfterMs?: number;
}

/** A row of a source's answer that could not be mapped; the good rest is kept. */
export interface Rejected {
  readonly where: string;
  readonly why: string;
}

export interface MapResult {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly Rejected[];
}

/** Health of one of several servers behind a feed, or of another part of it. */
export interface PeerHealth {
  /** Address of the server, or the name of the part. */
  readonly url: string;
  /** What it is when it is no server. */
  readonly part?: 'rule' | 'file';
  /** What else is to be told of a part that is well. */
  readonly note?: string;
  readonly isOk: boolean;
  readonly latencyMs: number | null;
  readonly failure: FeedFailure | null;
}

export type PollResult<Cursor> =
  | {
      /** The source said exactly what it said last time. */
      readonly kind: 'unchanged';
      readonly cursor: Cursor;
      readonly peers: readonly PeerHealth[];
    }
  | {
      readonly kind: 'snapshot';
      readonly cursor: Cursor;
      readonly sightings: readonly Sighting[];
      readonly rejected: readonly Rejected[];
      /** May an alert that is not listed be taken as resolved? If not, why not (a peer is away, the source has just restarted). */
      readonly absence: { readonly isTrusted: true } | { readonly isTrusted: false; readonly why: string };
      readonly peers: readonly PeerHealth[];
    }
  | { readonly kind: 'failed'; readonly failure: FeedFailure; readonly peers: readonly PeerHealth[] };

export interface HttpRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** UTF-8 text, or bytes as they are. */
  readonly body?: string | Uint8Array;
  /** Overrides the feed's time-out for this request. */
  readonly timeoutMs?: number;
  /** An answer that sends us on is given as it is; the asker decides. */
  readonly keepsRedirects?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body; at most the runner's size limit. Joined when first read. */
  readonly bytes: Uint8Array;
  /** The same body as it came, in order: what is large is read from here. */
  readonly chunks: readonly Uint8Array[];
  /** Digest of the bytes, equal exactly when the bytes are equal. */
  readonly digest: string;
  readonly latencyMs: number;
}

export type HttpResult = { readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly failure: FeedFailure };

/** All that a feed may touch. It imports nothing else with effects. */
export interface FeedContext {
  /** True once the runner gave the poll up; `http` then answers `aborted` by itself. */
  readonly isAborted: () => boolean;
  /** Authentication, proxy, TLS and time-outs of the feed's settings are applied by the runner. */
  readonly http: (request: HttpRequest) => Promise<HttpResult>;
  readonly now: () => number;
  /** When this feed last answered, Unix ms; also from before this run where the log knows it. Null: never. */
  readonly lastAnswerAt: number | null;
  /** SHA-256 of some bytes, base64: what a feed remembers of an answer that it does not keep. */
  readonly digest: (bytes: Uint8Array) => string;
  readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void;
  /** Resolves after `ms`, at once when what waits is given up. */
  readonly pause: (ms: number) => Promise<void>;
  /** Looks at a port, a certificate or a name. Never rejects. */
  readonly look: (request: LookRequest) => Promise<Looked>;
  /** What this feed remembers over restarts. */
  readonly keep: Keep;
  readonly files: FileDoor;
}

/** A request whose answer is lines without an end. */
export interface LineStream extends HttpRequest {
  /** A stream that says nothing for so long is taken for dead: many sources write only when something happens. */
  readonly idleMs: number;
  readonly onOpen: () => void;
  readonly onLine: (line: string) => void;
}

/** What a watch may touch besides: the world of a poll, a stream, and the wish for an early poll. */
export interface WatchContext<Cursor = unknown> extends FeedContext {
  /** What the last poll that was recorded remembered; what a watch sees is news only compared with that. */
  readonly cursor: () => Cursor | null;
  /** Resolves when the stream is over, with why; an end in good order is also a failure. */
  readonly stream: (request: LineStream) => Promise<FeedFailure>;
  /** Something changed, or may have: poll soon. Many nudges make one poll, and the runner spaces them by what an answer costs. */
  readonly nudge: () => void;
  /**
   * Hands on what the source sent, in order. Resolves with true after the commit, with false when it could not be recorded: then the
   * source must not be told that we have it. What comes within a few ms is recorded together. `said`: the message as it came, parsed,
   * for the flight recorder.
   */
  readonly deliver: (sightings: readonly Sighting[], rejected?: readonly Rejected[], said?: unknown) => Promise<boolean>;
  /** Of a pushed kind: the link stands and all that had waited there was handed on. To be said at least every 20 s. */
  readonly live: (link: LiveLink) => void;
  /** Takes requests until the watch is given up or the place is lost; resolves with why. */
  readonly listen: (request: ListenRequest) => Promise<FeedFailure>;
  /** A name of this desk for the source to know it by, the same after a restart: letters, digits and dashes. */
  readonly desk: string;
}

export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

export interface Silence {
  readonly id: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
  readonly state: 'active' | 'pending' | 'expired';
}

/** The alerts a write is about: enough for every source to address them. */
export interface Target {
  readonly key: string;
  readonly startsAt: number;
  readonly labels: Labels;
}

export interface AckArgs {
  readonly targets: readonly Target[];
  readonly author: string;
  readonly comment: string;
  /** Unix ms until which the acknowledgement holds where the source needs an end. */
  readonly until: number;
  /** What an earlier ack of the same incident returned; it is extended or replaced. */
  readonly ref: string | null;
}
export interface SilenceArgs {
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly author: string;
  readonly comment: string;
}

export interface NoteArgs {
  readonly targets: readonly Target[];
  readonly author: string;
  readonly comment: string;
}
export interface SnoozeArgs extends NoteArgs {
  /** Unix ms until which the source keeps quiet about them. */
  readonly until: number;
}
export interface DowntimeArgs extends NoteArgs {
  /** Unix ms. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A test alert that proves the way from the source to the screen; see `domain/canary.ts` for its name and label. */
export interface CanaryArgs {
  /** Value of the canary's label. */
  readonly id: string;
  /** Unix ms; the source forgets it by itself then. */
  readonly until: number;
  readonly author: string;
}

/** `ref` names what was made at the source; `confirmed` tells that it was read back there. */
export type ActionResult =
  | { readonly ok: true; readonly ref: string | null; readonly until: number | null; readonly isConfirmed: boolean }
  | { readonly ok: false; readonly failure: FeedFailure };

export interface FeedActions<C> {
  ack?(ctx: FeedContext, config: C, args: AckArgs): Promise<ActionResult>;
  unack?(ctx: FeedContext, config: C, args: { readonly ref: string }): Promise<ActionResult>;
  /** Ends them at the source, for good. */
  resolve?(ctx: FeedContext, config: C, args: NoteArgs): Promise<ActionResult>;
  snooze?(ctx: FeedContext, config: C, args: SnoozeArgs): Promise<ActionResult>;
  /** Leaves a comment at the source. */
  note?(ctx: FeedContext, config: C, args: NoteArgs): Promise<ActionResult>;
  downtime?(ctx: FeedContext, config: C, args: DowntimeArgs): Promise<ActionResult>;
  /** Has the source check now. */
  recheck?(ctx: FeedContext, config: C, args: { readonly targets: readonly Target[] }): Promise<ActionResult>;
  /** Has a test alert fire at the source that comes back through this feed; `ref` names it for `endCanary`. */
  canary?(ctx: FeedContext, config: C, args: CanaryArgs): Promise<ActionResult>;
  /** Goes with `canary`: clears it. */
  endCanary?(ctx: FeedContext, config: C, args: { readonly ref: string }): Promise<ActionResult>;
  silence?(ctx: FeedContext, config: C, args: SilenceArgs): Promise<ActionResult>;
  unsilence?(ctx: FeedContext, config: C, args: { readonly ref: string }): Promise<ActionResult>;
  listSilences?(
    ctx: FeedContext,
    config: C,
  ): Promise<{ readonly ok: true; readonly silences: readonly Silence[] } | { readonly ok: false; readonly failure: FeedFailure }>;
}

/** What a query of a rule gave over the last hour, for the form. */
export type FeedPreview =
  | {
      readonly ok: true;
      /** Points are [Unix ms, value]. What the query says without its last comparison, where it has one. */
      readonly series: readonly { readonly name: string; readonly points: readonly (readonly [number, number])[] }[];
      readonly total: number;
      /** The number that it compares with; null where there is none to show. */
      readonly threshold: number | null;
      /** Spans, Unix ms, in which the query as it stands gave something. */
      readonly hits: readonly { readonly from: number; readonly to: number; readonly count: number }[];
      /** What was looked at and found, in words; left out where the numbers tell all. */
      readonly about?: readonly string[];
      /** The last lines that matched, oldest first. */
      readonly lines?: readonly string[];
    }
  | {
      readonly ok: false;
      readonly failure: FeedFailure;
      /** Where in the query, counted from 1. */
      readonly at: { readonly line: number; readonly column: number } | null;
    };

/** What a source says before it is mapped. `bytes`: how much it sent. */
export type FeedAnswer =
  | { readonly ok: true; readonly raw: unknown; readonly bytes: number }
  | { readonly ok: false; readonly failure: FeedFailure };

/** One connector. `C` is its validated configuration (secrets filled in), `Cursor` what it wants to remember between polls. */
export interface Feed<C = unknown, Cursor = unknown> {
  readonly manifest: FeedManifest;
  /** Validates settings as a person wrote them; errors name the field and the remedy. */
  parseConfig(
    input: unknown,
  ):
    | { readonly ok: true; readonly config: C }
    | { readonly ok: false; readonly errors: readonly { readonly path: string; readonly message: string }[] };
  poll(ctx: FeedContext, config: C, cursor: Cursor | null): Promise<PollResult<Cursor>>;
  /**
   * Listens to the source. Beside polls it nudges when one is worth it, and after every (re)connection, for what was said in between is
   * lost; a pushed kind delivers. Runs until it is given up or the link breaks, and resolves with why; the runner starts it again with
   * growing pauses.
   */
  watch?(ctx: WatchContext<Cursor>, config: C): Promise<FeedFailure>;
  /** Of a pushed kind, for the form: would `watch` find its source with these settings? It takes nothing from it. */
  check?(ctx: WatchContext<Cursor>, config: C): Promise<PeerHealth>;
  /** Pure: a parsed answer of the source to sightings (of a pushed kind: a list of messages); never throws. */
  map(raw: unknown): MapResult;
  readonly actions: FeedActions<C>;
  /** For kinds with a field of type `rules`: the recent curve of one query. `config.rules` holds the rule that it belongs to, and no other. */
  preview?(ctx: FeedContext, config: C, query: string): Promise<FeedPreview>;
  /** For kinds that follow a preset: one whole answer, as `map` takes it. */
  answer?(ctx: FeedContext, config: C): Promise<FeedAnswer>;
  /** The text of the preset that the kind is made of; left out where it is among the settings. */
  readonly preset?: string;
}
