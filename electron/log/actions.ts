// The table of action items. Folded from their events in the transaction that appends them.
import type Database from 'libsql';
import type { ActionRecord } from '../../shared/domain/action';
import type { LogEvent } from '../../shared/log/event';
import { foldAction, isActionEvent } from '../../shared/log/views/actions';

export class ActionTable {
  private readonly db: Database.Database;
  private readonly upsert: Database.Statement;
  private readonly byId: Database.Statement;
  private readonly every: Database.Statement;
  private readonly ofIncident: Database.Statement;

  constructor(db: Database.Database) {
    this.db = db;
    this.upsert = db.prepare(
      `INSERT INTO actions (id, incident, recorded_at, record) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET incident = excluded.incident, recorded_at = excluded.recorded_at, record = excluded.record`,
    );
    this.byId = db.prepare('SELECT record FROM actions WHERE id = ?');
    this.every = db.prepare('SELECT record FROM actions ORDER BY recorded_at DESC, id DESC');
    this.ofIncident = db.prepare('SELECT record FROM actions WHERE incident = ? ORDER BY recorded_at, id');
  }

  /** Inside a transaction. Events that are not about actions are passed over. */
  fold(event: LogEvent): void {
    if (!isActionEvent(event)) return;
    const action = foldAction(this.get(event.data.action), event);
    if (action) this.upsert.run(action.id, action.incident, action.recordedAt, JSON.stringify(action));
  }

  /** Inside a transaction: the actions that `events` are about, from nothing; all events of each, in the order that counts. */
  refold(events: readonly LogEvent[]): void {
    const folded = new Map<string, ActionRecord>();
    for (const event of events) {
      if (!isActionEvent(event)) continue;
      const action = foldAction(folded.get(event.data.action), event);
      if (action) folded.set(action.id, action);
    }
    for (const action of folded.values()) this.upsert.run(action.id, action.incident, action.recordedAt, JSON.stringify(action));
  }

  get(id: string): ActionRecord | undefined {
    const found = this.byId.get(id) as { record: string } | undefined;
    return found && (JSON.parse(found.record) as ActionRecord);
  }

  /** Newest first. */
  all(): ActionRecord[] {
    return parsed(this.every.all());
  }

  of(incident: string): ActionRecord[] {
    return parsed(this.ofIncident.all(incident));
  }

  /** Inside a transaction. */
  clear(): void {
    this.db.exec('DELETE FROM actions');
  }
}

function parsed(rows: unknown[]): ActionRecord[] {
  return (rows as { record: string }[]).map((r) => JSON.parse(r.record) as ActionRecord);
}
