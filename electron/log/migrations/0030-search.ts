// The search index is cut into parts of some hundred thousand words, newest last. Each part is an FTS5 table `search_<n>` that
// `search-parts.ts` makes when the one before is full; this table lists them.

export const migration0030 = {
  version: 30,
  sql: `
    CREATE TABLE search_parts (n INTEGER PRIMARY KEY, words INTEGER NOT NULL) STRICT;
  `,
} as const;
