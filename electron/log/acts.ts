// The table of outward acts: which wait, and what became of the others. Folded from their events in the transaction that appends them.
import type Database from 'libsql';
import type { ActRecord } from '../../shared/domain/act';
import type { LogEvent } from '../../shared/log/event';
import { foldAct, isActEvent, isActOpen } from '../../shared/log/views/acts';

export class ActTable {
  private readonly db: Database.Database;
  private readonly upsert: Database.Statement;
  private readonly byId: Database.Statement;
  private readonly open: Database.Statement;
  private readonly ofIncident: Database.Statement;
  private readonly over: Database.Statement;

  constructor(db: Database.Database) {
    this.db = db;
    this.upsert = db.prepare(
      `INSERT INTO acts (id, incident, is_open, changed_at, record) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, changed_at = excluded.changed_at, record = excluded.record`,
    );
    this.byId = db.prepare('SELECT record FROM acts WHERE id = ?');
    this.open = db.prepare('SELECT record FROM acts WHERE is_open = 1');
    this.ofIncident = db.prepare('SELECT record FROM acts WHERE incident = ? ORDER BY changed_at DESC LIMIT ?');
    this.over = db.prepare('SELECT record FROM acts WHERE is_open = 0 ORDER BY changed_at DESC LIMIT ?');
  }

  /** Inside a transaction. Events that are not about acts of this desk are passed over. */
  fold(event: LogEvent): void {
    if (!isActEvent(event) || event.isForeign) return;
    const act = foldAct(this.get(event.data.act), event);
    if (act) this.upsert.run(act.id, act.incident, isActOpen(act) ? 1 : 0, act.changedAt, JSON.stringify(act));
  }

  get(id: string): ActRecord | undefined {
    const found = this.byId.get(id) as { record: string } | undefined;
    return found && (JSON.parse(found.record) as ActRecord);
  }

  /** In the order in which they were asked for. */
  allOpen(): ActRecord[] {
    return parsed(this.open.all()).sort((a, b) => a.order - b.order);
  }

  /** Newest change first. */
  of(incident: string, limit: number): ActRecord[] {
    return parsed(this.ofIncident.all(incident, limit));
  }

  /** Those that are over, newest first. */
  past(limit: number): ActRecord[] {
    return parsed(this.over.all(limit));
  }

  /** Inside a transaction. */
  clear(): void {
    this.db.exec('DELETE FROM acts');
  }
}

function parsed(rows: unknown[]): ActRecord[] {
  return (rows as { record: string }[]).map((r) => JSON.parse(r.record) as ActRecord);
}
