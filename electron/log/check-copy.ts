// Is a file a whole log? Opened with the key, its pages checked, every event's hash recomputed and compared with its chain's head. It
// reads all of it, so it runs in a thread or before there is an engine.
import { isUtf8 } from 'node:buffer';
import Database from 'libsql';
import { msg } from '../../shared/words/words';
import { hashEvent, headsOf, NO_PREV, type RawRow, STORED_SQL, storedRow, storedText } from './chain';
import { isRefusalOfDisk } from './disk';
import { encrypted } from './encrypted';
import { LATEST_VERSION, versionOf } from './migrate';

export type CopyCheck =
  | { readonly isWhole: true; readonly events: number; readonly format: number }
  /** `isUnread`: the disk did not even let it be opened, which says nothing about what is in it. */
  | { readonly isWhole: false; readonly why: string; readonly isUnread?: true };

const BATCH = 500;

/** Never throws for what can be wrong with a file. `file` must not be written to meanwhile. */
export function checkCopy(file: string, key: string): CopyCheck {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { ...encrypted(key), fileMustExist: true });
    const format = versionOf(db);
    if (format === 0 || format > LATEST_VERSION) return { isWhole: false, why: msg`its format ${format} is not one of this Dogwatch` };
    const [row] = db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
    if (row?.integrity_check !== 'ok') return { isWhole: false, why: row?.integrity_check ?? msg`no verdict about its pages` };
    const where = findNoText(db);
    if (where) return { isWhole: false, why: msg`a text in ${where} is none` };
    const chains = checkChains(db);
    return chains.why === null ? { isWhole: true, events: chains.events, format } : { isWhole: false, why: chains.why };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { isWhole: false, why, ...(isRefusalOfDisk(error) && { isUnread: true }) };
  } finally {
    db?.close();
  }
}

/** Where a text is not UTF-8: libsql would end the whole process over it. Undefined: nowhere. */
function findNoText(db: Database.Database): string | undefined {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .all() as { name: string }[];
  for (const { name } of tables) {
    for (const column of db.prepare(`PRAGMA table_info("${name}")`).all() as { name: string }[]) {
      const quoted = `"${column.name}"`;
      const texts = db.prepare(`SELECT CAST(${quoted} AS BLOB) AS bytes FROM "${name}" WHERE typeof(${quoted}) = 'text'`);
      for (const { bytes } of texts.iterate() as Iterable<{ bytes: Uint8Array }>) if (!isUtf8(bytes)) return `${name}.${column.name}`;
    }
  }
  return undefined;
}

/** All chains in one reading of the events, in their order. */
function checkChains(db: Database.Database): { readonly events: number; readonly why: string | null } {
  const page = db.prepare(`${STORED_SQL} WHERE e.seq > ? ORDER BY e.seq LIMIT ${BATCH}`);
  const heads = new Map<string, { hash: string; events: number }>();
  let seq = 0;
  for (;;) {
    const rows = (page.all([seq]) as RawRow[]).map(storedRow);
    for (const row of rows) {
      if (row.seq !== seq + 1) return { events: seq, why: msg`event ${seq + 1} is missing` };
      seq = row.seq;
      const chain = row.incident ?? '';
      const before = heads.get(chain);
      const prev = row.prev === NO_PREV ? '' : row.prev;
      if (prev !== (before?.hash ?? '')) return { events: seq, why: msg`event ${seq} does not follow from the one before it` };
      heads.set(chain, { hash: hashEvent({ ...row, prev }, storedText(row)), events: (before?.events ?? 0) + 1 });
    }
    if (rows.length < BATCH) break;
  }
  for (const head of headsOf(db)) {
    const found = heads.get(head.incident);
    if (found?.hash !== head.hash || found.events !== head.events)
      return { events: seq, why: msg`the chain that ends with event ${head.seq} is not what it was` };
    heads.delete(head.incident);
  }
  return { events: seq, why: heads.size === 0 ? null : msg`a chain has no end` };
}
