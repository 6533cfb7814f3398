// Before a write at a source whose alerts have a life of their own: which of them are still open there, and after it: did it come to pass?
import type { ActionResult, FeedFailure, Target } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import type { Listed } from './paging';
import { idOf, isRecord, type Unknown } from './reading';

export type Got = { readonly ok: true; readonly row: Unknown | null } | { readonly ok: false; readonly failure: FeedFailure };
/** Those that are open, by id. */
export type Open =
  | { readonly ok: true; readonly open: ReadonlyMap<string, Unknown> }
  | { readonly ok: false; readonly failure: FeedFailure };

export interface OpenSource {
  /** `row` null: the source does not know it. */
  readonly get: (id: string) => Promise<Got>;
  /** All that are open. */
  readonly list: () => Promise<Listed>;
  readonly isOpen: (row: Unknown) => boolean;
}

const REF_SEPARATOR = ' ';
/** Above so many the whole list is cheaper than one question each. */
const MOST_SINGLE = 10;

/** Several ids travel as one ref; null for none. */
export const refOf = (ids: readonly string[]): string | null => (ids.length === 0 ? null : ids.join(REF_SEPARATOR));
export const idsIn = (ref: string | null): readonly string[] => (ref ?? '').split(REF_SEPARATOR).filter((id) => id !== '');
export const keysOf = (targets: readonly Target[]): readonly string[] => [...new Set(targets.map(({ key }) => key))];
export const refused = (failure: FeedFailure): ActionResult => ({ ok: false, failure });

export function tooMany(most: number): ActionResult {
  return refused({ kind: 'config', what: msg`These are more than ${most} alerts.`, remedy: msg`Do it to fewer at once.` });
}

export const NONE_OPEN: FeedFailure = {
  kind: 'config',
  what: msg`None of these alerts is open there any more.`,
  remedy: msg`There is nothing to do; the next answer of the feed shows it.`,
};
export const END_IN_PAST: FeedFailure = {
  kind: 'config',
  what: msg`The end of the snooze lies in the past.`,
  remedy: msg`Choose a later one.`,
};

export async function openOf(source: OpenSource, ids: readonly string[]): Promise<Open> {
  const open = new Map<string, Unknown>();
  if (ids.length > MOST_SINGLE) {
    const listed = await source.list();
    if (!listed.ok) return listed;
    const wanted = new Set(ids);
    for (const row of listed.rows) {
      const id = isRecord(row) ? idOf(row.id) : null;
      if (id !== null && wanted.has(id)) open.set(id, row as Unknown);
    }
    return { ok: true, open };
  }
  for (const id of ids) {
    const got = await source.get(id);
    if (!got.ok) return got;
    if (got.row && source.isOpen(got.row)) open.set(id, got.row);
  }
  return { ok: true, open };
}
