// Alertmanager's list of alerts to sightings. Pure and deaf to bad rows: the good ones are kept, the bad ones are told.
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { createInterner, type Interner } from './intern';
import { readRow } from './row';

const MAX_TOLD = 100;

/** What one answer of one peer says, by fingerprint. */
export interface Rows {
  readonly byKey: Map<string, Sighting>;
  readonly rejected: Rejected[];
  /** Rows that could not be read at all, not even which alert they are about. */
  nameless: number;
  total: number;
}

export interface RowReader {
  /** Adds the rows of one piece of the list. Answers with their sightings when every one could be read, else null. */
  add(rows: readonly unknown[]): readonly Sighting[] | null;
  /** Adds rows that were read before. */
  keep(sightings: readonly Sighting[]): void;
  readonly rows: Rows;
}

/** Reads a list piece by piece. `known` gives back what was said last, so that unchanged rows cost no memory. */
export function createRowReader(known: (key: string) => Sighting | undefined, intern: Interner | null = createInterner()): RowReader {
  const rows: Rows = { byKey: new Map(), rejected: [], nameless: 0, total: 0 };
  const addOne = (raw: unknown): Sighting | null => {
    const row = readRow(raw, known, intern);
    rows.total += 1;
    if ('state' in row) {
      rows.byKey.set(row.key, row);
      return row;
    }
    if (rows.rejected.length < MAX_TOLD) rows.rejected.push({ where: row.key ?? `row ${rows.total}`, why: row.why });
    const before = row.key === null ? undefined : known(row.key);
    if (before) rows.byKey.set(before.key, before);
    else if (row.key === null) rows.nameless += 1;
    return null;
  };
  const add = (list: readonly unknown[]): readonly Sighting[] | null => {
    const read: Sighting[] = [];
    for (const raw of list) {
      const row = addOne(raw);
      if (row) read.push(row);
    }
    return read.length === list.length ? read : null;
  };
  const keep = (sightings: readonly Sighting[]): void => {
    rows.total += sightings.length;
    for (const sighting of sightings) rows.byKey.set(sighting.key, sighting);
  };
  return { add, keep, rows };
}

/** Maps a whole parsed answer. An answer that is not a list gives no sightings and one rejection. */
export function mapAlerts(raw: unknown): MapResult {
  if (!Array.isArray(raw)) return { sightings: [], rejected: [{ where: 'answer', why: msg`not a list of alerts` }] };
  const reader = createRowReader(() => undefined, null);
  reader.add(raw);
  return { sightings: [...reader.rows.byKey.values()], rejected: reader.rows.rejected };
}
