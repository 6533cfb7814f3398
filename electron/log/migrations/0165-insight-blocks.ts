// The facts of incidents once more, in blocks of columns that a look reads at once: a slot for each incident and each page says where it
// stands in them, and `seq` which facts are newer than their block.

export const migration0165 = {
  version: 165,
  sql: `
    ALTER TABLE insight_facts ADD COLUMN slot INTEGER NOT NULL DEFAULT -1;
    ALTER TABLE insight_facts ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE insight_pages ADD COLUMN slot INTEGER NOT NULL DEFAULT -1;
    CREATE INDEX insight_facts_by_slot ON insight_facts (slot);
    CREATE INDEX insight_facts_by_seq ON insight_facts (seq, slot);
    CREATE INDEX insight_pages_by_slot ON insight_pages (slot);
    CREATE TABLE insight_blocks (kind TEXT NOT NULL, block INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (kind, block)) STRICT;
    CREATE TABLE insight_packed (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, pages INTEGER NOT NULL) STRICT;
  `,
} as const;
