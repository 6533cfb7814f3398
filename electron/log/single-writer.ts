// Two engines on one log would break the order of its events. The lock is an open transaction on an empty file beside
// the log: the system gives it back when the process dies, however it dies.
import Database from 'libsql';

export interface WriterLock {
  release(): void;
}

/** Takes the lock of `file`; `null` when another engine holds it, in this process or any other. */
export function lockForWriting(file: string): WriterLock | null {
  const db = new Database(`${file}-lock`);
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
  return {
    release: () => {
      if (db.inTransaction) db.exec('ROLLBACK');
      db.close();
    },
  };
}
