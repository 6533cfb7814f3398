// Runbooks kept beside the log, in the same encrypted file: their texts with an index of words, the links that alerts name, what is
// known of each source, and the use of runbooks as the log tells it. All but the fetched texts can be thrown away and made again.

export const migration0060 = {
  version: 60,
  sql: `
    CREATE TABLE runbooks (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      source TEXT NOT NULL,
      kind TEXT NOT NULL,
      path TEXT NOT NULL,
      stamp TEXT NOT NULL,
      title TEXT NOT NULL,
      heading TEXT NOT NULL,
      names TEXT NOT NULL,
      front TEXT NOT NULL,
      version TEXT NOT NULL,
      changed_at INTEGER,
      fetched_at INTEGER,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX runbooks_by_source ON runbooks (source, path);
    CREATE VIRTUAL TABLE runbook_words USING fts5(title, names, text, content='runbooks', content_rowid='n', tokenize='porter unicode61', prefix='1 2 3');
    CREATE TABLE runbook_sources (id TEXT PRIMARY KEY, known TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE runbook_links (
      url TEXT PRIMARY KEY,
      alert TEXT NOT NULL,
      seen_at INTEGER NOT NULL,
      tried_at INTEGER,
      fetched_at INTEGER,
      failures INTEGER NOT NULL,
      why TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE runbook_uses (
      seq INTEGER PRIMARY KEY,
      runbook TEXT NOT NULL,
      incident TEXT,
      kind TEXT NOT NULL,
      step TEXT,
      title TEXT NOT NULL,
      state TEXT,
      open_ms INTEGER,
      text TEXT,
      person TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX runbook_uses_by_runbook ON runbook_uses (runbook, at);
  `,
} as const;
