// What a person can have a source do about one object.

/** A comment, a downtime, a check now. Named as the capabilities of feeds are. */
export const SOURCE_ACTS = ['note', 'downtime', 'recheck'] as const;
export type SourceAct = (typeof SOURCE_ACTS)[number];
