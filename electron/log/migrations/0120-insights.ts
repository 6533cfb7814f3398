// What the measures need of each incident, and when pages were shown: read models that follow the log at their own pace and can be
// thrown away.

export const migration0120 = {
  version: 120,
  sql: `
    CREATE TABLE insight_facts (incident TEXT PRIMARY KEY, triggered_at INTEGER NOT NULL, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX insight_facts_by_trigger ON insight_facts (triggered_at);
    CREATE TABLE insight_pages (page TEXT PRIMARY KEY, at INTEGER NOT NULL, incident TEXT, device TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX insight_pages_by_time ON insight_pages (at);
    CREATE TABLE insight_place (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;
  `,
} as const;
