// How many messages of a team wait, and why: asked for with every look at how the team stands.

export const migration0200 = {
  version: 200,
  sql: `CREATE INDEX parked_by_why ON parked_messages (space, why);`,
} as const;
