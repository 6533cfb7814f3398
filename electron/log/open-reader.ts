// A second connection to the log's file that only reads, for a thread of its own. It takes no lock: the one that writes goes on.
import Database from 'libsql';
import { encrypted } from './encrypted';
import { ForeignTable } from './foreign-events';
import type { Log } from './log';
import { Names } from './names';
import { EventReader, headOf } from './read-events';
import { RowTable } from './rows';

const CACHE_KIB = 16_000;

/** What weeks that are over are read by. */
export type PastLog = Pick<
  Log,
  'events' | 'slimEvents' | 'head' | 'row' | 'liveRows' | 'pastRows' | 'incidentEvents' | 'deskEventsOf' | 'deskEventsSince' | 'seqAt'
>;

/** Opens a log that another connection has open already. Throws what libsql throws, e.g. for a wrong key. */
export function openReader(file: string, key: string): PastLog & { close(): void } {
  const db = new Database(file, encrypted(key));
  db.exec(`PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${CACHE_KIB};`);
  const names = new Names(db);
  const reader = new EventReader(db, names, new ForeignTable(db, names));
  const rows = new RowTable(db);
  const head = headOf(db);
  return {
    events: (fromSeq, limitPerBatch) => reader.after(fromSeq, limitPerBatch),
    slimEvents: (fromSeq, upTo, kinds, limitPerBatch) => reader.slimAfter(fromSeq, upTo, kinds, limitPerBatch),
    head: () => head,
    row: (incident) => rows.get(incident),
    liveRows: () => rows.allLive(),
    pastRows: (statuses, before, limit) => rows.past(statuses, before, limit),
    incidentEvents: (incident) => [...reader.ofIncidents([incident])].flat(),
    deskEventsOf: (kinds) => reader.deskOfKinds(kinds),
    deskEventsSince: (at) => reader.deskSince(at, head.seq),
    seqAt: (at) => reader.firstSeqAt(at, head.seq),
    close: () => db.close(),
  };
}
