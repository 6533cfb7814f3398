// Finds incidents by words. The index is asked for the newest events first and only for as many as are shown, so that a
// word that is in every event costs no more than a rare one.
import type Database from 'libsql';
import { oneLine } from '../../shared/domain/plain-text';
import type { LogEvent } from '../../shared/log/event';
import type { SearchHit } from './log';
import type { EventReader } from './read-events';
import { visitSearchTexts } from './search-texts';
import { fold, type QueryWord, queryWords } from './search-words';

/** Beginnings up to this length have an index of their own (`prefix` in migration 30). */
const INDEXED_BEGINNING = 4;
/** A longer beginning with more endings than this is left to the index's own, slower, merge. */
const MAX_ENDINGS = 48;
const MAX_QUERY_WORDS = 12;
const CHUNK = 200;
/** Matching events that are looked at for one answer: enough to get past an incident that fills the whole index. */
const MAX_SCANNED = 4000;
const SNIPPET_CHARS = 160;
const SNIPPET_LEAD = 60;
const END_OF_RANGE = '\u{10ffff}';

/** Quoted, so that nothing a person or a feed wrote is ever read as syntax of a query. */
function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

export class SearchIndex {
  private readonly insert: Database.Statement;
  private readonly firstTerm: Database.Statement;
  private readonly nextTerm: Database.Statement;
  private readonly match: Database.Statement;
  private readonly db: Database.Database;

  constructor(db: Database.Database) {
    this.db = db;
    this.insert = db.prepare('INSERT INTO search (rowid, words) VALUES (?, ?)');
    this.firstTerm = db.prepare('SELECT term FROM search_terms WHERE term >= ? AND term < ? LIMIT 1');
    this.nextTerm = db.prepare('SELECT term FROM search_terms WHERE term > ? AND term < ? LIMIT 1');
    this.match = db.prepare(
      `SELECT s.rowid AS seq, e.incident FROM (SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ${CHUNK}) s
       CROSS JOIN events e ON e.seq = s.rowid`,
    );
  }

  /** Inside a transaction. */
  put(seq: number, words: string): void {
    if (words !== '') this.insert.run(seq, words);
  }

  /** Inside a transaction. */
  clear(): void {
    this.db.exec("INSERT INTO search (search) VALUES ('delete-all')");
  }

  find(text: string, limit: number, reader: EventReader): SearchHit[] {
    const words = queryWords(text).slice(0, MAX_QUERY_WORDS);
    if (words.length === 0) return [];
    const query = words.map((word, i) => this.express(word, i === words.length - 1)).join(' AND ');
    const found = this.newest(query, limit);
    const events = new Map(reader.listedEvents([...found.values()]).map((e) => [e.seq, e]));
    return [...found].map(([incident, seq]) => ({ incident, seq, snippet: snippetOf(events.get(seq) as LogEvent, words) }));
  }

  /** Newest matching event by incident, newest first. */
  private newest(query: string, limit: number): Map<string, number> {
    const found = new Map<string, number>();
    let before = Number.MAX_SAFE_INTEGER;
    for (let scanned = 0; scanned < MAX_SCANNED; scanned += CHUNK) {
      const rows = this.match.all(query, before) as { seq: number; incident: string }[];
      for (const { seq, incident } of rows) {
        if (!found.has(incident)) found.set(incident, seq);
        if (found.size >= limit) return found;
      }
      const last = rows.at(-1);
      if (!last || rows.length < CHUNK) return found;
      before = last.seq;
    }
    return found;
  }

  private express({ whole, parts }: QueryWord, isLast: boolean): string {
    const ways: string[] = [];
    if (whole !== null) ways.push(isLast || parts.length > 0 || /\W/.test(whole) ? this.beginning(whole) : quote(whole));
    if (parts.length > 0)
      ways.push(`(${parts.map((part, i) => (isLast && i === parts.length - 1 ? this.beginning(part) : quote(part))).join(' AND ')})`);
    return `(${ways.join(' OR ')})`;
  }

  /**
   * All words of the index that begin so, as alternatives: unlike the index's own prefix query these are walked from their newest
   * end. Found by hopping over the sorted terms.
   */
  private beginning(word: string): string {
    if ([...word].length <= INDEXED_BEGINNING) return `${quote(word)} *`;
    const end = word + END_OF_RANGE;
    const endings: string[] = [];
    let row = this.firstTerm.get(word, end) as { term: string } | undefined;
    while (row && endings.length < MAX_ENDINGS) {
      endings.push(row.term);
      row = this.nextTerm.get(row.term, end) as { term: string } | undefined;
    }
    if (row) return `${quote(word)} *`;
    return endings.length === 0 ? quote(word) : `(${endings.map(quote).join(' OR ')})`;
  }
}

function snippetOf(event: LogEvent, words: readonly QueryWord[]): string {
  const needles = words.flatMap((w) => (w.whole === null ? w.parts : [w.whole, ...w.parts]));
  let best: string | undefined;
  let first: string | undefined;
  visitSearchTexts(event, null, (text, label) => {
    if (best !== undefined) return;
    const folded = fold(text);
    const at = needles.reduce((found, needle) => (found >= 0 ? found : folded.indexOf(needle)), -1);
    first ??= text;
    if (at >= 0) best = `${label ? `${label}: ` : ''}${cut(text, at)}`;
  });
  return oneLine(best ?? first ?? '', SNIPPET_CHARS);
}

function cut(text: string, at: number): string {
  return at <= SNIPPET_LEAD ? text : `…${text.slice(at - SNIPPET_LEAD)}`;
}
