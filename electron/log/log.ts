// What the rest of the engine may ask of the log. Reading handles and writing handles are different types, so that a
// write through a reading handle does not compile.
import type { IncidentRow, IncidentStatus } from '../../shared/domain/incident';
import type { Draft, LogEvent } from '../../shared/log/event';
import type { ChainCheck } from './chain';
import type { RunbookNotes } from './runbook-notes';
import type { RunbookTexts } from './runbook-texts';

declare const canRead: unique symbol;
declare const canWrite: unique symbol;

export interface SearchHit {
  readonly incident: string;
  /** The newest event that matched. */
  readonly seq: number;
  /** Plain text around the match, at most some 160 characters; hostile text like all that came from a feed. */
  readonly snippet: string;
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
  incidentEvents(incident: string): LogEvent[];
  /** Events of several incidents, in order of seq over all of them, in batches. */
  eventsOf(incidents: readonly string[]): IterableIterator<LogEvent[]>;
  /** Events that concern the whole desk (incident null) from `at` (Unix ms) on, oldest first. */
  deskEventsSince(at: number): LogEvent[];
  row(incident: string): IncidentRow | undefined;
  /** Those of `incidents` that have a row. */
  known(incidents: readonly string[]): string[];
  /** Rows that are not closed and not merged, by number. */
  liveRows(): IncidentRow[];
  /**
   * Rows of one status that ended before `before` (Unix ms; null: from the newest), newest first. Rows that ended in the same
   * millisecond as the last one come along, so that `before` never skips any.
   */
  pastRows(
    status: Extract<IncidentStatus, 'resolved' | 'closed' | 'merged'>,
    before: number | null,
    limit: number,
  ): { rows: IncidentRow[]; total: number };
  /** Highest incident number ever given; 0 for none. */
  maxNumber(): number;
  /** The last event's place; seq 0 and empty texts for an empty log. */
  head(): LogHead;
  /** Incidents with an event that holds all words (each a word, a part of a name or a beginning of one), newest first. */
  search(text: string, limit: number): SearchHit[];
  /** Recomputes the chain of one incident, or of the desk for `null`. */
  verifyChain(incident: string | null): ChainCheck;
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
  /**
   * Makes all sealed events durable with the rows they changed, in one transaction; returns after the commit.
   * Throws `LogWriteFailure` when the disk refuses: nothing is written then and what was sealed is forgotten.
   * Throws for anything but exactly what was sealed: that is a bug.
   */
  append(events: readonly LogEvent[], changed: { readonly rows: readonly IncidentRow[] }): void;
  /** Forgets what was sealed and not appended. */
  discard(): void;
  /** Folds the whole log into rows and search again; throws nothing away but these. Slow: some 10 to 20 s a million events. */
  rebuild(foldRow: FoldRow, onProgress?: (doneSeq: number, lastSeq: number) => void): void;
  setSetting(name: string, text: string): void;
  getSecret(feed: string, name: string): string | undefined;
  /** Values of all secrets, to strike them out of what came from outside. */
  secretTexts(): string[];
  setSecret(feed: string, name: string, text: string): void;
  deleteSecret(feed: string, name: string): void;
  /** The library of runbooks, in the same encrypted file. */
  readonly runbookTexts: RunbookTexts;
  readonly runbookNotes: RunbookNotes;
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
