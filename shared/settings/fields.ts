// Pieces that several parts of the settings are made of.
import { z } from 'zod';

export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 22:00');
export const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export const itemId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and dashes');

/** For `refine`: no two entries of a list have the same id. */
export const hasOwnIds: [(list: readonly { readonly id: string }[]) => boolean, string] = [
  (list) => new Set(list.map((entry) => entry.id)).size === list.length,
  'every id only once',
];

function isTimeZone(name: string): boolean {
  try {
    return name === '' || new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** IANA name; '' means the machine's. */
export const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as Europe/Berlin').default('');

/** Label matchers in Alertmanager's spelling, e.g. `team="security"`, `alertname=~"Disk.*"`. */
export const matcherText = z.string().regex(/^[a-zA-Z_][\w.]*\s*(=|!=|=~|!~)\s*"(?:[^"\\]|\\.)*"$/, 'a matcher such as team="security"');

/** Which incidents a rule is about; everything that is given must hold. Matchers look at the labels of the incident and its alerts. */
export const incidentCondition = z.strictObject({
  matchers: z.array(matcherText).max(20).default([]),
  /** This SEV number or worse. */
  severityAtLeast: severity.default(5),
  isSecurity: z.boolean().nullable().default(null),
});
export type IncidentCondition = z.infer<typeof incidentCondition>;
