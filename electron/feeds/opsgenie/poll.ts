// One poll: the alert that changed last; where it is another than before, all open alerts.
import type { FeedContext, PollResult } from '../../../shared/feed';
import { type ListCursor, pollList } from '../listing';
import { lastChange, listOpen } from './api';
import type { OpsgenieConfig } from './config';
import { mapAlerts } from './map';

/** The alert that changed last, and when. */
export type Cursor = ListCursor<string>;

export function poll(ctx: FeedContext, config: OpsgenieConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  return pollList(
    ctx,
    {
      url: new URL(config.root).origin,
      async probe(mark) {
        const asked = await lastChange(ctx, config);
        return asked.ok ? { ok: true, isSame: mark === asked.change, mark: asked.change, latencyMs: asked.latencyMs } : asked;
      },
      list: () => listOpen(ctx, config, config.query),
      map: (alerts) => mapAlerts({ alertUrl: config.alertUrl, alerts }),
    },
    cursor,
  );
}
