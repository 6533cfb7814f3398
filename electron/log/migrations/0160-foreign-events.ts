// Which events other desks wrote: whose, under which number there, and when they came (Unix ms). `proof` is what their desk signed
// them with. An incident with such an event is folded in the order of the clocks.

export const migration0160 = {
  version: 160,
  sql: `
    CREATE TABLE foreign_events (
      seq INTEGER PRIMARY KEY,
      desk INTEGER NOT NULL,
      desk_seq INTEGER NOT NULL,
      arrived_at INTEGER NOT NULL,
      proof BLOB,
      UNIQUE (desk, desk_seq)
    ) STRICT;
    CREATE TABLE shared_incidents (incident TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  `,
} as const;
