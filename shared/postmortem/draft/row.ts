// One row of a postmortem's timeline before it is drawn: what it says is only put into words when it is known to stay.
import type { ActContent } from '../../log/kinds/acts';
import type { RoleBook } from './roles';

/** How much it matters: what a person pinned; the course of the incident; what people did and said; what machines repeat. */
export type Rank = 0 | 1 | 2 | 3;

export interface Row {
  readonly seq: number;
  /** ULID of the event that it is about. */
  readonly event: string;
  /** Unix ms at its source, and when it was seen here. */
  readonly at: number;
  readonly seenAt: number;
  readonly rank: Rank;
  /** Neighbours of the same fold become one row. */
  readonly fold: string | null;
  /** How many things it is about, for `say`. */
  readonly count: number;
  /** Words as Markdown; `count` and `times` are the sums over what was folded into it. */
  say(count: number, times: number): string;
  /** The last moment of what was folded into it, Unix ms. */
  readonly until?: number;
  readonly times?: number;
}

/** What rows need to know of events before theirs. */
export interface RowContext {
  readonly book: RoleBook;
  readonly acts: Map<string, ActContent>;
  readonly commands: Map<string, string>;
  /** Runbooks that were opened already. */
  readonly opened: Set<string>;
  /** Steps that are a page shown already: the first is told by itself. */
  hasPaged: boolean;
  hasOpened: boolean;
  hasFired: boolean;
  readonly feedName: (feed: string) => string;
}
