// THE contract between processes: every call, query and push has one schema here, checked at the gate on both sides.
// The window speaks to the engine over a MessagePort; to the shell over the few calls in `shellCalls`.
import { z } from 'zod';
import { type ActionStatus, type ActionValues, actionCalls } from './contract/actions';
import { type ChannelValues, channelCalls } from './contract/channels';
import { ATTACHMENTS_PER_NOTE, attachedFile, type ChainVerdict, type EvidenceValues, evidenceCalls } from './contract/evidence';
import type { FeedHealth, FeedTest } from './contract/feeds';
import { type ImpactValues, impactCalls } from './contract/impact';
import { type InsightPush, type InsightValues, insightCalls } from './contract/insights';
import { type PolicyValues, type PolicyView, policyCalls } from './contract/policies';
import { type PostmortemPush, type PostmortemValues, postmortemCalls } from './contract/postmortem';
import { type PostmortemDraftValues, postmortemDraftCalls } from './contract/postmortem-draft';
import { type DeskProof, type ProofValues, proofCalls } from './contract/proof';
import { type PostmortemFile, type PublishValues, publishCalls } from './contract/publish';
import { type DrillStatus, type ReadinessValues, readinessCalls } from './contract/readiness';
import { type ReplayPush, type ReplayValues, replayCalls } from './contract/replay';
import { type ReportValues, reportCalls } from './contract/report';
import { type RoleValues, roleCalls } from './contract/roles';
import { type IncidentRunbooks, type RunbookValues, runbookCalls } from './contract/runbooks';
import { type RunPush, type RunValues, runCalls } from './contract/runs';
import { type ScheduleValues, scheduleCalls } from './contract/schedules';
import { type Preferences, type ShellArgs, type ShellCall, type ShellValues, shellCalls } from './contract/shell';
import { type ShiftValues, shiftCalls } from './contract/shift';
import { type SourceValues, sourceCalls } from './contract/source';
import { type OutboxStatus, type TellingValues, tellingCalls } from './contract/telling';
import type { Alert } from './domain/alert';
import type { IncidentRow } from './domain/incident';
import type { OnCall } from './domain/on-call';
import type { FeedManifest, FeedPreview, Silence } from './feed';
import type { Presence } from './log/decide/context';
import type { LogEvent, PageRequest, TraceStep } from './log/event';
import type { EscalationStory } from './log/views/escalation';
import type { IncidentRoles } from './log/views/roles';
import type { IncidentRuns } from './log/views/runs';
import { feedSettings, type Settings, settingsSchema } from './settings';

export type { ChainVerdict };

const incidentId = z.string().min(1).max(80);
const incidents = z.array(incidentId).min(1).max(5000);
const text = (max: number) => z.string().max(max);
const matcher = z.strictObject({ name: text(200).min(1), value: text(2000), isRegex: z.boolean(), isEqual: z.boolean() });
const matchers = z.array(matcher).min(1).max(50);
const feedId = z.string().min(1).max(40);

/** Answer of every call over a process border. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CallError };
export interface CallError {
  readonly kind: 'refused' | 'malformed' | 'unknown-call' | 'not-ready' | 'failed';
  readonly what: string;
  readonly remedy: string;
}

/** What the foot and the tray answer: are you watching? */
export interface DeskStatus {
  readonly state: 'clear' | 'problems' | 'blind';
  /** Why blind, in words for a person; empty otherwise. */
  readonly blindWhy: readonly string[];
  readonly worst: number | null;
  readonly openCount: number;
  readonly unacknowledgedCount: number;
  readonly feedCount: number;
  readonly pausedUntil: number | null;
  readonly isDemo: boolean;
  /** The file that dictates the settings (`--config`); null: the person decides. */
  readonly settingsFrom: string | null;
  /** How the log's key is kept: OS keychain, a file only its owner can read, or a passphrase. */
  readonly keyKeeping: 'keychain' | 'file' | 'passphrase';
  readonly pendingWrites: number;
  /** Left out by an engine that is older than the outbox. */
  readonly outbox?: OutboxStatus;
  /** Who is in front of the desk, as far as the desktop tells. */
  readonly presence?: Presence;
  /** Action items over all incidents. Left out: there are none. */
  readonly actions?: ActionStatus;
  /** Every schedule as it stands; told anew at each hand-over. Left out: there are none. */
  readonly onCall?: readonly OnCall[];
  /** The drill that runs; its incidents are in no other number here. Left out: none. */
  readonly drill?: DrillStatus;
  /** Postmortems whose due time has come. Left out: none. */
  readonly latePostmortems?: number;
  /** Proofs of detection. Left out: no feed is to be proved. */
  readonly proof?: DeskProof;
  readonly absence: {
    readonly from: number;
    readonly to: number;
    readonly fired: number;
    readonly cleared: number;
    readonly stillOpen: number;
  } | null;
}

export interface Snapshot {
  readonly seq: number;
  readonly rows: readonly IncidentRow[];
  readonly feeds: readonly FeedHealth[];
  readonly status: DeskStatus;
  readonly settings: Settings;
}

/** An entry of an incident's timeline in words; `kind` is the event's. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: LogEvent['kind'];
  readonly actor: string;
  readonly text: string;
  readonly detail: string;
  readonly tone: 'neutral' | 'bad' | 'good' | 'person';
  /** Unix ms at its source, where that is not when it was seen here. */
  readonly happenedAt?: number;
  /** SHA-256 (hex) of each file that belongs to it. */
  readonly attachments?: readonly string[];
}

export interface IncidentDetail {
  readonly row: IncidentRow;
  /** The newest 200, oldest first; `list-timeline` pages back. */
  readonly timeline: readonly TimelineEntry[];
  readonly timelineTotal: number;
  /** Firing first, then by start. At most the first 200; `list-alerts` pages on. */
  readonly alerts: readonly Alert[];
  readonly alertTotal: number;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly why: { readonly sentence: string; readonly trace: readonly TraceStep[]; readonly at: number } | null;
  /** What made it this severe: the rules that were asked last. Left out for incidents of older versions. */
  readonly severity?: { readonly trace: readonly TraceStep[]; readonly at: number };
  /** Groups that rules brought in, oldest first. */
  readonly correlated?: readonly { readonly alert: string; readonly rule: string; readonly why: string; readonly at: number }[];
  readonly runbooks?: IncidentRunbooks;
  readonly roles?: IncidentRoles;
  readonly runs?: IncidentRuns;
  /** The newest escalation, also when it is over; null: there was none. */
  readonly escalation?: EscalationStory | null;
  /** Those that govern it; of a review the one that is to be read. Left out: none. */
  readonly policies?: readonly PolicyView[];
}

export interface SilencePreview {
  readonly feed: string;
  readonly hiddenNow: number;
  readonly incidents: readonly { readonly id: string; readonly number: number; readonly title: string; readonly alerts: number }[];
  readonly sample: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[];
}

const triedFeed = { feed: feedSettings, secrets: z.record(z.string(), z.string()).default({}) };
/** Calls of the window (or stdin of the plain engine) to the engine: name -> schema of its arguments. */
export const engineCalls = {
  ...evidenceCalls,
  'get-incident': z.strictObject({ id: incidentId }),
  /** Entries older than `before` (a seq; null: from the newest), the newest `limit` of them. */
  'list-timeline': z.strictObject({
    id: incidentId,
    before: z.number().int().min(1).nullable().default(null),
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  /** Recomputes the chain of an incident's events. */
  'verify-incident': z.strictObject({ id: incidentId }),
  'list-alerts': z.strictObject({
    id: incidentId,
    text: z.string().max(500).default(''),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  /** Open incidents that hold an alert whose labels or text contain all words. */
  'match-alerts': z.strictObject({ text: z.string().max(500) }),
  /** Full-text search over all history. */
  search: z.strictObject({ text: z.string().max(500), limit: z.number().int().min(1).max(200).default(50) }),
  /** Incidents that ended before `before` (Unix ms; null: from the newest), newest first. `ended`: closed or merged into another. */
  'list-past': z.strictObject({
    status: z.enum(['resolved', 'closed', 'merged', 'ended']),
    before: z.number().nullable().default(null),
    limit: z.number().int().min(1).max(500).default(200),
  }),
  'acknowledge-incident': z.strictObject({ incidents, via: z.string().max(40).default('window') }),
  'unacknowledge-incident': z.strictObject({ incidents }),
  'snooze-incident': z.strictObject({ incidents, minutes: z.number().min(1).max(10_080), via: z.string().max(40).default('window') }),
  'unsnooze-incident': z.strictObject({ incidents }),
  'resolve-incident': z.strictObject({ incidents, why: z.string().max(500).default('') }),
  'close-incident': z.strictObject({ incidents, why: z.string().max(500).default('') }),
  'reopen-incident': z.strictObject({ incidents, why: z.string().max(500).default('') }),
  'set-severity': z.strictObject({ incidents, severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]) }),
  'flag-security': z.strictObject({ incidents, isSecurity: z.boolean() }),
  /** `happenedAt` (Unix ms): when what it tells of happened; null: now. */
  'add-note': z.strictObject({
    id: incidentId,
    text: z.string().min(1).max(20_000),
    happenedAt: z.number().int().min(1).nullable().default(null),
    attachments: z.array(attachedFile).max(ATTACHMENTS_PER_NOTE).default([]),
  }),
  'merge-incidents': z.strictObject({ into: incidentId, from: incidents }),
  'split-incident': z.strictObject({
    id: incidentId,
    alerts: z
      .array(z.strictObject({ feed: feedId, key: z.string() }))
      .min(1)
      .max(5000),
  }),
  'preview-silence': z.strictObject({ feed: feedId, matchers }),
  'create-silence': z.strictObject({
    feed: feedId,
    matchers,
    minutes: z.number().min(1).max(43_200),
    comment: z.string().min(1).max(1000),
    incident: incidentId.nullable().default(null),
  }),
  'expire-silence': z.strictObject({ feed: feedId, id: z.string().min(1).max(200) }),
  'list-silences': z.strictObject({ feed: feedId }),
  /** Asks a source again for a write of an incident that failed. Answers when it was asked; the incident's writes tell the outcome. */
  'retry-write': z.strictObject({ incident: incidentId, write: z.string().min(1).max(80) }),
  'list-kinds': z.strictObject({}),
  /** Tries settings without saving them. `secrets` left out keep their stored value. */
  'test-feed': z.strictObject(triedFeed),
  'preview-query': z.strictObject({ ...triedFeed, query: z.string().min(1).max(20_000) }),
  'save-feed': z.strictObject(triedFeed),
  'remove-feed': z.strictObject({ feed: feedId }),
  'poll-feed': z.strictObject({ feed: feedId }),
  'save-settings': z.strictObject({ settings: settingsSchema }),
  'export-settings': z.strictObject({}),
  'import-settings': z.strictObject({ yaml: z.string().max(1_000_000) }),
  'pause-paging': z.strictObject({ minutes: z.number().min(1).max(1440) }),
  'unpause-paging': z.strictObject({}),
  'test-page': z.strictObject({}),
  'dismiss-absence': z.strictObject({}),
  ...channelCalls,
  ...tellingCalls,
  ...publishCalls,
  ...scheduleCalls,
  subscribe: z.strictObject({}),
  ...runbookCalls,
  ...roleCalls,
  ...shiftCalls,
  ...runCalls,
  ...postmortemCalls,
  ...impactCalls,
  ...postmortemDraftCalls,
  ...actionCalls,
  ...insightCalls,
  ...readinessCalls,
  ...reportCalls,
  ...sourceCalls,
  ...policyCalls,
  ...proofCalls,
  ...replayCalls,
} as const;
export type EngineCall = keyof typeof engineCalls;
export type EngineArgs<C extends EngineCall> = z.input<(typeof engineCalls)[C]>;

/** What each call answers with. */
export interface EngineValues
  extends ActionValues,
    ChannelValues,
    EvidenceValues,
    PublishValues,
    PostmortemValues,
    ImpactValues,
    InsightValues,
    PostmortemDraftValues,
    ReadinessValues,
    ReportValues,
    SourceValues,
    PolicyValues,
    ProofValues,
    ReplayValues,
    RoleValues,
    RunbookValues,
    RunValues,
    ScheduleValues,
    ShiftValues,
    TellingValues {
  'get-incident': IncidentDetail;
  /** Oldest first; `total` counts all that the incident has. */
  'list-timeline': { entries: readonly TimelineEntry[]; total: number };
  'verify-incident': ChainVerdict;
  'list-alerts': { alerts: readonly Alert[]; total: number };
  'match-alerts': { incidents: readonly string[] };
  search: { hits: readonly { row: IncidentRow; snippet: string }[]; took: number };
  'list-past': { rows: readonly IncidentRow[]; total: number };
  'acknowledge-incident': { done: number; refused: readonly string[] };
  'unacknowledge-incident': { done: number; refused: readonly string[] };
  'snooze-incident': { done: number; refused: readonly string[] };
  'unsnooze-incident': { done: number; refused: readonly string[] };
  'resolve-incident': { done: number; refused: readonly string[] };
  'close-incident': { done: number; refused: readonly string[] };
  'reopen-incident': { done: number; refused: readonly string[] };
  'set-severity': { done: number; refused: readonly string[] };
  'flag-security': { done: number; refused: readonly string[] };
  'add-note': { done: number; refused: readonly string[] };
  'merge-incidents': { done: number; refused: readonly string[] };
  'split-incident': { done: number; refused: readonly string[]; to: string };
  'preview-silence': SilencePreview;
  'create-silence': { id: string; isConfirmed: boolean; waitsFor?: string };
  /** `waitsFor`: it is in the outbox, and why it could not go out at once. */
  'expire-silence': { isConfirmed: boolean; waitsFor?: string };
  'list-silences': { silences: readonly Silence[] };
  'retry-write': { asked: true };
  'list-kinds': { kinds: readonly FeedManifest[] };
  'test-feed': FeedTest;
  'preview-query': FeedPreview;
  'save-feed': { feed: string };
  'remove-feed': { feed: string };
  'poll-feed': { feed: string };
  'save-settings': { settings: Settings };
  'export-settings': { yaml: string };
  /** Feeds and channels whose required secrets are not in the vault, by id. */
  'import-settings': { settings: Settings; needSecrets: readonly string[]; channelsNeedSecrets: readonly string[] };
  'pause-paging': { until: number };
  'unpause-paging': { until: null };
  'test-page': { page: string };
  'dismiss-absence': { dismissed: true };
  subscribe: Snapshot;
}

/** Pushes of the engine to a subscribed window. `events` carry seq without gaps over all of a subscriber's pushes:
 * `fromSeq` is the seq before the first; when it is not the last one known, the window subscribes again.
 * Alerts inside `alert.*` and `incident.absorbed` events are left out (their tallies stay). */
export type EnginePush =
  | { readonly push: 'events'; readonly fromSeq: number; readonly seq: number; readonly events: readonly LogEvent[] }
  | { readonly push: 'feeds'; readonly feeds: readonly FeedHealth[] }
  | { readonly push: 'status'; readonly status: DeskStatus }
  | { readonly push: 'settings'; readonly settings: Settings }
  /** Texts of the library are different now. */
  | { readonly push: 'runbooks' }
  | RunPush
  | PostmortemPush
  | InsightPush
  | ReplayPush;

/** Frames on the window's port. */
export type WindowToEngine = { readonly id: number; readonly call: string; readonly args: unknown };
export type EngineToWindow = { readonly id: number; readonly reply: Reply<unknown> } | EnginePush;

/** Shell -> engine over the parent port. */
export type ShellToEngine =
  | {
      readonly type: 'boot';
      readonly profile: string;
      readonly key: string;
      readonly keyKeeping: DeskStatus['keyKeeping'];
      readonly configFile: string | null;
      readonly demoDir: string;
      readonly isDemoAllowed: boolean;
    }
  | { readonly type: 'window' }
  | { readonly type: 'call'; readonly id: number; readonly call: string; readonly args: unknown }
  | { readonly type: 'page-outcome'; readonly page: string; readonly incidents: readonly string[]; readonly outcome: PageOutcome }
  /** Only the shell may say where: the person chose the place. Answered like a call. */
  | { readonly type: 'export-evidence'; readonly id: number; readonly incident: string; readonly file: string; readonly version: string }
  | { readonly type: 'postmortem-file'; readonly id: number; readonly asked: PostmortemFile }
  | { readonly type: 'power'; readonly what: 'suspend' | 'resume' | 'online' }
  /** Notifications or tray can't reach the person: told as blind. Empty: all well. */
  | { readonly type: 'shell-health'; readonly blindWhy: readonly string[] }
  /** The person in front of the desk, when it changes. */
  | { readonly type: 'presence'; readonly presence: Presence }
  | { readonly type: 'stop' };

export type PageOutcome =
  | { readonly kind: 'shown'; readonly route: string; readonly receiptMs: number }
  | { readonly kind: 'failed'; readonly route: string; readonly why: string }
  | { readonly kind: 'clicked' }
  | { readonly kind: 'dismissed'; readonly why: string }
  | { readonly kind: 'acted'; readonly action: 'acknowledge' | 'snooze' | 'open' };

/** Engine -> shell over the parent port. */
export type EngineToShell =
  | { readonly type: 'ready'; readonly seq: number }
  | { readonly type: 'boot-failed'; readonly what: string; readonly remedy: string }
  | { readonly type: 'page'; readonly request: PageRequest; readonly areDetailsHidden: boolean }
  /** These pages need no attention any more (acknowledged, resolved): take them off the screen. */
  | { readonly type: 'withdraw-pages'; readonly threads: readonly string[] }
  | {
      readonly type: 'status';
      readonly status: DeskStatus;
      readonly top: readonly Pick<IncidentRow, 'id' | 'number' | 'title' | 'severity' | 'status' | 'isRestricted' | 'isDrill'>[];
      readonly feeds: readonly Pick<FeedHealth, 'feed' | 'name' | 'state' | 'why'>[];
    }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  /** What the terminal of a machine without display tells. */
  | { readonly type: 'told'; readonly line: string };

export { type FeedHealth, type FeedTest, type Preferences, type ShellArgs, type ShellCall, type ShellValues, shellCalls };

/** Pushes of the shell to the window on channel `dogwatch:push`. */
export type ShellPush =
  | { readonly push: 'engine'; readonly state: 'up' | 'down' | 'failed'; readonly why: string }
  | { readonly push: 'open-incident'; readonly id: string }
  /** A person wants to report an incident. */
  | { readonly push: 'report' }
  | { readonly push: 'go'; readonly view: 'queue' | 'feeds' | 'on-call' | 'settings' };

/** What the preload puts on `window.dogwatch`. Ports arrive by window.postMessage({dogwatch:'port'}, [port]). */
export interface DogwatchBridge {
  invoke<C extends ShellCall>(call: C, args: ShellArgs<C>): Promise<Reply<ShellValues[C]>>;
  onPush(listener: (push: ShellPush) => void): () => void;
  /** Asks the shell for a (new) port to the engine. */
  requestPort(): void;
}
