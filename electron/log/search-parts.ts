// The search index in parts, so that no question costs more than a part or two: a word or beginning that is everywhere is
// answered by the newest part alone, however old the log is, and full parts are never merged again.
import type Database from 'libsql';

/** Words (distinct ones per event) after which a part is full; measured in docs/decisions/0001-log-store.md. */
const PART_WORDS = 128_000;
/** Matches fetched from a part at a time. */
const MATCHES_AT_ONCE = 1000;

/** Statements are made when they are first needed: an old log has many parts. */
interface Part {
  readonly n: number;
  words: number;
  insert?: Database.Statement;
  probe?: Database.Statement;
  match?: Database.Statement;
}

/** No text and no positions are kept; words come ready-made, joined by spaces (bytes above 127 are letters in `ascii`). */
function tableSql(n: number): string {
  return `CREATE VIRTUAL TABLE search_${n} USING fts5(words, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '.:-_/@%+#~'")`;
}

export interface Match {
  readonly seq: number;
  readonly incident: string;
}

export class SearchParts {
  private readonly db: Database.Database;
  private parts: Part[] = [];

  constructor(db: Database.Database) {
    this.db = db;
    this.reload();
  }

  /** Reads the list of parts again; due after a rollback. */
  reload(): void {
    const rows = this.db.prepare('SELECT n, words FROM search_parts ORDER BY n').all() as { n: number; words: number }[];
    this.parts = rows.map(({ n, words }) => ({ n, words }));
  }

  /** `words` are `count` distinct ones, joined by spaces. Inside a transaction that ends with `saveCounts`; seqs must rise. */
  put(seq: number, words: string, count: number): void {
    if (count === 0) return;
    const part = this.partWithRoom();
    part.insert ??= this.db.prepare(`INSERT INTO search_${part.n} (rowid, words) VALUES (?, ?)`);
    part.insert.run(seq, words);
    part.words += count;
  }

  /** Inside a transaction, after the last `put`. */
  saveCounts(): void {
    const last = this.parts.at(-1);
    if (last) this.db.prepare('UPDATE search_parts SET words = ? WHERE n = ?').run(last.words, last.n);
  }

  /** Inside a transaction. */
  clear(): void {
    for (const { n } of this.parts) this.db.exec(`DROP TABLE search_${n}`);
    this.db.exec('DELETE FROM search_parts');
    this.parts = [];
  }

  /**
   * Matching events, newest first, fetched as they are asked for. `exact` is the part of the query that is whole words ('' for
   * none): a part of the index that lacks them is passed over before any beginning is looked up in it.
   */
  *matches(query: string, exact: string): IterableIterator<Match> {
    for (let i = this.parts.length - 1; i >= 0; i--) {
      const part = this.parts[i] as Part;
      part.match ??= this.db.prepare(matchSql(`search_${part.n}`));
      let before = Number.MAX_SAFE_INTEGER;
      if (exact !== '' && this.lacks(part, exact)) continue;
      for (let rows: Match[] | undefined; rows === undefined || rows.length === MATCHES_AT_ONCE; before = rows.at(-1)?.seq ?? 0) {
        rows = part.match.all(query, before) as Match[];
        yield* rows;
      }
    }
  }

  private lacks(part: Part, query: string): boolean {
    part.probe ??= this.db.prepare(`SELECT rowid FROM search_${part.n} WHERE search_${part.n} MATCH ? LIMIT 1`);
    return part.probe.all(query).length === 0;
  }

  private partWithRoom(): Part {
    const last = this.parts.at(-1);
    if (last && last.words < PART_WORDS) return last;
    this.saveCounts();
    const n = (last?.n ?? 0) + 1;
    this.db.exec(tableSql(n));
    this.db.prepare('INSERT INTO search_parts VALUES (?, 0)').run(n);
    const part: Part = { n, words: 0 };
    this.parts.push(part);
    return part;
  }
}

function matchSql(table: string): string {
  return `SELECT s.rowid AS seq, e.incident FROM
      (SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ${MATCHES_AT_ONCE}) s
    CROSS JOIN events e ON e.seq = s.rowid`;
}
