// Messages of a team that could not be opened yet: the key has not come, the desk is not known, this Dogwatch is too old. Nothing is lost.

export const migration0170 = {
  version: 170,
  sql: `
    CREATE TABLE parked_messages (
      space TEXT NOT NULL,
      position INTEGER NOT NULL,
      incident TEXT NOT NULL,
      bytes BLOB NOT NULL,
      why TEXT NOT NULL,
      PRIMARY KEY (space, position)
    ) STRICT, WITHOUT ROWID;
  `,
} as const;
