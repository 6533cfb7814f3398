// When entries happened at their source, for those where that is not when they were seen here: a read model, so that a timeline of
// any length is in its order before a single event is read.

export const migration0070 = {
  version: 70,
  sql: `
    CREATE TABLE moments (incident TEXT NOT NULL, seq INTEGER NOT NULL, happened_at INTEGER NOT NULL, PRIMARY KEY (incident, seq)) STRICT, WITHOUT ROWID;
  `,
} as const;
