// THE tracker interface: a place outside where work is kept (GitHub, GitLab, Jira). A tracker says only how its vendor is spoken to; the
// outbox sends what is pushed, and the engine decides what a ticket's state means for an action.
import type { SendResult } from './channel';
import type { ConfigField, FeedContext } from './feed';

/** How a ticket stands; `dropped`: closed without being done (won't fix, duplicate). */
export type TicketState = 'open' | 'in-progress' | 'done' | 'dropped';
/** How a check stands; `unknown`: nobody could say. */
export type GuardState = 'green' | 'red' | 'running' | 'unknown';

export interface TrackerManifest {
  readonly kind: string;
  readonly name: string;
  readonly docsUrl: string;
  readonly fields: readonly ConfigField[];
  /** Least pause between two writes, ms. */
  readonly pauseMs: number;
  /** After an answer that was lost, so long until a ticket that was made all the same can be found, ms. */
  readonly settleMs: number;
  readonly maxTitle: number;
  /** Which addresses of checks it can read, in words; null: it has none. */
  readonly guardHint: string | null;
  /** What a good test proves, in a sentence. */
  readonly proves: string;
}

export interface NewTicket {
  /** The action's id. It goes along hidden, so that the ticket is found again by it. */
  readonly mark: string;
  readonly title: string;
  /** Plain Markdown text; hostile like all that came from outside. */
  readonly body: string;
  /** `YYYY-MM-DD`, where the tracker has a place for it. */
  readonly due: string | null;
}

export interface Ticket {
  /** What the tracker calls it: `42`, `OPS-42`. */
  readonly key: string;
  readonly url: string;
}

export interface SeenTicket extends Ticket {
  readonly state: TicketState;
  /** Who closed or reopened it, as far as the tracker tells; '' when it does not. */
  readonly by: string;
  /** When, Unix ms. */
  readonly at: number;
}

export interface SeenGuard {
  readonly state: GuardState;
  readonly url: string;
  /** In words: "CI: failure". */
  readonly why: string;
}

export type TrackerRefusal = Extract<SendResult, { ok: false }>;
export type Told<T> = { readonly ok: true; readonly value: T } | TrackerRefusal;

/** What is remembered between two looks: an opaque text of the kind's own. */
export interface Changes {
  readonly tickets: readonly SeenTicket[];
  readonly cursor: string;
}

export interface LookArgs {
  /** From the last look; null: the first one. */
  readonly cursor: string | null;
  /** Nothing before this (Unix ms) is of interest. */
  readonly since: number;
  /** Tickets that are followed, with the state in which they were last seen. */
  readonly known: ReadonlyMap<string, TicketState>;
}

export type TrackerContext = Pick<FeedContext, 'http' | 'isAborted' | 'now' | 'log'>;

/** One kind of tracker. `C` is its validated configuration, secrets filled in. No method throws. */
export interface Tracker<C = unknown> {
  readonly manifest: TrackerManifest;
  parseConfig(
    input: unknown,
  ):
    | { readonly ok: true; readonly config: C }
    | { readonly ok: false; readonly errors: readonly { readonly path: string; readonly message: string }[] };
  /** Reads the place where tickets go; makes none. The value says what was found. */
  test(ctx: TrackerContext, config: C): Promise<Told<string>>;
  create(ctx: TrackerContext, config: C, ticket: NewTicket): Promise<Told<Ticket>>;
  /** The ticket with this mark, if there is one that was made since `since` (Unix ms). */
  find(ctx: TrackerContext, config: C, mark: string, since: number): Promise<Told<Ticket | null>>;
  /** Which of the known tickets changed. Only they are in the answer. */
  changes(ctx: TrackerContext, config: C, look: LookArgs): Promise<Told<Changes>>;
  /** Reads a check by the address that a person sees in the browser; null: this kind does not know such an address. */
  guard(ctx: TrackerContext, config: C, url: string): Promise<Told<SeenGuard>> | null;
}
