// Reads a list that comes in pages by offset. While it is read the list lives on: when something before the next page goes, everything
// behind moves up, and a row would be stepped over. So each page begins with the end of the one before it; where none of that is there
// any more, the list is read anew. A list is whole or it is a failure.
import type { FeedFailure, HttpAnswer } from '../../shared/feed';
import { msg } from '../../shared/words/words';

export type PageResult =
  | { readonly ok: true; readonly rows: readonly unknown[]; readonly hasMore: boolean; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly failure: FeedFailure };

export interface PagePlan {
  /** Who is asked, for the words of failures. */
  readonly name: string;
  readonly pageSize: number;
  /** The source gives no row behind this one. */
  readonly maxRows: number;
  /** Id of a row; null where it has none. */
  readonly keyOf: (row: unknown) => string | null;
  readonly ask: (offset: number) => Promise<PageResult>;
}

export type Listed =
  | {
      readonly ok: true;
      readonly rows: readonly unknown[];
      /** Of all pages together, ms. */
      readonly latencyMs: number;
      readonly byteCount: number;
      /** Equal exactly when all pages came with the same bytes. */
      readonly digest: string;
    }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Rows of a page that are asked for again with the next. */
const OVERLAP = 10;
const MAX_TURNS = 3;

const failed = (failure: FeedFailure): Listed => ({ ok: false, failure });

function tooMany({ name, maxRows }: PagePlan): FeedFailure {
  return {
    kind: 'config',
    what: msg`${name} lists no more than ${maxRows} alerts, and there are more.`,
    remedy: msg`Narrow this feed, e.g. to some teams or services, and add a second one for the others.`,
  };
}

function circle({ name }: PagePlan): FeedFailure {
  return {
    kind: 'bad-answer',
    what: msg`${name} says that its list goes on, but gives nothing new.`,
    remedy: msg`It is tried again by itself; if this stays, look at what lies between.`,
  };
}

function restless({ name }: PagePlan): FeedFailure {
  return {
    kind: 'server',
    what: msg`The list of ${name} changed so fast that it could not be read whole.`,
    remedy: msg`It is tried again by itself.`,
  };
}

/** One turn through all pages; null: the list moved meanwhile. */
async function readOnce(plan: PagePlan): Promise<Listed | null> {
  const rows: unknown[] = [];
  const digests: string[] = [];
  let [offset, latencyMs, byteCount] = [0, 0, 0];
  let before: ReadonlySet<string> | null = null;
  for (;;) {
    if (offset + plan.pageSize > plan.maxRows) return failed(tooMany(plan));
    const page = await plan.ask(offset);
    if (!page.ok) return page;
    const known: ReadonlySet<string> = before ?? new Set();
    const fresh = page.rows.filter((row) => !known.has(plan.keyOf(row) ?? ''));
    if (before !== null && fresh.length === page.rows.length) return null;
    rows.push(...fresh);
    digests.push(page.answer.digest);
    latencyMs += page.answer.latencyMs;
    byteCount += page.answer.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (!page.hasMore) return { ok: true, rows, latencyMs, byteCount, digest: digests.join(' ') };
    if (fresh.length === 0) return failed(circle(plan));
    before = new Set(page.rows.flatMap((row) => plan.keyOf(row) ?? []));
    offset += page.rows.length - Math.min(OVERLAP, page.rows.length - 1);
  }
}

/** All rows of all pages, each once; any page that fails fails the whole. */
export async function readPages(plan: PagePlan): Promise<Listed> {
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const listed = await readOnce(plan);
    if (listed) return listed;
  }
  return failed(restless(plan));
}
