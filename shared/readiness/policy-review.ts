// What makes a row of the queue the review of a policy: an alert that Dogwatch raises itself, under a key that no source can send.
import type { IncidentSeverity } from '../domain/severity';
import { OWN_FEED } from '../log/decide/context';

const KEY = 'policy:';

/** Key of the alert that asks for the review of a policy (its id). */
export const reviewKey = (policy: string): string => `${KEY}${policy}`;

/** The policy (its id) that an alert asks to review; null: it is about something else. */
export function policyOfAlert(feed: string, key: string): string | null {
  return feed === OWN_FEED && key.startsWith(KEY) ? key.slice(KEY.length) : null;
}

export const isReviewAlert = (feed: string, key: string): boolean => policyOfAlert(feed, key) !== null;

/** Does the row ask for the review of a policy? */
export const isReview = (of: { readonly isReview?: boolean | null }): boolean => of.isReview === true;

/** No rule makes a review more than calm work. */
export const CALM_REVIEW: { readonly severity: IncidentSeverity; readonly why: string; readonly isSecurity: boolean } = {
  severity: 5,
  why: 'the review of a policy is calm work',
  isSecurity: false,
};
