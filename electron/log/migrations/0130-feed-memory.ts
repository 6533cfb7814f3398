// What feeds remember over restarts, such as how far a log file was read: one JSON text a feed.

export const migration0130 = {
  version: 130,
  sql: `
    CREATE TABLE feed_memory (feed TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
} as const;
