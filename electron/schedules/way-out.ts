// How the source of a schedule is reached: through a proxy and by an authority of one's own where the settings name them, as feeds are.
import type { ScheduleSettings } from '../../shared/settings/team';
import { type Connection, connectionOf, connectionShape } from '../feeds/connection';

export const LARGEST_MB = 10;
const TIMEOUT_SECONDS = 20;

/** Why its proxy can't be one, in words; null when it can, or there is none. */
export function wrongWayOut({ from }: Pick<ScheduleSettings, 'from'>): string | null {
  if (from.kind === 'rotation') return null;
  const parsed = connectionShape.proxyUrl.safeParse(from.proxyUrl ?? '');
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'no proxy');
}

/** Of a schedule whose way out `wrongWayOut` finds right. `secrets`: those of the vault, by field name. */
export function wayOutOf({ from }: Pick<ScheduleSettings, 'from'>, secrets: Readonly<Record<string, string>>): Connection {
  const limits = { timeoutSeconds: TIMEOUT_SECONDS, maxMegabytes: LARGEST_MB };
  if (from.kind === 'rotation') return connectionOf(limits);
  const { proxyUrl, proxyUsername, caPem } = from;
  return connectionOf({ ...limits, proxyUrl, proxyUsername, caPem, proxyPassword: secrets.proxyPassword });
}
