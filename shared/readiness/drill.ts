// What makes an incident a drill: the feed its alerts come from. A label can't: anybody who writes alerts could set one.
import type { IncidentRow } from '../domain/incident';
import { isReview } from './policy-review';

/** No feed of the settings can have such an id: theirs hold no colon. */
const PREFIX = 'drill:';

/** Before every title and message of a drill. */
export const DRILL_MARK = 'DRILL';

/** Id of the temporary feed of a drill. */
export const drillFeedId = (drill: string): string => `${PREFIX}${drill}`;

export const isDrillFeed = (feed: string): boolean => feed.startsWith(PREFIX);

/** The drill (its id) that an incident with these feeds belongs to; null: it is a real one. */
export function drillOf(feeds: readonly string[]): string | null {
  const feed = feeds.find(isDrillFeed);
  return feed === undefined ? null : feed.slice(PREFIX.length);
}

/** A group of a drill never has the key of a real one, nor of another drill. */
export const groupKeyIn = (feed: string, groupKey: string): string => (isDrillFeed(feed) ? `${feed}\n${groupKey}` : groupKey);

/** Was it opened by a drill? */
export const isDrill = (of: { readonly isDrill?: boolean | null }): boolean => of.isDrill === true;

/** `DRILL ` once before the words of a drill. */
export const marked = (isOfDrill: boolean, words: string): string =>
  isOfDrill && !words.startsWith(DRILL_MARK) ? `${DRILL_MARK} ${words}` : words;

/** Real ones may, those of one drill, and reviews of policies; nothing else. */
export const mayStandTogether = (a: Standing, b: Standing): boolean =>
  isDrill(a) === isDrill(b) && drillOf(a.feeds) === drillOf(b.feeds) && isReview(a) === isReview(b);

type Standing = Pick<IncidentRow, 'isDrill' | 'isReview' | 'feeds'>;
