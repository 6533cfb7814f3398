// Settings as text, and the secrets of feeds; the whole file is encrypted under a key that is kept elsewhere.

export const migration0040 = {
  version: 40,
  sql: `
    CREATE TABLE settings (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE secrets (feed TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (feed, name)) STRICT, WITHOUT ROWID;
  `,
} as const;
