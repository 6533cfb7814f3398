// The facts of all incidents and the pages that were shown, as the measures want them: thousands at once. SQLite joins them to one text,
// so that a hundred thousand incidents cost few JSON.parse.
import type Database from 'libsql';
import type { IncidentFacts } from '../../shared/insights/facts';
import type { PageFact } from '../../shared/insights/material';
import { onDisk } from './disk';
import { inTransaction } from './transaction';

/** Raise it when `foldFacts` or what it folds changes. */
const FACTS_VERSION = 2;

/** Without names a fact is a third of its size. */
type Stored = readonly [
  ...[id: string, number: number, rule: string, service: string | null, severity: number, flags: number],
  ...[startedAt: number, triggeredAt: number, impactStart: number | null, restoredAt: number | null],
  ...[acknowledgedAt: number | null, resolvedAt: number | null, closedAt: number | null],
  ...[runs: number, pagedRuns: number, actedRuns: number, blips: number, fired: number],
  run: IncidentFacts['run'],
];
const SECURITY = 1;
const RESTRICTED = 2;
const DRILL = 4;
const MERGED = 8;
const REVIEW = 16;

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

  /** What a stretch of the log told, and the seq it ended with. Gives back the pages that are new: a known one stays at its first time. */
  take(facts: Iterable<IncidentFacts>, pages: readonly PageFact[], seq: number): PageFact[] {
    const put = this.sql(
      `INSERT INTO insight_facts (incident, triggered_at, facts) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET triggered_at = excluded.triggered_at, facts = excluded.facts`,
    );
    const page = this.sql('INSERT OR IGNORE INTO insight_pages (page, at, incident, device) VALUES (?, ?, ?, ?)');
    const go = this.sql(
      'INSERT INTO insight_place (one, version, seq) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, seq = excluded.seq',
    );
    let added: PageFact[] = [];
    onDisk(() =>
      inTransaction(this.db, () => {
        for (const f of facts) put.run(f.id, f.triggeredAt, JSON.stringify(storedOf(f)));
        added = pages.filter((p) => page.run(p.page, p.at, p.incident, p.device).changes > 0);
        go.run(FACTS_VERSION, seq);
      }),
    );
    return added;
  }

  /** The next `limit` facts after that incident, in the order of ids, as they lie on the disk: merged ones and drills too. */
  after(incident: string, limit: number): IncidentFacts[] {
    const found = this.sql(
      `SELECT '[' || group_concat(facts) || ']' AS "all" FROM
       (SELECT facts FROM insight_facts WHERE incident > ? ORDER BY incident LIMIT ?)`,
    ).get(incident, limit);
    return factsOf(found);
  }

  /** The next `limit` pages after that one, in the order of ids. */
  pagesAfter(page: string, limit: number): PageFact[] {
    const found = this.sql(
      `SELECT '[' || group_concat(json_array(page, at, incident, device)) || ']' AS "all"
       FROM (SELECT page, at, incident, device FROM insight_pages WHERE page > ? ORDER BY page LIMIT ?)`,
    ).get(page, limit) as Joined;
    const rows = JSON.parse(found.all ?? '[]') as [string, number, string | null, string][];
    return rows.map(([id, at, incident, device]) => ({ page: id, at, incident, device }));
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

function storedOf(f: IncidentFacts): Stored {
  const flags =
    Number(f.isSecurity) * SECURITY +
    Number(f.isRestricted) * RESTRICTED +
    Number(f.isDrill) * DRILL +
    Number(f.isMerged) * MERGED +
    Number(f.isReview) * REVIEW;
  return [
    ...([f.id, f.number, f.rule, f.service, f.severity, flags, f.startedAt, f.triggeredAt, f.impactStart, f.restoredAt] as const),
    ...([f.acknowledgedAt, f.resolvedAt, f.closedAt, f.runs, f.pagedRuns, f.actedRuns, f.blips, f.fired, f.run] as const),
  ];
}

function factsOf(found: unknown): IncidentFacts[] {
  const rows = JSON.parse((found as Joined).all ?? '[]') as Stored[];
  return rows.map(read);
}

/** One literal and no spread: a hundred thousand of them are read while a person waits. */
function read(f: Stored): IncidentFacts {
  const flags = f[5];
  return {
    id: f[0],
    number: f[1],
    rule: f[2],
    service: f[3],
    severity: f[4],
    isSecurity: (flags & SECURITY) !== 0,
    isRestricted: (flags & RESTRICTED) !== 0,
    isDrill: (flags & DRILL) !== 0,
    isReview: (flags & REVIEW) !== 0,
    isMerged: (flags & MERGED) !== 0,
    startedAt: f[6],
    triggeredAt: f[7],
    impactStart: f[8],
    restoredAt: f[9],
    acknowledgedAt: f[10],
    resolvedAt: f[11],
    closedAt: f[12],
    runs: f[13],
    pagedRuns: f[14],
    actedRuns: f[15],
    blips: f[16],
    fired: f[17],
    run: f[18],
  };
}
