// What is known around the texts: each source's last state, links that alerts named, and how runbooks were used, as the log tells it.
import type Database from 'libsql';
import { onDisk } from './disk';
import { inTransaction } from './transaction';

/** A `runbook_url` that an alert named. Times are Unix ms; `why` is empty unless the last try failed. */
export interface SeenLink {
  readonly url: string;
  readonly alert: string;
  readonly seenAt: number;
  readonly triedAt: number | null;
  readonly fetchedAt: number | null;
  readonly failures: number;
  readonly why: string;
}

/** One event of working by a runbook, flat. */
export interface RunbookUseEvent {
  readonly seq: number;
  readonly runbook: string;
  readonly incident: string | null;
  readonly kind: 'opened' | 'left' | 'marked' | 'noted' | 'remarked';
  readonly step: string | null;
  readonly title: string;
  readonly state: string | null;
  readonly openMs: number | null;
  readonly text: string | null;
  readonly person: string;
  readonly at: number;
}

const LINK = 'url, alert, seen_at AS seenAt, tried_at AS triedAt, fetched_at AS fetchedAt, failures, why';
const USE = 'seq, runbook, incident, kind, step, title, state, open_ms AS openMs, text, person, at';

export class RunbookNotes {
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.db = db;
  }

  known(source: string): string | undefined {
    return (this.sql('SELECT known FROM runbook_sources WHERE id = ?').get(source) as { known: string } | undefined)?.known;
  }

  /** `null` forgets the source. */
  know(source: string, known: string | null): void {
    onDisk(() => {
      if (known === null) this.sql('DELETE FROM runbook_sources WHERE id = ?').run(source);
      else this.sql('INSERT INTO runbook_sources VALUES (?, ?) ON CONFLICT DO UPDATE SET known = excluded.known').run(source, known);
    });
  }

  /** What a stretch of the log told; `upTo` is kept as the place to go on from. */
  take(links: readonly Pick<SeenLink, 'url' | 'alert' | 'seenAt'>[], uses: readonly RunbookUseEvent[], upTo: string): void {
    const seen = this.sql(
      `INSERT INTO runbook_links (url, alert, seen_at, failures, why) VALUES (?, ?, ?, 0, '')
       ON CONFLICT DO UPDATE SET alert = excluded.alert, seen_at = max(seen_at, excluded.seen_at)`,
    );
    const use = this.sql(
      `INSERT OR IGNORE INTO runbook_uses (seq, runbook, incident, kind, step, title, state, open_ms, text, person, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    onDisk(() =>
      inTransaction(this.db, () => {
        for (const l of links) seen.run(l.url, l.alert, l.seenAt);
        for (const u of uses)
          use.run(...[u.seq, u.runbook, u.incident, u.kind, u.step, u.title, u.state, u.openMs, u.text, u.person, u.at]);
        this.know('log', upTo);
      }),
    );
  }

  /** Links seen since `from`, the newest first. */
  linksSince(from: number, limit: number): SeenLink[] {
    return this.sql(`SELECT ${LINK} FROM runbook_links WHERE seen_at >= ? ORDER BY seen_at DESC LIMIT ?`).all(from, limit) as SeenLink[];
  }

  link(url: string): SeenLink | undefined {
    return this.sql(`SELECT ${LINK} FROM runbook_links WHERE url = ?`).get(url) as SeenLink | undefined;
  }

  /** `why` empty: fetched. */
  tried(url: string, at: number, why: string): void {
    onDisk(() =>
      this.sql(
        `UPDATE runbook_links SET tried_at = ?2, why = ?3, failures = CASE WHEN ?3 = '' THEN 0 ELSE failures + 1 END,
           fetched_at = CASE WHEN ?3 = '' THEN ?2 ELSE fetched_at END WHERE url = ?1`,
      ).run(url, at, why),
    );
  }

  /** Newest first; `null`: of all runbooks. */
  usesOf(runbook: string | null, limit: number): RunbookUseEvent[] {
    return this.sql(`SELECT ${USE} FROM runbook_uses WHERE ?1 IS NULL OR runbook = ?1 ORDER BY at DESC, seq DESC LIMIT ?2`).all(
      runbook,
      limit,
    ) as RunbookUseEvent[];
  }

  remarks(limit: number): RunbookUseEvent[] {
    return this.sql(`SELECT ${USE} FROM runbook_uses WHERE kind = 'remarked' ORDER BY seq DESC LIMIT ?`).all(limit) as RunbookUseEvent[];
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
