// Recordings of incidents in the same encrypted file as the log, on this desk only. They stay as long as the incident does; their texts go
// earlier where the settings say so.
import { createHash } from 'node:crypto';
import type Database from 'libsql';
import type { LeftOut, RecordedBody, Recording } from '../../shared/domain/recording';
import { onDisk } from './disk';
import { inTransaction } from './transaction';

/**
 * Was it closed before a time, or did it go into one that was? Spared are those with an action that is open, and those whose postmortem is due
 * or being written.
 */
const MAY_GO = `SELECT 1 FROM incident_rows i LEFT JOIN incident_rows t ON i.status = 'merged' AND t.id = json_extract(i.row, '$.mergedInto')
  WHERE i.id = ? AND coalesce(t.status, i.status) = 'closed' AND max(i.ended_at, coalesce(t.ended_at, 0)) < ?
  AND NOT EXISTS (SELECT 1 FROM actions a WHERE a.incident IN (i.id, t.id) AND json_extract(a.record, '$.state') IN ('open', 'in-progress'))
  AND NOT EXISTS (SELECT 1 FROM postmortems p WHERE p.incident IN (i.id, t.id) AND (p.due_at IS NOT NULL
    OR json_extract(p.record, '$.postmortem.status') IN ('draft', 'in-review')))`;

export class RecordingTable {
  private readonly db: Database.Database;

  constructor(db: Database.Database) {
    this.db = db;
  }

  /** Durable when it returns; a recording of the same id is replaced. `body` null: there is nothing to show (yet). */
  put(recording: Recording, body: RecordedBody | null): void {
    const bytes = body && Buffer.from(JSON.stringify(body));
    const sha256 = bytes && createHash('sha256').update(bytes).digest('hex');
    const { id, incident, askedAt } = recording;
    onDisk(() =>
      inTransaction(this.db, () => {
        if (bytes) this.db.prepare('INSERT OR IGNORE INTO recorded_bodies VALUES (?, ?)').run(sha256, bytes);
        this.db
          .prepare('INSERT INTO recordings VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET told = excluded.told, body = excluded.body')
          .run(id, incident, askedAt, JSON.stringify(recording), sha256);
      }),
    );
  }

  /** Of one incident, in the order in which they were asked for. */
  of(incident: string): readonly Recording[] {
    const rows = this.db.prepare('SELECT told FROM recordings WHERE incident = ? ORDER BY asked_at, id').all(incident);
    return (rows as { told: string }[]).map(({ told }) => JSON.parse(told) as Recording);
  }

  /** Null where nothing was kept under this id in this incident. */
  body(incident: string, id: string): RecordedBody | null {
    const found = this.db
      .prepare('SELECT bytes FROM recordings JOIN recorded_bodies ON body = sha256 WHERE id = ? AND incident = ?')
      .get(id, incident) as { bytes: Uint8Array } | undefined;
    return found ? (JSON.parse(Buffer.from(found.bytes).toString('utf8')) as RecordedBody) : null;
  }

  /** Incidents of which texts are there, by id, above `after`. */
  withTexts(after: string, limit: number): readonly string[] {
    const sql = 'SELECT DISTINCT incident FROM recordings WHERE body IS NOT NULL AND incident > ? ORDER BY incident LIMIT ?';
    return (this.db.prepare(sql).all(after, limit) as { incident: string }[]).map(({ incident }) => incident);
  }

  /** May its texts go? `closedBefore`: Unix ms. */
  mayGo(incident: string, closedBefore: number): boolean {
    return this.db.prepare(MAY_GO).get(incident, closedBefore) !== undefined;
  }

  /** Throws the texts of an incident away and keeps their hashes. Durable when it returns. Of equal texts the bytes count with the last. */
  letGo(incident: string, at: number): { readonly recordings: number; readonly bytes: number } {
    const found = this.db.prepare('SELECT id, told, body FROM recordings WHERE incident = ? AND body IS NOT NULL').all(incident);
    const mark = this.db.prepare('UPDATE recordings SET told = ?, body = NULL WHERE id = ?');
    const unused = this.db.prepare(
      'SELECT length(bytes) AS n FROM recorded_bodies b WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM recordings WHERE body = b.sha256)',
    );
    const drop = this.db.prepare('DELETE FROM recorded_bodies WHERE sha256 = ?');
    let bytes = 0;
    onDisk(() =>
      inTransaction(this.db, () => {
        for (const { id, told, body: sha256 } of found as { id: string; told: string; body: string }[]) {
          mark.run(JSON.stringify({ ...(JSON.parse(told) as Recording), gone: { at, sha256 } }), id);
          const last = unused.get(sha256) as { n: number } | undefined;
          if (last) drop.run(sha256);
          bytes += last?.n ?? 0;
        }
      }),
    );
    return { recordings: found.length, bytes };
  }

  left(incident: string): LeftOut {
    const found = this.db.prepare('SELECT payloads, snapshots FROM recordings_left WHERE incident = ?').get(incident);
    const { payloads = 0, snapshots = 0 } = (found ?? {}) as Partial<LeftOut>;
    return { payloads, snapshots };
  }

  /** Adds to what was left out. */
  leaveOut(incident: string, { payloads, snapshots }: LeftOut): void {
    const sql = `INSERT INTO recordings_left VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET payloads = payloads + excluded.payloads, snapshots = snapshots + excluded.snapshots`;
    onDisk(() => this.db.prepare(sql).run(incident, payloads, snapshots));
  }
}
