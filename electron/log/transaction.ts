// All or nothing, also when SQLite has already rolled back by itself (a full disk): libsql's own helper then throws about
// the rollback and hides why.
import type Database from 'libsql';

/** Runs `work` in one transaction and commits. An error of `work` or of the commit is thrown as it is, after the rollback. */
export function inTransaction(db: Database.Database, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
