// Action items as they stand: a read model of their events, over all incidents.

export const migration0085 = {
  version: 85,
  sql: `
    CREATE TABLE actions (
      id TEXT PRIMARY KEY,
      incident TEXT NOT NULL,
      recorded_at INTEGER NOT NULL,
      record TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX actions_by_incident ON actions (incident, recorded_at);
  `,
} as const;
