// Who fired when, for thirty days and a day: filled from the log in stretches when nothing else is to do, so that no storm pays for it.
import { createHash } from 'node:crypto';
import type Database from 'libsql';
import type { Labels } from '../../shared/domain/alert';
import { onDisk } from './disk';
import { NO_SIGHTINGS, packSightings, type Sightings, unpackSightings } from './sightings-block';
import { inTransaction } from './transaction';

/** Raise it when what is kept changes: it is filled again then. */
const VERSION = 1;
const BLOCK = 8_192;
const HASH_BYTES = 16;

/** One firing of one alert. `at` is when it was seen here, Unix ms. */
export interface Sighted {
  readonly feed: string;
  readonly labels: Labels;
  readonly incident: string;
  readonly at: number;
}

/** A page of one incident that was shown. */
export interface SightedPage {
  readonly page: string;
  readonly incident: string;
  readonly at: number;
}

/** Label sets of a feed by their numbers. */
export type NumberedLabels = readonly (readonly [n: number, labels: Labels])[];

interface Numbered {
  readonly labels: number;
  readonly incident: number;
  readonly at: number;
}

export class SightingTable {
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.db = db;
  }

  /** The last event that was taken in; 0 when nothing was, or what is kept is of older code. */
  place(): number {
    const found = this.sql('SELECT version, seq FROM sighted_place').get() as { version: number; seq: number } | undefined;
    if (found?.version === VERSION) return found.seq;
    if (found) onDisk(() => inTransaction(this.db, () => this.clear()));
    return 0;
  }

  /** Takes in what the log told up to `seq`, in its order; forgets what was last seen before `keepFrom` (Unix ms). */
  take(told: Iterable<Sighted | SightedPage>, seq: number, keepFrom: number): void {
    onDisk(() =>
      inTransaction(this.db, () => {
        this.append(this.numbered(told));
        this.forget(keepFrom);
        this.sql(
          'INSERT INTO sighted_place (one, version, seq) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, seq = excluded.seq',
        ).run(VERSION, seq);
      }),
    );
  }

  /** Label sets that were seen at a feed. */
  labelsOf(feed: string): NumberedLabels {
    const found = this.sql(
      `SELECT '[' || group_concat('[' || n || ',' || labels || ']') || ']' AS "all" FROM sighted_labels WHERE feed = ?`,
    ).get(feed) as { all: string | null };
    return JSON.parse(found.all ?? '[]') as NumberedLabels;
  }

  /** The greatest numbers of label sets and incidents. */
  sizes(): { readonly labels: number; readonly incidents: number } {
    const top = (table: string): number => (this.sql(`SELECT coalesce(max(n), 0) AS n FROM ${table}`).get() as { n: number }).n;
    return { labels: top('sighted_labels'), incidents: top('sighted_incidents') };
  }

  /** Blocks that hold something since `from` (Unix ms), oldest first; they also hold what is older. */
  *since(from: number): Generator<Sightings, void, void> {
    const blocks = this.sql('SELECT block FROM sighted_blocks WHERE last_at >= ? ORDER BY block').all(from) as { block: number }[];
    for (const { block } of blocks) {
      const found = this.sql('SELECT bytes FROM sighted_blocks WHERE block = ?').get(block) as { bytes: Buffer } | undefined;
      if (found) yield unpackSightings(found.bytes);
    }
  }

  /** Pages that were shown since `from`: columns of equal length. */
  pagesSince(from: number): { readonly incidents: readonly number[]; readonly at: readonly number[] } {
    const found = this.sql(
      `SELECT '[' || group_concat(incident) || ']' AS incidents, '[' || group_concat(at) || ']' AS at
       FROM (SELECT incident, at FROM sighted_pages WHERE at >= ? ORDER BY at)`,
    ).get(from) as { incidents: string | null; at: string | null };
    return { incidents: JSON.parse(found.incidents ?? '[]') as number[], at: JSON.parse(found.at ?? '[]') as number[] };
  }

  /** Ids (ULIDs) of incidents by their numbers. */
  idsOf(numbers: readonly number[]): ReadonlyMap<number, string> {
    const found = this.sql('SELECT n, incident FROM sighted_incidents WHERE n IN (SELECT value FROM json_each(?))').all(
      JSON.stringify(numbers),
    ) as { n: number; incident: string }[];
    return new Map(found.map(({ n, incident }) => [n, incident]));
  }

  /** Inside a transaction. */
  clear(): void {
    const tables = ['sighted_labels', 'sighted_incidents', 'sighted_blocks', 'sighted_pages', 'sighted_place'];
    this.db.exec(tables.map((table) => `DELETE FROM ${table}`).join(';'));
  }

  /** Keeps the pages, and gives the firings their numbers. */
  private numbered(told: Iterable<Sighted | SightedPage>): Numbered[] {
    const page = this.sql('INSERT OR IGNORE INTO sighted_pages (page, incident, at) VALUES (?, ?, ?)');
    const fired: Numbered[] = [];
    for (const one of told) {
      const incident = this.incidentOf(one.incident, one.at);
      if ('page' in one) page.run(one.page, incident, one.at);
      else fired.push({ labels: this.labelsNumber(one.feed, one.labels, one.at), incident, at: one.at });
    }
    return fired;
  }

  /** Fills the last block first. */
  private append(fired: readonly Numbered[]): void {
    if (fired.length === 0) return;
    const last = this.sql('SELECT block, n, bytes FROM sighted_blocks ORDER BY block DESC LIMIT 1').get() as
      | { block: number; n: number; bytes: Buffer }
      | undefined;
    const isRoomLeft = last !== undefined && last.n < BLOCK;
    let block = last === undefined ? 0 : isRoomLeft ? last.block : last.block + 1;
    let before = isRoomLeft ? unpackSightings(last.bytes) : NO_SIGHTINGS;
    for (let i = 0; i < fired.length; block++) {
      const some = fired.slice(i, i + BLOCK - before.at.length);
      i += some.length;
      this.put(block, joined(before, some));
      before = NO_SIGHTINGS;
    }
  }

  private put(block: number, sightings: Sightings): void {
    const lastAt = sightings.at.reduce((most, at) => Math.max(most, at), 0);
    this.sql(
      `INSERT INTO sighted_blocks (block, n, last_at, bytes) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET n = excluded.n, last_at = excluded.last_at, bytes = excluded.bytes`,
    ).run(block, sightings.at.length, lastAt, packSightings(sightings));
  }

  private labelsNumber(feed: string, labels: Labels, at: number): number {
    const text = JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));
    const hash = createHash('sha256').update(`${feed}\n${text}`).digest().subarray(0, HASH_BYTES);
    const found = this.sql(
      `INSERT INTO sighted_labels (feed, labels, hash, last_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (hash) DO UPDATE SET last_at = max(last_at, excluded.last_at) RETURNING n`,
    ).get(feed, text, hash, at) as { n: number };
    return found.n;
  }

  private incidentOf(incident: string, at: number): number {
    const found = this.sql(
      `INSERT INTO sighted_incidents (incident, last_at) VALUES (?, ?)
       ON CONFLICT (incident) DO UPDATE SET last_at = max(last_at, excluded.last_at) RETURNING n`,
    ).get(incident, at) as { n: number };
    return found.n;
  }

  /** A number that is given again is never met in what is still looked at: that was all seen later. */
  private forget(before: number): void {
    for (const table of ['sighted_labels', 'sighted_incidents', 'sighted_blocks'])
      this.sql(`DELETE FROM ${table} WHERE last_at < ?`).run(before);
    this.sql('DELETE FROM sighted_pages WHERE at < ?').run(before);
  }

  /** Statements are made when they are first needed. */
  private sql(text: string): Database.Statement {
    const known = this.statements.get(text);
    if (known) return known;
    const made = this.db.prepare(text);
    this.statements.set(text, made);
    return made;
  }
}

function joined(before: Sightings, more: readonly Numbered[]): Sightings {
  const from = before.at.length;
  const n = from + more.length;
  const all = { labels: new Uint32Array(n), incidents: new Uint32Array(n), at: new Float64Array(n) };
  all.labels.set(before.labels);
  all.incidents.set(before.incidents);
  all.at.set(before.at);
  more.forEach(({ labels, incident, at }, i) => {
    all.labels[from + i] = labels;
    all.incidents[from + i] = incident;
    all.at[from + i] = at;
  });
  return all;
}
