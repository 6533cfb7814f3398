// The tables of postmortems: where each stands, folded in the transaction that appends its events, and its document compacted up to a seq.
import type Database from 'libsql';
import type { LogEvent } from '../../shared/log/event';
import { foldPostmortem, isPostmortemEvent, type PostmortemRecord } from '../../shared/log/views/postmortem';
import { isUnfolded, isUntold } from '../../shared/log/views/postmortem-steps';
import { onDisk } from './disk';

/** A document with all its edits up to and with `upto` (a seq). */
export interface CompactedState {
  readonly upto: number;
  /** Yjs update, version 1. */
  readonly state: Uint8Array;
}

export class PostmortemTable {
  private readonly db: Database.Database;
  private readonly upsert: Database.Statement;
  private readonly putText: Database.Statement;
  private readonly byIncident: Database.Statement;
  private readonly getState: Database.Statement;
  private readonly putState: Database.Statement;
  private readonly dueBefore: Database.Statement;
  private readonly countDue: Database.Statement;
  private readonly unkept: Database.Statement;

  constructor(db: Database.Database) {
    this.db = db;
    this.upsert = db.prepare(
      `INSERT INTO postmortems (incident, due_at, unkept_at, record) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET due_at = excluded.due_at, unkept_at = excluded.unkept_at, record = excluded.record`,
    );
    this.putText = db.prepare('INSERT OR REPLACE INTO postmortem_texts VALUES (?, ?, ?)');
    this.byIncident = db.prepare('SELECT record FROM postmortems WHERE incident = ?');
    this.getState = db.prepare('SELECT upto, state FROM postmortem_states WHERE incident = ?');
    this.putState = db.prepare(
      'INSERT INTO postmortem_states VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET upto = excluded.upto, state = excluded.state',
    );
    this.dueBefore = db.prepare('SELECT record FROM postmortems WHERE due_at <= ?');
    this.countDue = db.prepare('SELECT count(*) AS n FROM postmortems WHERE due_at <= ?');
    this.unkept = db.prepare('SELECT record FROM postmortems WHERE unkept_at IS NOT NULL');
  }

  /** Inside a transaction. Other events are passed over. */
  fold(event: LogEvent): void {
    if (!isPostmortemEvent(event) || event.incident === null) return;
    if (isUnfolded(event.kind)) this.putText.run(event.incident, event.seq, isUntold(event.kind) ? 0 : 1);
    const record = foldPostmortem(this.get(event.incident), event);
    this.upsert.run(event.incident, record.dueAt, record.unkeptAt, JSON.stringify(record));
  }

  /** Inside a transaction: the record from nothing; `events` are all of the incident, in the order that counts. */
  refold(incident: string, events: readonly LogEvent[]): void {
    let record: PostmortemRecord | undefined;
    for (const event of events) if (isPostmortemEvent(event)) record = foldPostmortem(record, event);
    if (record) this.upsert.run(incident, record.dueAt, record.unkeptAt, JSON.stringify(record));
  }

  get(incident: string): PostmortemRecord | undefined {
    const found = this.byIncident.get(incident) as { record: string } | undefined;
    return found && (JSON.parse(found.record) as PostmortemRecord);
  }

  all(): PostmortemRecord[] {
    return parsed(this.db.prepare('SELECT record FROM postmortems').all());
  }

  /** Those whose due time is `at` (Unix ms) or earlier. */
  dueBy(at: number): PostmortemRecord[] {
    return parsed(this.dueBefore.all(at));
  }

  countDueBy(at: number): number {
    return (this.countDue.get(at) as { n: number }).n;
  }

  /** Those with edits that are in no version. */
  withUnkept(): PostmortemRecord[] {
    return parsed(this.unkept.all());
  }

  state(incident: string): CompactedState | undefined {
    return this.getState.get(incident) as CompactedState | undefined;
  }

  /** Throws `LogWriteFailure` when the disk refuses; the events have all of it anyway. */
  keepState(incident: string, { upto, state }: CompactedState): void {
    onDisk(() => this.putState.run(incident, upto, Buffer.from(state)));
  }

  forgetState(incident: string): void {
    onDisk(() => this.db.prepare('DELETE FROM postmortem_states WHERE incident = ?').run(incident));
  }

  /** Inside a transaction. */
  clear(): void {
    this.db.exec('DELETE FROM postmortems; DELETE FROM postmortem_texts; DELETE FROM postmortem_states;');
  }
}

function parsed(rows: unknown[]): PostmortemRecord[] {
  return (rows as { record: string }[]).map((r) => JSON.parse(r.record) as PostmortemRecord);
}
