// Polls a source whose list of open alerts is long: asks first, at little cost, whether anything happened since the last whole list.
import type { FeedContext, FeedFailure, MapResult, PeerHealth, PollResult, Sighting } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { noRowReadable } from './http-answer';
import type { Listed } from './paging';
import { reused } from './reuse';

export interface ListCursor<Mark> {
  readonly sightings: readonly Sighting[];
  readonly rejectedCount: number;
  readonly digest: string;
  readonly byteCount: number;
  /** What had happened at the source when the list was asked for; null: not known. */
  readonly mark: Mark | null;
  /** Unix ms of the last whole list. */
  readonly readAt: number;
}

export type Probed<Mark> =
  | { readonly ok: true; readonly isSame: boolean; readonly mark: Mark | null; readonly latencyMs: number }
  | { readonly ok: false; readonly failure: FeedFailure };

export interface ListPlan<Mark> {
  /** Address, for the health. */
  readonly url: string;
  /** Has anything happened since `mark`? Must be cheap, and may be wrong for as long as `FULL_EVERY_MS`. */
  readonly probe: (mark: Mark | null) => Promise<Probed<Mark>>;
  readonly list: () => Promise<Listed>;
  readonly map: (rows: readonly unknown[]) => MapResult;
}

/** A list of this size is asked for itself: nothing is cheaper. */
const SMALL_BYTES = 30_000;
/** So often the whole list is read whatever the small question says. */
const FULL_EVERY_MS = 300_000;

/** One poll. A list that is not whole is a failure, and so is one of which no row can be read. */
export async function pollList<Mark>(
  ctx: FeedContext,
  plan: ListPlan<Mark>,
  cursor: ListCursor<Mark> | null,
): Promise<PollResult<ListCursor<Mark>>> {
  const peer = (failure: FeedFailure | null, latencyMs: number | null): readonly PeerHealth[] => [
    { url: plan.url, isOk: failure === null, latencyMs, failure },
  ];
  const failed = (failure: FeedFailure) => ({ kind: 'failed', failure, peers: peer(failure, null) }) as const;
  const now = ctx.now();
  let mark: Mark | null = null;
  if (cursor && cursor.byteCount > SMALL_BYTES) {
    const probed = await plan.probe(cursor.mark);
    if (!probed.ok) return failed(probed.failure);
    const isDue = Math.abs(now - cursor.readAt) >= FULL_EVERY_MS;
    if (probed.isSame && !isDue) return { kind: 'unchanged', cursor, peers: peer(null, probed.latencyMs) };
    mark = probed.mark;
  }
  const listed = await plan.list();
  if (!listed.ok) return failed(listed.failure);
  const { digest, byteCount, latencyMs } = listed;
  const peers = peer(null, latencyMs);
  if (cursor?.digest === digest) return { kind: 'unchanged', cursor: { ...cursor, mark, readAt: now }, peers };
  const { sightings: rows, rejected } = plan.map(listed.rows);
  if (rows.length === 0 && rejected.length > 0) return failed(noRowReadable(rejected, listed.rows.length));
  const news = cursor && cursor.rejectedCount === rejected.length ? reused(rows, cursor.sightings) : rows;
  const sightings = news ?? cursor?.sightings ?? rows;
  const next = { sightings, rejectedCount: rejected.length, digest, byteCount, mark, readAt: now };
  if (news === null) return { kind: 'unchanged', cursor: next, peers };
  const why = msg`a row of the answer could not be read, and a missing alert may be that one`;
  return {
    kind: 'snapshot',
    cursor: next,
    sightings,
    rejected,
    absence: rejected.length === 0 ? { isTrusted: true } : { isTrusted: false, why },
    peers,
  };
}
