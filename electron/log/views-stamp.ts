// Rows, search and moments are only views of the log: a stamp in the file says by which code they were made.
import type Database from 'libsql';

/** Raise it when `foldRow`, `foldAct`, the shape of what they fold or the words of search change. */
export const VIEWS_VERSION = 6;
const STAMP = "INSERT INTO meta VALUES ('views', ?) ON CONFLICT DO UPDATE SET text = excluded.text";

function holds(db: Database.Database, sql: string): boolean {
  return db.prepare(sql).get() !== undefined;
}

/** Were they made by this code, and are there rows if there are incidents? */
export function areViewsCurrent(db: Database.Database): boolean {
  const stamp = db.prepare("SELECT text FROM meta WHERE name = 'views'").get() as { text: string } | undefined;
  if (Number(stamp?.text ?? 0) !== VIEWS_VERSION) return false;
  return holds(db, 'SELECT 1 FROM incident_rows LIMIT 1') || !holds(db, "SELECT 1 FROM heads WHERE incident <> '' LIMIT 1");
}

/** `version` 0: they are being made. */
export function stampViews(db: Database.Database, version: number): void {
  db.prepare(STAMP).run(String(version));
}
