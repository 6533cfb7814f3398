// Events exactly as their chain hashes them, for evidence that leaves the desk: nothing is decoded, upcast or left out.
import type Database from 'libsql';
import { type Envelope, NO_PREV, type RawRow, STORED_SQL, storedRow, storedText } from './chain';

export interface StoredEvent {
  readonly envelope: Envelope;
  /** The data's text; '' where the file is too damaged to give one. */
  readonly text: string;
}

const BATCH = 1000;
const SQL = `${STORED_SQL} WHERE e.seq IN (SELECT value FROM json_each(?)) ORDER BY e.seq`;
const SEQS = `SELECT '[' || group_concat(seq) || ']' AS seqs FROM (SELECT seq FROM events
  WHERE incident IN (SELECT value FROM json_each(?)) AND seq <= ? ORDER BY seq)`;

/** In order of seq over all of `incidents`, which must be what is wanted: an empty list gives nothing. */
export function* storedEvents(db: Database.Database, incidents: readonly string[], upTo: number): IterableIterator<readonly StoredEvent[]> {
  const { seqs } = db.prepare(SEQS).get(JSON.stringify(incidents), upTo) as { seqs: string | null };
  const all = seqs === null ? [] : (JSON.parse(seqs) as number[]);
  const page = db.prepare(SQL);
  for (let i = 0; i < all.length; i += BATCH) {
    const rows = page.all(JSON.stringify(all.slice(i, i + BATCH))) as RawRow[];
    yield rows.map(storedRow).map(({ data, deflated, prev, ...envelope }) => ({
      envelope: { ...envelope, prev: prev === NO_PREV ? '' : prev },
      text: storedText({ data, deflated }),
    }));
  }
}
