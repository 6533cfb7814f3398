// What the rest of the engine may ask of the log. Reading handles and writing handles are different types, so that a
// write through a reading handle does not compile.
import type { ActRecord } from '../../shared/domain/act';
import type { ActionRecord } from '../../shared/domain/action';
import type { IncidentRow, IncidentStatus } from '../../shared/domain/incident';
import type { Draft, EventKind, LogEvent } from '../../shared/log/event';
import type { ChainCheck, ChainHead } from './chain';
import type { FeedMemory } from './feed-memory';
import type { ForeignEvent, ForeignTable } from './foreign-events';
import type { InsightTable } from './insight-table';
import type { Moments } from './moments';
import type { ParkedMessages } from './parked-messages';
import type { PostmortemTable } from './postmortems';
import type { RecordingTable } from './recordings';
import type { RunbookNotes } from './runbook-notes';
import type { RunbookTexts } from './runbook-texts';
import type { SightingTable } from './sighting-table';
import type { StoredEvent } from './stored-events';

declare const canRead: unique symbol;
declare const canWrite: unique symbol;

export interface SearchHit {
  readonly incident: string;
  /** The newest event that matched. */
  readonly seq: number;
  /** Plain text around the match, at most some 160 characters; hostile text like all that came from a feed. */
  readonly snippet: string;
}

/** Settings and secrets that belong together. A secret without text is forgotten. */
export interface SettingsWrites {
  readonly settings: Readonly<Record<string, string>>;
  /** Drawers that are emptied before anything is put in. */
  readonly emptied?: readonly string[];
  readonly secrets: readonly { readonly feed: string; readonly name: string; readonly text: string }[];
}

export interface LogHead {
  readonly seq: number;
  readonly id: string;
  readonly hlc: string;
}

/** Folds one event into an incident's row; `shared/log/views/queue.ts` has the real one. */
export type FoldRow = (row: IncidentRow | undefined, event: LogEvent) => IncidentRow | undefined;

export interface ReadLog {
  readonly [canRead]: true;
  /** All events above `fromSeq`, oldest first, in arrays of at most `limitPerBatch`. Don't append while iterating. */
  events(fromSeq: number, limitPerBatch?: number): IterableIterator<LogEvent[]>;
  /** Events of `kinds` above `fromSeq` and up to `upTo`, as `events` gives them but without id, device and prev (''). */
  slimEvents(fromSeq: number, upTo: number, kinds: readonly EventKind[], limitPerBatch: number): IterableIterator<LogEvent[]>;
  /** All that folding an incident needs, oldest first: everything but long texts (the unfolded kinds). */
  incidentEvents(incident: string): LogEvent[];
  /** The last `limit` entries of an incident's timeline (no untold kinds) below `before` (a seq; null: up to the newest), oldest first, and how many it has in all. */
  incidentPage(incident: string, before: number | null, limit: number): { events: LogEvent[]; total: number };
  /** The newest event of an incident that is of one of `kinds`. */
  newestOf(incident: string, kinds: readonly EventKind[]): LogEvent | undefined;
  /** All events of an incident that are of one of `kinds`, oldest first. */
  ofKinds(incident: string, kinds: readonly EventKind[]): LogEvent[];
  /** Those of `ofKinds` after a seq, in batches. */
  ofKindsAfter(incident: string, kinds: readonly EventKind[], afterSeq: number): IterableIterator<LogEvent[]>;
  /** Those of these seqs that belong to the incident, oldest first. */
  eventsAt(incident: string, seqs: readonly number[]): LogEvent[];
  /** seqs of the incident's events with these ids (ULIDs). */
  seqsOf(incident: string, ids: readonly string[]): number[];
  /** Where the entries of an incident after `afterSeq` stand in time, without reading what is in them. */
  moments(incident: string, afterSeq: number): Moments;
  /** The last event of an incident's chain, its hash, and how many there are; undefined without any. */
  chainHead(incident: string): ChainHead | undefined;
  /** Events of these incidents up to a seq exactly as they are hashed, in order, in batches; events may be appended meanwhile. */
  storedEvents(incidents: readonly string[], upTo: number): IterableIterator<readonly StoredEvent[]>;
  /** What folding several incidents needs, in order of seq over all of them, in batches. */
  eventsOf(incidents: readonly string[]): IterableIterator<LogEvent[]>;
  /** All events that concern the whole desk (incident null) and are of one of `kinds`, oldest first. */
  deskEventsOf(kinds: readonly EventKind[]): LogEvent[];
  /** Events that concern the whole desk (incident null) from `at` (Unix ms) on, oldest first. */
  deskEventsSince(at: number): LogEvent[];
  /** First seq whose event is not before `at` (Unix ms); one above the last when there is none. */
  seqAt(at: number): number;
  row(incident: string): IncidentRow | undefined;
  /** Those of `incidents` that have a row. */
  known(incidents: readonly string[]): string[];
  /** Rows that are not closed and not merged, by number. */
  liveRows(): IncidentRow[];
  /**
   * Rows of these statuses that ended before `before` (Unix ms; null: from the newest), newest first. Rows that ended in the same
   * millisecond as the last one come along, so that `before` never skips any.
   */
  pastRows(
    statuses: readonly Extract<IncidentStatus, 'resolved' | 'closed' | 'merged'>[],
    before: number | null,
    limit: number,
  ): { rows: IncidentRow[]; total: number };
  /** Outward acts that are not over, in the order in which they were asked for. */
  openActs(): ActRecord[];
  act(id: string): ActRecord | undefined;
  /** Of one incident, newest change first. */
  actsOf(incident: string, limit: number): ActRecord[];
  /** Acts that are over, newest first. */
  pastActs(limit: number): ActRecord[];
  /** Every action item of every incident, also those that are over; newest first. */
  actions(): ActionRecord[];
  action(id: string): ActionRecord | undefined;
  /** Of one incident, in the order in which they were recorded; also those whose line left the text. */
  actionsOf(incident: string): ActionRecord[];
  /** Highest incident number ever given; 0 for none. */
  maxNumber(): number;
  /** The last event's place; seq 0 and empty texts for an empty log. */
  head(): LogHead;
  /** Incidents with an event that holds all words (each a word, a part of a name or a beginning of one), newest first. */
  search(text: string, limit: number): SearchHit[];
  /** Ids of the same incidents as `search` finds; reads no event, so that it costs little whatever is in them. */
  incidentsWith(text: string, limit: number): string[];
  /** Recomputes the chain of one incident, or of the desk for `null`: 65 ms for 10,000 events, so it pauses now and then. */
  verifyChain(incident: string | null): Generator<void, ChainCheck, void>;
  getSetting(name: string): string | undefined;
  /** Rows or search are missing or older than this code: `rebuild` before the first append. */
  needsRebuild(): boolean;
}

export interface Log extends ReadLog {
  readonly [canWrite]: true;
  /**
   * Gives drafts their place: seq, id, clock, chain. Nothing is written until `append`; a further `seal` before that goes on where
   * the last one ended, and all of them are appended together. `now` is the wall clock, Unix ms.
   */
  seal(drafts: readonly Draft[], now: number): LogEvent[];
  /** Gives events of other desks their place here, as `seal` does; those that were taken in before are left out. */
  admit(events: readonly ForeignEvent[]): LogEvent[];
  /**
   * Makes all sealed events durable with the rows they changed, and settings that belong to them, in one transaction; returns
   * after the commit.
   * Throws `LogWriteFailure` when the disk refuses: nothing is written then and what was sealed is forgotten.
   * Throws for anything but exactly what was sealed: that is a bug.
   */
  append(events: readonly LogEvent[], changed: { readonly rows: readonly IncidentRow[]; readonly settings?: SettingsWrites | null }): void;
  /** Forgets what was sealed and not appended. */
  discard(): void;
  /** Folds the whole log into rows and search again; throws nothing away but these. Slow: some 10 to 20 s a million events. */
  rebuild(foldRow: FoldRow, onProgress?: (doneSeq: number, lastSeq: number) => void): void;
  setSetting(name: string, text: string): void;
  getSecret(feed: string, name: string): string | undefined;
  /** Names of the drawers of the vault that hold a secret: a feed's id, `channel:ops`. */
  secretDrawers(): string[];
  /** Values of all secrets, to strike them out of what came from outside. */
  secretTexts(): string[];
  /** All of it or nothing, where no event goes with it. */
  putSettings(writes: SettingsWrites): void;
  /** The library of runbooks, in the same encrypted file. */
  readonly runbookTexts: RunbookTexts;
  readonly runbookNotes: RunbookNotes;
  /** Postmortems and their compacted documents, in the same encrypted file. */
  readonly postmortems: PostmortemTable;
  readonly insights: InsightTable;
  /** Who fired when in the last thirty days. */
  readonly sightings: SightingTable;
  /** What the flight recorder kept of incidents. */
  readonly recordings: RecordingTable;
  /** What feeds remember over restarts. */
  readonly feedMemory: FeedMemory;
  /** Which events other desks wrote. */
  readonly foreign: Pick<ForeignTable, 'lastOf' | 'sharedAmong' | 'has'>;
  /** Messages of a team that can't be opened yet. */
  readonly parked: ParkedMessages;
  /** Acknowledged events that were not in the file any more when it was opened: its write-ahead file was cut off or taken away. */
  readonly lost: number;
  /** Moves committed pages from the WAL into the file; for moments when nothing else is to do. Returns how long it took. */
  tidy(): { readonly tookMs: number };
  close(): void;
}

/** What an implementation has to bring; the brands exist for the compiler only. */
export type LogMethods = Omit<Log, typeof canRead | typeof canWrite>;

/** The disk did not take a write (also of settings and secrets). Words for a person in `what` and `remedy`. */
export class LogWriteFailure extends Error {
  override readonly name = 'LogWriteFailure';
  readonly what: string;
  readonly remedy: string;

  constructor(what: string, remedy: string, cause: unknown) {
    super(what, { cause });
    this.what = what;
    this.remedy = remedy;
  }
}
