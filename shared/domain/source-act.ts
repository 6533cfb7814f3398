// What a person can have a source do about one object.

/** A comment, a downtime, a check now, the end for good, quiet until a time. Named as the capabilities of feeds are. */
export const SOURCE_ACTS = ['note', 'downtime', 'recheck', 'resolve', 'snooze'] as const;
export type SourceAct = (typeof SOURCE_ACTS)[number];

/** Without words nobody there would know why. */
export const NEEDS_WORDS: ReadonlySet<SourceAct> = new Set(['note', 'downtime']);
/** Those that end by themselves. */
export const HAS_END: ReadonlySet<SourceAct> = new Set(['downtime', 'snooze']);
