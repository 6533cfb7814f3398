// The facts of all incidents and the pages that were shown, as the measures want them: whole periods at once. SQLite joins a period to
// one text, so that a hundred thousand incidents cost one JSON.parse.
import type Database from 'libsql';
import type { IncidentFacts } from '../../shared/insights/facts';
import type { Span } from '../../shared/insights/measures';
import { isDrill } from '../../shared/readiness/drill';
import { onDisk } from './disk';
import { inTransaction } from './transaction';

/** Raise it when `foldFacts` or what it folds changes. */
const FACTS_VERSION = 2;

/** In the order in which they are stored; without names a fact is a third of its size. */
const KEYS = [
  ...['id', 'number', 'title', 'rule', 'service', 'severity', 'isSecurity', 'triggeredAt', 'detectedAt', 'impactStart', 'restoredAt'],
  ...[
    'acknowledgedAt',
    'resolvedAt',
    'closedAt',
    'isMerged',
    'runs',
    'pagedRuns',
    'actedRuns',
    'blips',
    'fired',
    'pages',
    'run',
    'isDrill',
  ],
] as readonly (keyof IncidentFacts)[];

/** A page that was shown on a desk; `incident` null: it stood for several. */
export interface PageFact {
  readonly page: string;
  readonly at: number;
  readonly incident: string | null;
  readonly device: string;
}

type Joined = { readonly all: string | null };

export class InsightTable {
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.db = db;
  }

  /** The last event that was folded in; facts of older code are thrown away first. */
  place(): number {
    const place = this.sql('SELECT version, seq FROM insight_place').get() as { version: number; seq: number } | undefined;
    if (place?.version === FACTS_VERSION) return place.seq;
    onDisk(() =>
      inTransaction(this.db, () => this.db.exec('DELETE FROM insight_facts; DELETE FROM insight_pages; DELETE FROM insight_place')),
    );
    return 0;
  }

  /** Those of `incidents` that have facts. */
  among(incidents: readonly string[]): IncidentFacts[] {
    const found = this.sql(
      `SELECT '[' || group_concat(facts) || ']' AS "all" FROM insight_facts WHERE incident IN (SELECT value FROM json_each(?))`,
    ).get(JSON.stringify(incidents));
    return factsOf(found);
  }

  /** What a stretch of the log told, and the seq it ended with. A page that is known stays at its first time. */
  take(facts: Iterable<IncidentFacts>, pages: readonly PageFact[], seq: number): void {
    const put = this.sql(
      `INSERT INTO insight_facts (incident, triggered_at, facts) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET triggered_at = excluded.triggered_at, facts = excluded.facts`,
    );
    const page = this.sql('INSERT OR IGNORE INTO insight_pages (page, at, incident, device) VALUES (?, ?, ?, ?)');
    const go = this.sql(
      'INSERT INTO insight_place (one, version, seq) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, seq = excluded.seq',
    );
    onDisk(() =>
      inTransaction(this.db, () => {
        for (const f of facts) put.run(f.id, f.triggeredAt, JSON.stringify(KEYS.map((key) => f[key])));
        for (const p of pages) page.run(p.page, p.at, p.incident, p.device);
        go.run(FACTS_VERSION, seq);
      }),
    );
  }

  /** Incidents whose trigger lies in the span (Unix ms; `to` excluded), merged ones too; drills never. */
  triggeredIn({ from, to }: Span): IncidentFacts[] {
    const found = this.sql(
      `SELECT '[' || group_concat(facts) || ']' AS "all" FROM insight_facts WHERE triggered_at >= ? AND triggered_at < ?`,
    ).get(from, to);
    return factsOf(found).filter((facts) => !isDrill(facts));
  }

  /** In the order of time. */
  pagesIn({ from, to }: Span): PageFact[] {
    const found = this.sql(
      `SELECT '[' || group_concat(json_array(page, at, incident, device)) || ']' AS "all"
       FROM (SELECT * FROM insight_pages WHERE at >= ? AND at < ? ORDER BY at)`,
    ).get(from, to) as Joined;
    const rows = JSON.parse(found.all ?? '[]') as [string, number, string | null, string][];
    return rows.map(([page, at, incident, device]) => ({ page, at, incident, device }));
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

function factsOf(found: unknown): IncidentFacts[] {
  const rows = JSON.parse((found as Joined).all ?? '[]') as unknown[][];
  return rows.map((row) => Object.fromEntries(KEYS.map((key, i) => [key, row[i]])) as unknown as IncidentFacts);
}
