// What the flight recorder kept of incidents: how each payload and snapshot went, what it held (equal bodies once), and how many were
// left out.

export const migration0190 = {
  version: 190,
  sql: `
    CREATE TABLE recordings (id TEXT PRIMARY KEY, incident TEXT NOT NULL, asked_at INTEGER NOT NULL, told TEXT NOT NULL, body TEXT) STRICT, WITHOUT ROWID;
    CREATE INDEX recordings_by_incident ON recordings (incident, asked_at);
    CREATE TABLE recorded_bodies (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE recordings_left (incident TEXT PRIMARY KEY, payloads INTEGER NOT NULL, snapshots INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
} as const;
