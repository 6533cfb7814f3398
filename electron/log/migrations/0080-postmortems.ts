// Postmortems as their events tell them, and the documents of those events compacted: read models, so that lists, reminders and a text
// of a hundred thousand edits are there at once; and which events hold such texts, so that whoever folds an incident or shows its timeline passes them
// by unread. All of it can be thrown away and made again.

export const migration0080 = {
  version: 80,
  sql: `
    CREATE TABLE postmortems (
      incident TEXT PRIMARY KEY,
      due_at INTEGER,
      unkept_at INTEGER,
      record TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX postmortems_due ON postmortems (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX postmortems_unkept ON postmortems (unkept_at) WHERE unkept_at IS NOT NULL;
    CREATE TABLE postmortem_texts (incident TEXT NOT NULL, seq INTEGER NOT NULL, is_told INTEGER NOT NULL, PRIMARY KEY (incident, seq)) STRICT, WITHOUT ROWID;
    CREATE TABLE postmortem_states (incident TEXT PRIMARY KEY, upto INTEGER NOT NULL, state BLOB NOT NULL) STRICT, WITHOUT ROWID;
  `,
} as const;
