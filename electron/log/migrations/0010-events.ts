// The log itself: events, the heads of their chains, and short numbers for the few names that repeat in every event.

export const migration0010 = {
  version: 10,
  sql: `
    CREATE TABLE meta (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE names (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY,
      incident TEXT,
      kind INTEGER NOT NULL,
      v INTEGER NOT NULL,
      actor INTEGER NOT NULL,
      device INTEGER NOT NULL,
      id TEXT NOT NULL,
      hlc TEXT NOT NULL,
      prev BLOB NOT NULL,
      data TEXT,
      deflated BLOB
    ) STRICT;
    CREATE INDEX events_by_incident ON events (incident, seq);
    CREATE TABLE heads (incident TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash BLOB NOT NULL, events INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
} as const;
