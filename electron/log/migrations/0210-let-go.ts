// Texts of recordings that are still there, by incident and by text: what a rule lets go is found without reading the rest.

export const migration0210 = {
  version: 210,
  sql: `
    CREATE INDEX recordings_with_text ON recordings (incident) WHERE body IS NOT NULL;
    CREATE INDEX recordings_by_text ON recordings (body) WHERE body IS NOT NULL;
  `,
} as const;
