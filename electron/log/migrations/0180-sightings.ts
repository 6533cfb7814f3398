// When which alert fired in which incident, in blocks of columns by their numbers, and when pages of an incident were shown: what a
// silence would have hidden is found there without reading an event. A read model: empty, it is filled from the log again.

export const migration0180 = {
  version: 180,
  sql: `
    CREATE TABLE sighted_labels (n INTEGER PRIMARY KEY, feed TEXT NOT NULL, labels TEXT NOT NULL, hash BLOB NOT NULL UNIQUE, last_at INTEGER NOT NULL) STRICT;
    CREATE INDEX sighted_labels_by_feed ON sighted_labels (feed);
    CREATE TABLE sighted_incidents (n INTEGER PRIMARY KEY, incident TEXT NOT NULL UNIQUE, last_at INTEGER NOT NULL) STRICT;
    CREATE TABLE sighted_blocks (block INTEGER PRIMARY KEY, n INTEGER NOT NULL, last_at INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE sighted_pages (page TEXT PRIMARY KEY, incident INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE sighted_place (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;
  `,
} as const;
