// A restarted Alertmanager has forgotten all alerts until they are sent to it again: its short list then means nothing.
// `uptime` of GET /api/v2/status is the moment of its start by its own clock (OpenAPI v2, `alertmanagerStatus`).
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { readJson } from '../http-answer';
import type { AlertmanagerConfig } from './config';
import type { PeerMemory } from './memory';
import { headersOf } from './peers';

/** HTTP dates have whole seconds, and an answer takes time. */
const TOLERANCE_MS = 1500;

export type Grace = { readonly until: number } | { readonly failure: FeedFailure };

/**
 * Until when the peer's list must not be trusted for what it lacks. A peer that does not tell its start (404: some
 * gateways hide the status) is taken at its word; one that fails to answer is told as failed, since we can not know.
 */
export async function graceAfterRestart(ctx: FeedContext, config: AlertmanagerConfig, url: string, before: PeerMemory | undefined): Promise<Grace> {
  const lastSeenAt = before?.okAt || ctx.lastAnswerAt;
  const graceUntil = before?.graceUntil ?? 0;
  if (lastSeenAt === null || config.restartGraceMs === 0) return { until: graceUntil };
  const result = await ctx.http({ url: `${url}/api/v2/status`, headers: headersOf(config) });
  if (!result.ok) return { failure: result.failure };
  const { answer } = result;
  if (answer.status === 404 || answer.status === 405 || answer.status === 501) return { until: graceUntil };
  const json = readJson(answer);
  if (!json.ok) return { failure: json.failure };
  const startedAt = Date.parse(String((json.value as { uptime?: unknown } | null)?.uptime));
  const serverNow = Date.parse(answer.headers.date ?? '');
  if (Number.isNaN(startedAt)) return { until: graceUntil };
  const now = ctx.now();
  const ageMs = Math.max(0, (Number.isNaN(serverNow) ? now : serverNow) - startedAt);
  const startedHereAt = now - ageMs;
  if (startedHereAt + TOLERANCE_MS < lastSeenAt || ageMs >= config.restartGraceMs) return { until: graceUntil };
  return { until: Math.max(graceUntil, startedHereAt + config.restartGraceMs) };
}
