// Recordings of incidents in the same encrypted file as the log. They stay as long as the incident does, and only on this desk.
import { createHash } from 'node:crypto';
import type Database from 'libsql';
import type { LeftOut, RecordedBody, Recording } from '../../shared/domain/recording';
import { onDisk } from './disk';
import { inTransaction } from './transaction';

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
