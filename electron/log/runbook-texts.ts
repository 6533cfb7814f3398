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
const RANK = 'ORDER BY bm25(runbook_words, 10.0, 8.0, 1.0)';
/** Ranking more than so many costs more than it tells. */
const RANKED = 1_000;
const SNIPPET_CHARS = 200;
const SNIPPET_LEAD = 60;

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
    const words = wordsOf(text);
    return words.length === 0 ? this.list(source, offset, limit) : this.match(words, source, offset, limit);
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

  /**
   * Ranked where ranking is worth its cost: of what fits a large part of the library those with the words in their names come first,
   * and `total` stops a little above a thousand.
   */
  private match(words: readonly string[], source: string | null, offset: number, limit: number): { found: FoundRunbook[]; total: number } {
    const query = ftsQuery(words);
    const all = this.rowsOf(query, source, '');
    const isBroad = all.length > RANKED;
    const ranked = isBroad
      ? [...new Set([...this.rowsOf(`{title names} : (${query})`, source, ''), ...all])]
      : this.rowsOf(query, source, RANK);
    const wanted = ranked.slice(offset, offset + limit);
    const rows = this.sql(`SELECT n, ${META}, text FROM runbooks WHERE n IN (SELECT value FROM json_each(?))`).all(
      JSON.stringify(wanted),
    ) as (Row & {
      n: number;
      text: string;
    })[];
    const byRow = new Map(rows.map((row) => [row.n, row]));
    const found = wanted.flatMap((n) => {
      const row = byRow.get(n);
      return row ? [{ info: entryOf(row).info, snippet: snippetOf(row.text, words) }] : [];
    });
    return { found, total: ranked.length };
  }

  private rowsOf(query: string, source: string | null, order: string): number[] {
    const inSource = source === null ? '' : 'AND rowid IN (SELECT n FROM runbooks WHERE source = ?2)';
    const rows = this.sql(`SELECT rowid AS n FROM runbook_words WHERE runbook_words MATCH ?1 ${inSource} ${order} LIMIT ${RANKED + 1}`);
    return (rows.all(...(source === null ? [query] : [query, source])) as { n: number }[]).map((r) => r.n);
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

function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);
}

/** Quoted word by word, so that nothing a person typed is read as syntax. */
function ftsQuery(words: readonly string[]): string {
  return words.map((word, i) => `"${word}"${i === words.length - 1 ? ' *' : ''}`).join(' AND ');
}

/** Around the first of the words, without the signs of Markdown and the addresses of links. */
function snippetOf(text: string, words: readonly string[]): string {
  const pattern = new RegExp(words.map((w) => `(?<![\\p{L}\\p{N}])${w}`).join('|'), 'iu');
  const at = Math.max(0, text.search(pattern));
  const from = at <= SNIPPET_LEAD ? 0 : at - SNIPPET_LEAD;
  const plain = text.slice(from, from + SNIPPET_CHARS * 2).replace(/\]\([^)]*\)|[#*`>|[\]]+|-{3,}/g, ' ');
  return oneLine(`${from > 0 ? '… ' : ''}${plain}`, SNIPPET_CHARS);
}
