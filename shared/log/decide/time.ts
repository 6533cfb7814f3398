// What time alone brings about: snoozes that end, pauses that end, resolved incidents that close by themselves.
import { firingCount } from '../../domain/alert';
import type { Draft } from '../event';
import type { State } from '../state';
import type { DecideContext } from './context';

/** Pure: events due at `ctx.now`. */
export function decideTime(state: State, ctx: DecideContext): Draft[] {
  const drafts: Draft[] = [];
  const closeAfterMs = ctx.settings.closing.closeResolvedAfterHours * 3_600_000;
  for (const { row } of state.incidents.values()) {
    if (row.snoozedUntil !== null && row.snoozedUntil <= ctx.now) {
      drafts.push({ kind: 'incident.unsnoozed', incident: row.id, actor: 'time', data: { why: 'the snooze ended' } });
    }
    if (
      closeAfterMs > 0 &&
      row.status === 'resolved' &&
      firingCount(row.tally) === 0 &&
      row.resolvedAt !== null &&
      row.resolvedAt + closeAfterMs <= ctx.now
    ) {
      const why = `resolved for ${ctx.settings.closing.closeResolvedAfterHours} h`;
      drafts.push({ kind: 'incident.closed', incident: row.id, actor: 'time', data: { why, isAutomatic: true } });
    }
  }
  if (state.pausedUntil !== null && state.pausedUntil <= ctx.now)
    drafts.push({ kind: 'paging.unpaused', incident: null, actor: 'time', data: { by: 'time' } });
  return drafts;
}
