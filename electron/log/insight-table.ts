// The facts of each incident and the pages that were shown, by which events are folded on. SQLite joins those that are asked for to one
// text, so that thousands cost one JSON.parse; a look at all of them reads blocks.
import type Database from 'libsql';
import type { IncidentFacts } from '../../shared/insights/facts';
import type { PageFact } from '../../shared/insights/pages';
import { onDisk } from './disk';
import { InsightBlocks } from './insight-blocks';
import { inTransaction } from './transaction';

/** Raise it when `foldFacts` or what it folds changes. */
const FACTS_VERSION = 4;

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
const ACTIONABLE = 32;
const NOISE = 64;

type Joined = { readonly all: string | null };

/** A page as it was shown; `incident` null: it stood for several, or for none. */
export interface ShownPage {
  readonly page: string;
  readonly at: number;
  readonly incident: string | null;
  readonly device: string;
}

export interface SlottedFacts {
  /** Where the incident stands among all, in the order in which they were first known; it stays. */
  readonly slot: number;
  readonly facts: IncidentFacts;
}

export class InsightTable {
  readonly blocks: InsightBlocks;
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.db = db;
    this.blocks = new InsightBlocks(db, this);
  }

  /** The last event that was folded in; facts of older code are thrown away first. */
  place(): number {
    const place = this.sql('SELECT version, seq FROM insight_place').get() as { version: number; seq: number } | undefined;
    if (place?.version === FACTS_VERSION) return place.seq;
    const tables = ['insight_facts', 'insight_pages', 'insight_place', 'insight_blocks', 'insight_packed'];
    onDisk(() => inTransaction(this.db, () => this.db.exec(tables.map((table) => `DELETE FROM ${table}`).join(';'))));
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
  take(facts: Iterable<IncidentFacts>, pages: readonly ShownPage[], seq: number): void {
    const put = this.sql(
      `INSERT INTO insight_facts (incident, triggered_at, facts, seq, slot)
       VALUES (?, ?, ?, ?, (SELECT coalesce(max(slot) + 1, 0) FROM insight_facts))
       ON CONFLICT DO UPDATE SET triggered_at = excluded.triggered_at, facts = excluded.facts, seq = excluded.seq`,
    );
    const page = this.sql(
      `INSERT OR IGNORE INTO insight_pages (page, at, incident, device, slot)
       VALUES (?, ?, ?, ?, (SELECT coalesce(max(slot) + 1, 0) FROM insight_pages))`,
    );
    const go = this.sql(
      'INSERT INTO insight_place (one, version, seq) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, seq = excluded.seq',
    );
    onDisk(() =>
      inTransaction(this.db, () => {
        for (const f of facts) put.run(f.id, f.triggeredAt, JSON.stringify(storedOf(f)), seq);
        for (const p of pages) page.run(p.page, p.at, p.incident, p.device);
        go.run(FACTS_VERSION, seq);
      }),
    );
  }

  /** Facts that changed with an event after `seq`, in the order of their slots; `+` keeps SQLite from walking through all of them in that order. */
  changedAfter(seq: number): SlottedFacts[] {
    return this.slotted('seq > ? ORDER BY +slot', seq);
  }

  /** How many did. */
  countChangedAfter(seq: number): number {
    return (this.sql('SELECT count(*) AS n FROM insight_facts WHERE seq > ?').get(seq) as { n: number }).n;
  }

  /** Facts of the slots from `from` until before `to`, in their order. */
  ofSlots(from: number, to: number): IncidentFacts[] {
    return this.slotted('slot >= ? AND slot < ? ORDER BY slot', from, to).map(({ facts }) => facts);
  }

  /** Pages of the slots from `from` until before `to`, in their order. */
  pagesOfSlots(from: number, to = Number.MAX_SAFE_INTEGER): PageFact[] {
    const found = this.sql(
      `SELECT '[' || group_concat(json_array(at, slot, device)) || ']' AS "all" FROM
       (SELECT p.at AS at, coalesce(f.slot, -1) AS slot, p.device AS device FROM insight_pages p LEFT JOIN insight_facts f USING (incident)
        WHERE p.slot >= ? AND p.slot < ? ORDER BY p.slot)`,
    ).get(from, to) as Joined;
    const rows = JSON.parse(found.all ?? '[]') as [number, number, string][];
    return rows.map(([at, slot, device]) => ({ at, slot, device }));
  }

  private slotted(where: string, ...values: number[]): SlottedFacts[] {
    const found = this.sql(
      `SELECT '[' || group_concat('[' || slot || ',' || facts || ']') || ']' AS "all" FROM (SELECT slot, facts FROM insight_facts WHERE ${where})`,
    ).get(...values) as Joined;
    return (JSON.parse(found.all ?? '[]') as [number, Stored][]).map(([slot, stored]) => ({ slot, facts: read(stored) }));
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
    Number(f.isReview) * REVIEW +
    Number(f.judged === 'actionable') * ACTIONABLE +
    Number(f.judged === 'noise') * NOISE;
  return [
    ...([f.id, f.number, f.rule, f.service, f.severity, flags, f.startedAt, f.triggeredAt, f.impactStart, f.restoredAt] as const),
    ...([f.acknowledgedAt, f.resolvedAt, f.closedAt, f.runs, f.pagedRuns, f.actedRuns, f.blips, f.fired, f.run] as const),
  ];
}

function factsOf(found: unknown): IncidentFacts[] {
  const rows = JSON.parse((found as Joined).all ?? '[]') as Stored[];
  return rows.map(read);
}

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
    judged: (flags & ACTIONABLE) !== 0 ? 'actionable' : (flags & NOISE) !== 0 ? 'noise' : null,
    fired: f[17],
    run: f[18],
  };
}
