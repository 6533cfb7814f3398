// Outward acts as they stand: a read model of their events, so that what waits to go out is known at once after a start.

export const migration0050 = {
  version: 50,
  sql: `
    CREATE TABLE acts (
      id TEXT PRIMARY KEY,
      incident TEXT,
      is_open INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      record TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX acts_open ON acts (changed_at) WHERE is_open = 1;
    CREATE INDEX acts_by_incident ON acts (incident, changed_at) WHERE incident IS NOT NULL;
    CREATE INDEX acts_over ON acts (changed_at DESC) WHERE is_open = 0;
  `,
} as const;
