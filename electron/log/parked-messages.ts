// The table of a team's messages that wait until they can be opened.
import type Database from 'libsql';
import { onDisk } from './disk';
import { inTransaction } from './transaction';

export interface ParkedMessage {
  readonly position: number;
  readonly incident: string;
  readonly bytes: Uint8Array;
  /** In words. */
  readonly why: string;
}

export class ParkedMessages {
  private readonly db: Database.Database;

  constructor(db: Database.Database) {
    this.db = db;
  }

  /** Durable when it returns. */
  park(space: string, messages: readonly ParkedMessage[]): void {
    const put = this.db.prepare('INSERT OR REPLACE INTO parked_messages VALUES (?, ?, ?, ?, ?)');
    onDisk(() =>
      inTransaction(this.db, () => {
        for (const m of messages) put.run(space, m.position, m.incident, Buffer.from(m.bytes), m.why);
      }),
    );
  }

  /** In their order, at most `limit`, above `after`. */
  of(space: string, after: number, limit: number): ParkedMessage[] {
    const sql = 'SELECT position, incident, bytes, why FROM parked_messages WHERE space = ? AND position > ? ORDER BY position LIMIT ?';
    return this.db.prepare(sql).all(space, after, limit) as ParkedMessage[];
  }

  /** How many, by why. */
  counts(space: string): ReadonlyMap<string, number> {
    const sql = 'SELECT why, count(*) AS n FROM parked_messages WHERE space = ? GROUP BY why';
    const rows = this.db.prepare(sql).all(space) as { readonly why: string; readonly n: number }[];
    return new Map(rows.map(({ why, n }) => [why, n]));
  }

  forget(space: string, positions: readonly number[]): void {
    const sql = 'DELETE FROM parked_messages WHERE space = ? AND position IN (SELECT value FROM json_each(?))';
    onDisk(() => this.db.prepare(sql).run(space, JSON.stringify(positions)));
  }
}
