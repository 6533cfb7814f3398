// The queue's lines as they were last folded: a read model that can be thrown away and folded again.

export const migration0020 = {
  version: 20,
  sql: `
    CREATE TABLE incident_rows (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL,
      status TEXT NOT NULL,
      ended_at INTEGER NOT NULL,
      row TEXT NOT NULL
    ) STRICT;
    CREATE INDEX incident_rows_by_end ON incident_rows (status, ended_at DESC, number DESC);
    CREATE INDEX incident_rows_by_number ON incident_rows (number);
    CREATE INDEX incident_rows_live ON incident_rows (number) WHERE status NOT IN ('closed', 'merged');
  `,
} as const;
