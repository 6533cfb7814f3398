// One poll: the log of the account since the last whole list; where it says anything new, all open incidents.
import type { FeedContext, PollResult } from '../../../shared/feed';
import { type ListCursor, type Probed, pollList } from '../listing';
import { listOpen, readLog } from './api';
import type { PagerDutyConfig } from './config';
import { mapIncidents } from './map';

/** A moment of PagerDuty's clock, and the log entries since then that are known. */
export interface Mark {
  readonly since: number;
  readonly ids: readonly string[];
}
export type Cursor = ListCursor<Mark>;

/** Entries may come late; so the log is asked from a little earlier on. */
const BACK_MS = 60_000;

async function probe(ctx: FeedContext, config: PagerDutyConfig, mark: Mark | null): Promise<Probed<Mark>> {
  const log = await readLog(ctx, config, mark?.since ?? ctx.now() - BACK_MS);
  // A key that may not read the log has the list read at every poll.
  if (!log.ok) return log.isRefused ? { ok: true, isSame: false, mark: null, latencyMs: 0 } : log;
  const { ids, serverNow, latencyMs } = log;
  const known = new Set(mark?.ids);
  if (mark && !log.hasMore && ids.every((id) => known.has(id))) return { ok: true, isSame: true, mark, latencyMs };
  return { ok: true, isSame: false, mark: serverNow === null ? null : { since: serverNow - BACK_MS, ids }, latencyMs };
}

export function poll(ctx: FeedContext, config: PagerDutyConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  return pollList(
    ctx,
    {
      url: config.url,
      probe: (mark) => probe(ctx, config, mark),
      list: () => listOpen(ctx, config),
      map: (incidents) => mapIncidents({ incidents }),
    },
    cursor,
  );
}
