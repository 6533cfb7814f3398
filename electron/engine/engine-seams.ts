// What an engine is given by whoever runs it, and what it can be asked.
import type { DeskStatus, EngineToWindow, FeedHealth, PageOutcome, Reply } from '../../shared/contract';
import type { ExportedBundle } from '../../shared/contract/evidence';
import type { PostmortemFile } from '../../shared/contract/publish';
import type { Presence } from '../../shared/log/decide/context';
import type { LogEvent, PageRequest } from '../../shared/log/event';
import type { OnCallNow } from '../../shared/rules/route';
import type { Settings } from '../../shared/settings';
import type { Attachments } from '../log/attachments';
import type { Log } from '../log/store';
import type { ThreadLog } from '../replay/replay-in-thread';
import type { BackupPlan } from './backup-room';
import type { Sender } from './couriers';
import type { SettingsBook } from './settings-book';
import type { topIncidents } from './status';
import type { WindowLine } from './window-line';

export interface EngineDeps {
  readonly log: Log;
  readonly attachments: Attachments;
  readonly book: SettingsBook;
  readonly now: () => number;
  readonly newId: () => string;
  /** Folder of the profile for files that live for a moment. */
  readonly workDir: string;
  /** IANA; '' is this machine's. */
  readonly timeZone: string;
  /** How a thread opens the same log; left out: replays run in the engine's own. */
  readonly threadLog?: ThreadLog | null;
  /** How the log is backed up; left out: it is not. */
  readonly backups?: BackupPlan | null;
  /** Name of this machine, as a shift's bundle tells it. */
  readonly device: string;
  readonly isDemo: boolean;
  /** Folder of the scenario that drills can play; left out: only scenarios of one's own. */
  readonly demoDir?: string | null;
  readonly keyKeeping: DeskStatus['keyKeeping'];
  /** Sends messages; left out: the channels of the settings. */
  readonly sender?: Sender;
  /** Who is on call in a schedule now; left out: the schedules of the settings. */
  readonly onCall?: OnCallNow;
  /** Shows a page; outcomes come back by `onOutcome`. */
  readonly present: (request: PageRequest) => void;
  readonly withdraw: (threads: readonly string[]) => void;
  readonly onStatus: (status: DeskStatus, top: ReturnType<typeof topIncidents>, feeds: readonly FeedHealth[]) => void;
  /** `isRestricted`: is this incident (id) for those only who need to know? */
  readonly onEvents: (events: readonly LogEvent[], isRestricted: (incident: string) => boolean) => void;
  readonly onFeeds: (feeds: readonly FeedHealth[]) => void;
  /** Told every ten seconds, between other things: a moment for what can wait. */
  readonly onIdle?: () => void;
  /** Lines for the journal of the process; never secrets. */
  readonly journal: (line: string) => void;
  /** What the feeds wait for before they are asked, e.g. a first look at the queue; null: they are asked at once. */
  readonly firstLook: Promise<void> | null;
}

export interface Engine {
  /** Resolves when all that works unasked (feeds, runbooks, schedules, outbox) has begun; never before the first look. */
  readonly opened: Promise<void>;
  call(call: unknown, args: unknown): Promise<Reply<unknown>>;
  /** A window: its `subscribe` call starts the pushes. Returns the end of it. */
  attach(send: (message: EngineToWindow) => void): WindowLine;
  onOutcome(page: string, incidents: readonly string[], outcome: PageOutcome): void;
  onShellHealth(blindWhy: readonly string[]): void;
  onPresence(presence: Presence): void;
  /** Pages hide details: by the settings, or because the screen is shown to others. */
  readonly areDetailsHidden: () => boolean;
  /** Writes the evidence bundle of an incident. `file`: where the person wants it; `version`: this Dogwatch's. */
  exportEvidence(incident: string, file: string, version: string): Promise<Reply<ExportedBundle>>;
  /** Writes an export to a file that a person chose, or reads one. */
  postmortemFile(asked: PostmortemFile): Promise<Reply<unknown>>;
  /** The machine woke up or the network came back. */
  onWake(why: string): void;
  readonly seq: () => number;
  readonly settings: () => Settings;
  stop(): Promise<void>;
}
