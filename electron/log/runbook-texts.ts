// The library's texts in the log's file: what was read or fetched, and an index of their words.
import type Database from 'libsql';
import { oneLine } from '../../shared/domain/plain-text';
import type { RunbookFront, RunbookInfo, RunbookOrigin } from '../../shared/domain/runbook';
import { onDisk } from './disk';
import { inTransaction } from './transaction';

/** A runbook as a source gave it. `names`: its path and title cut into words. `stamp`: the source's own mark of this text. */
export interface StoredRunbook {
  readonly info: RunbookInfo;
  readonly stamp: string;
  readonly heading: string;
  readonly names: string;
  readonly front: RunbookFront;
  readonly text: string;
}

export type RunbookEntry = Omit<StoredRunbook, 'text' | 'names' | 'stamp'>;

export interface FoundRunbook {
  readonly info: RunbookInfo;
  /** Plain text around the match; hostile like all of a runbook. */
  readonly snippet: string;
}

type Row = {
  id: string;
  kind: RunbookOrigin['kind'];
  source: string;
  path: string;
  title: string;
  heading: string;
  front: string;
  version: string;
  changed_at: number | null;
  fetched_at: number | null;
};

const META = 'id, kind, source, path, title, heading, front, version, changed_at, fetched_at';
const MAX_WORDS = 12;

export class RunbookTexts {
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.db = db;
  }

  /** Writes and takes away in one transaction. Throws `LogWriteFailure` when the disk refuses; nothing has changed then. */
  change(put: readonly StoredRunbook[], gone: readonly string[]): void {
    onDisk(() =>
      inTransaction(this.db, () => {
        for (const id of [...gone, ...put.map((r) => r.info.id)]) this.drop(id);
        for (const runbook of put) this.insert(runbook);
      }),
    );
  }

  /** Path -> stamp of all texts of a source. */
  stampsOf(source: string): Map<string, string> {
    const rows = this.sql('SELECT path, stamp FROM runbooks WHERE source = ?').all(source) as { path: string; stamp: string }[];
    return new Map(rows.map((r) => [r.path, r.stamp]));
  }

  sources(): { source: string; count: number }[] {
    return this.sql('SELECT source, count(*) AS count FROM runbooks GROUP BY source').all() as { source: string; count: number }[];
  }

  /** Everything but the texts, for the index of matches. */
  entries(): RunbookEntry[] {
    return (this.sql(`SELECT ${META} FROM runbooks ORDER BY id`).all() as Row[]).map(entryOf);
  }

  get(id: string): (RunbookEntry & { readonly text: string }) | undefined {
    const row = this.sql(`SELECT ${META}, text FROM runbooks WHERE id = ?`).get(id) as (Row & { text: string }) | undefined;
    return row && { ...entryOf(row), text: row.text };
  }

  /** All words must be found, the last one as a beginning; best first. Without words: all, by title. */
  find(text: string, source: string | null, offset: number, limit: number): { found: FoundRunbook[]; total: number } {
    const query = ftsQuery(text);
    return query === '' ? this.list(source, offset, limit) : this.match(query, source, offset, limit);
  }

  private list(source: string | null, offset: number, limit: number): { found: FoundRunbook[]; total: number } {
    const where = "WHERE ?1 = '' OR source = ?1";
    const rows = this.sql(`SELECT ${META} FROM runbooks ${where} ORDER BY title COLLATE NOCASE, id LIMIT ?2 OFFSET ?3`).all(
      source ?? '',
      limit,
      offset,
    );
    const { n } = this.sql(`SELECT count(*) AS n FROM runbooks ${where}`).get(source ?? '') as { n: number };
    return { found: (rows as Row[]).map((row) => ({ info: entryOf(row).info, snippet: '' })), total: n };
  }

  private match(query: string, source: string | null, offset: number, limit: number): { found: FoundRunbook[]; total: number } {
    const ranked = this.sql(
      `SELECT w.rowid AS n FROM runbook_words w ${source === null ? '' : 'JOIN runbooks r ON r.n = w.rowid AND r.source = ?2'}
         WHERE runbook_words MATCH ?1 ORDER BY bm25(runbook_words, 10.0, 8.0, 1.0)`,
    ).all(...(source === null ? [query] : [query, source])) as { n: number }[];
    const wanted = ranked.slice(offset, offset + limit);
    const get = this.sql(
      `SELECT ${META.split(', ')
        .map((c) => `r.${c}`)
        .join(', ')}, snippet(runbook_words, 2, '', '', ' … ', 24) AS snippet
       FROM runbook_words JOIN runbooks r ON r.n = runbook_words.rowid WHERE runbook_words MATCH ?1 AND runbook_words.rowid = ?2`,
    );
    const rows = wanted.map(({ n }) => get.get(query, n) as Row & { snippet: string });
    return { found: rows.map((row) => ({ info: entryOf(row).info, snippet: plainSnippet(row.snippet) })), total: ranked.length };
  }

  private drop(id: string): void {
    this.sql(
      `INSERT INTO runbook_words (runbook_words, rowid, title, names, text) SELECT 'delete', n, title, names, text FROM runbooks WHERE id = ?`,
    ).run(id);
    this.sql('DELETE FROM runbooks WHERE id = ?').run(id);
  }

  private insert({ info, stamp, heading, names, front, text }: StoredRunbook): void {
    const { origin } = info;
    const { lastInsertRowid } = this.sql(
      `INSERT INTO runbooks (id, source, kind, path, stamp, title, heading, names, front, version, changed_at, fetched_at, text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      ...[info.id, origin.source, origin.kind, origin.path, stamp, info.title, heading, names, JSON.stringify(front), info.version],
      ...[info.changedAt, origin.fetchedAt, text],
    );
    this.sql('INSERT INTO runbook_words (rowid, title, names, text) VALUES (?, ?, ?, ?)').run(lastInsertRowid, info.title, names, text);
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

function entryOf(row: Row): RunbookEntry {
  const origin: RunbookOrigin = { kind: row.kind, source: row.source, path: row.path, fetchedAt: row.fetched_at };
  const info: RunbookInfo = { id: row.id, title: row.title, origin, version: row.version, changedAt: row.changed_at };
  return { info, heading: row.heading, front: JSON.parse(row.front) as RunbookFront };
}

/** Quoted word by word, so that nothing a person typed is read as syntax. */
function ftsQuery(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, MAX_WORDS) ?? [];
  return words.map((word, i) => `"${word}"${i === words.length - 1 ? ' *' : ''}`).join(' AND ');
}

/** Without the signs of Markdown and the addresses of links. */
function plainSnippet(text: string): string {
  return oneLine(text.replace(/\]\([^)]*\)|[#*`>|[\]]+|-{3,}/g, ' '), 200);
}
