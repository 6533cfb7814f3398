// THE contract between processes: every call, query and push has one schema here, checked at the gate on both sides.
// The window speaks to the engine over a MessagePort; to the shell over the few calls in `shellCalls`.
import { z } from 'zod';
import { type ActionStatus, type ActionValues, actionCalls } from './contract/actions';
import { type BackupValues, backupCalls, type Recovery } from './contract/backups';
import { type ChannelValues, channelCalls } from './contract/channels';
import { type DeskValues, deskCalls } from './contract/desk';
import { type ChainVerdict, type EvidenceValues, evidenceCalls } from './contract/evidence';
import { type FeedHealth, type FeedTest, type FeedValues, feedCalls } from './contract/feeds';
import { type ImpactValues, impactCalls } from './contract/impact';
import { type ImportValues, importCalls } from './contract/imports';
import { type IncidentDetail, type IncidentValues, incidentCalls, type TimelineEntry } from './contract/incidents';
import { type InsightPush, type InsightValues, insightCalls } from './contract/insights';
import { type PolicyValues, policyCalls } from './contract/policies';
import { type PostmortemPush, type PostmortemValues, postmortemCalls } from './contract/postmortem';
import { type PostmortemDraftValues, postmortemDraftCalls } from './contract/postmortem-draft';
import { type DeskProof, type ProofValues, proofCalls } from './contract/proof';
import { type PublishValues, publishCalls } from './contract/publish';
import { type DrillStatus, type ReadinessValues, readinessCalls } from './contract/readiness';
import { type RecorderValues, recorderCalls } from './contract/recorder';
import { type ReplayPush, type ReplayValues, replayCalls } from './contract/replay';
import { type ReportValues, reportCalls } from './contract/report';
import { type RoleValues, roleCalls } from './contract/roles';
import { type RunbookValues, runbookCalls } from './contract/runbooks';
import { type RunPush, type RunValues, runCalls } from './contract/runs';
import { type ScheduleValues, scheduleCalls } from './contract/schedules';
import { type PresencePush, type SharingStatus, type SharingValues, sharingCalls } from './contract/sharing';
import { type Preferences, type ShellArgs, type ShellCall, type ShellValues, shellCalls } from './contract/shell';
import { type ShiftValues, shiftCalls } from './contract/shift';
import { type SilencePreview, type SilenceValues, silenceCalls } from './contract/silences';
import { type SourceValues, sourceCalls } from './contract/source';
import { type OutboxStatus, type TellingValues, tellingCalls } from './contract/telling';
import type { IncidentRow } from './domain/incident';
import type { OnCall } from './domain/on-call';
import type { Presence } from './log/decide/context';
import type { LogEvent } from './log/event';
import type { Settings } from './settings';

export type { ChainVerdict };

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
  /** The team’s space. Left out: sharing is off. */
  readonly sharing?: SharingStatus;
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

/** Calls of the window (or stdin of the plain engine) to the engine: name -> schema of its arguments. */
export const engineCalls = {
  ...evidenceCalls,
  ...incidentCalls,
  ...silenceCalls,
  ...feedCalls,
  ...deskCalls,
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
  ...recorderCalls,
  ...replayCalls,
  ...sharingCalls,
  ...backupCalls,
  ...importCalls,
} as const;
export type EngineCall = keyof typeof engineCalls;
export type EngineArgs<C extends EngineCall> = z.input<(typeof engineCalls)[C]>;

/** What each call answers with. */
export interface EngineValues
  extends ActionValues,
    BackupValues,
    DeskValues,
    FeedValues,
    ImportValues,
    IncidentValues,
    SilenceValues,
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
    RecorderValues,
    ReplayValues,
    RoleValues,
    RunbookValues,
    RunValues,
    SharingValues,
    ScheduleValues,
    ShiftValues,
    TellingValues {
  subscribe: Snapshot;
}

/** Pushes of the engine to a subscribed window. `events` carry seq without gaps over all of a subscriber's pushes:
 * `fromSeq` is the seq before the first; when it is not the last one known, the window subscribes again.
 * Alerts inside `alert.*` and `incident.absorbed` events are left out (their tallies stay). */
export type EnginePush =
  /** Before any snapshot, from an engine that has opened its log and still makes itself ready: what a window can draw meanwhile. */
  | ({ readonly push: 'first-rows' } & Pick<Snapshot, 'rows' | 'feeds' | 'settings'>)
  | {
      readonly push: 'events';
      readonly fromSeq: number;
      readonly seq: number;
      readonly events: readonly LogEvent[];
      /** Events (seq) of incidents whose past is different now: their rows come as a whole. Left out: none. */
      readonly unfolded?: readonly number[];
      /** Rows as they stand after these events, in place of what the window has. */
      readonly rows?: readonly IncidentRow[];
    }
  | { readonly push: 'feeds'; readonly feeds: readonly FeedHealth[] }
  | { readonly push: 'status'; readonly status: DeskStatus }
  | { readonly push: 'settings'; readonly settings: Settings }
  /** Texts of the library are different now. */
  | { readonly push: 'runbooks' }
  | RunPush
  | PostmortemPush
  | PresencePush
  | InsightPush
  | ReplayPush;

/** Frames on the window's port. */
export type WindowToEngine = { readonly id: number; readonly call: string; readonly args: unknown };
export type EngineToWindow = { readonly id: number; readonly reply: Reply<unknown> } | EnginePush;

export type { EngineToShell, PageOutcome, ShellToEngine } from './contract/processes';
export type { FeedHealth, FeedTest, IncidentDetail, Preferences, ShellArgs, ShellCall, ShellValues, SilencePreview, TimelineEntry };
export { shellCalls };

/** Pushes of the shell to the window on channel `dogwatch:push`. */
export type ShellPush =
  /** `recovery`: what a person can do about an engine that can't start. */
  | { readonly push: 'engine'; readonly state: 'up' | 'down' | 'failed'; readonly why: string; readonly recovery?: Recovery }
  /** `event`: ULID of an entry of its timeline, which is shown then. */
  | { readonly push: 'open-incident'; readonly id: string; readonly event?: string }
  /** A person wants to report an incident. */
  | { readonly push: 'report' }
  /** A person asks why nothing may be seen. */
  | { readonly push: 'troubleshoot' }
  | { readonly push: 'go'; readonly view: 'queue' | 'feeds' | 'on-call' | 'settings' };

/** What the preload puts on `window.dogwatch`. Ports arrive by window.postMessage({dogwatch:'port'}, [port]). */
export interface DogwatchBridge {
  invoke<C extends ShellCall>(call: C, args: ShellArgs<C>): Promise<Reply<ShellValues[C]>>;
  onPush(listener: (push: ShellPush) => void): () => void;
  /** Asks the shell for a (new) port to the engine. */
  requestPort(): void;
}
