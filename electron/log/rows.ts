// The table of incident rows: what the queue shows of every incident there ever was, without folding events.
import type Database from 'libsql';
import type { IncidentRow } from '../../shared/domain/incident';

type Joined = { readonly rows: string | null };

function parseRows(joined: unknown): IncidentRow[] {
  const { rows } = joined as Joined;
  return rows === null ? [] : (JSON.parse(rows) as IncidentRow[]);
}

/** When an incident left the queue; for one that did not, when it last changed. */
function endOf(row: IncidentRow): number {
  return row.closedAt ?? row.resolvedAt ?? row.lastChangeAt;
}

const LIVE = `SELECT '[' || group_concat(row) || ']' AS rows FROM
  (SELECT row FROM incident_rows WHERE status NOT IN ('closed', 'merged') ORDER BY number)`;

/** What is neither closed nor merged, by number, without a table made for more than that. */
export function liveRows(db: Database.Database): IncidentRow[] {
  return parseRows(db.prepare(LIVE).get());
}

export class RowTable {
  private readonly upsert: Database.Statement;
  private readonly byId: Database.Statement;
  private readonly among: Database.Statement;
  private readonly live: Database.Statement;
  private readonly page: Database.Statement;
  private readonly count: Database.Statement;
  private readonly highest: Database.Statement;
  private readonly db: Database.Database;

  constructor(db: Database.Database) {
    this.db = db;
    this.upsert = db.prepare(
      `INSERT INTO incident_rows (id, number, status, ended_at, row) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET number = excluded.number, status = excluded.status, ended_at = excluded.ended_at, row = excluded.row`,
    );
    this.byId = db.prepare('SELECT row FROM incident_rows WHERE id = ?');
    this.among = db.prepare(
      "SELECT '[' || group_concat(json_quote(id)) || ']' AS ids FROM incident_rows WHERE id IN (SELECT value FROM json_each(?))",
    );
    this.live = db.prepare(LIVE);
    this.page = db.prepare(
      `SELECT '[' || group_concat(row) || ']' AS rows FROM (SELECT row FROM incident_rows WHERE status = ?1 AND ended_at < ?2 AND ended_at >= coalesce(
         (SELECT ended_at FROM incident_rows WHERE status = ?1 AND ended_at < ?2 ORDER BY ended_at DESC LIMIT 1 OFFSET ?3), -1)
       ORDER BY ended_at DESC, number DESC)`,
    );
    this.count = db.prepare('SELECT count(*) AS n FROM incident_rows WHERE status = ?');
    this.highest = db.prepare('SELECT coalesce(max(number), 0) AS n FROM incident_rows');
  }

  /** Inside a transaction. */
  put(row: IncidentRow): void {
    this.upsert.run(row.id, row.number, row.status, endOf(row), JSON.stringify(row));
  }

  get(id: string): IncidentRow | undefined {
    const found = this.byId.get(id) as { row: string } | undefined;
    return found && (JSON.parse(found.row) as IncidentRow);
  }

  known(ids: readonly string[]): string[] {
    const found = this.among.get(JSON.stringify(ids)) as { ids: string | null };
    return found.ids === null ? [] : (JSON.parse(found.ids) as string[]);
  }

  allLive(): IncidentRow[] {
    return parseRows(this.live.get());
  }

  past(statuses: readonly string[], before: number | null, limit: number): { rows: IncidentRow[]; total: number } {
    const rows = statuses
      .flatMap((status) => parseRows(this.page.get(status, before ?? Number.MAX_SAFE_INTEGER, Math.max(0, limit - 1))))
      .sort((a, b) => endOf(b) - endOf(a) || b.number - a.number);
    // Each status brought its own page: what ended before the last row of the whole page is for the next one.
    const last = rows[limit - 1];
    const total = statuses.reduce((sum, status) => sum + (this.count.get(status) as { n: number }).n, 0);
    return { rows: last ? rows.filter((row) => endOf(row) >= endOf(last)) : rows, total };
  }

  maxNumber(): number {
    return (this.highest.get() as { n: number }).n;
  }

  /** Inside a transaction. */
  clear(): void {
    this.db.exec('DELETE FROM incident_rows');
  }
}
