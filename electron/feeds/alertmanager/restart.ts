// A restarted Alertmanager has forgotten all alerts until they are sent to it again: its short list then means nothing.
// `uptime` of GET /api/v2/status is the moment of its start by its own clock (OpenAPI v2, `alertmanagerStatus`).
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { readJson } from '../http-answer';
import type { AlertmanagerConfig } from './config';
import { headersOf } from './headers';
import type { PeerMemory } from './memory';

/** HTTP dates have whole seconds, and an answer takes time. */
const TOLERANCE_MS = 1500;

/** `run` names the process that answered; null where the server does not tell. */
export interface Standing {
  readonly run: string | null;
  readonly graceUntil: number;
}
export type Asked = Standing | { readonly failure: FeedFailure };

interface Start {
  readonly run: string;
  readonly ageMs: number;
}

async function askStart(
  ctx: FeedContext,
  config: AlertmanagerConfig,
  url: string,
): Promise<Start | null | { readonly failure: FeedFailure }> {
  const result = await ctx.http({ url: `${url}/api/v2/status`, headers: headersOf(config) });
  if (!result.ok) return { failure: result.failure };
  const { answer } = result;
  if ([403, 404, 405, 501].includes(answer.status)) return null;
  const json = readJson(answer);
  if (!json.ok) return { failure: json.failure };
  const run = (json.value as { uptime?: unknown } | null)?.uptime;
  const startedAt = typeof run === 'string' ? Date.parse(run) : Number.NaN;
  if (typeof run !== 'string' || Number.isNaN(startedAt)) return null;
  const serverNow = Date.parse(answer.headers.date ?? '');
  return { run, ageMs: Math.max(0, (Number.isNaN(serverNow) ? ctx.now() : serverNow) - startedAt) };
}

/** Is the process that answers now another than the one that was last heard? */
function isAnotherRun(start: Start, before: PeerMemory | undefined, ctx: FeedContext): boolean {
  if (before && before.run !== null) return start.run !== before.run;
  const lastHeardAt = before?.okAt || ctx.lastAnswerAt;
  return lastHeardAt !== null && ctx.now() - start.ageMs + TOLERANCE_MS >= lastHeardAt;
}

/**
 * Until when the peer's list must not be trusted for what it lacks. A peer that does not tell its start (some gateways
 * hide the status) is taken at its word; one that fails to answer is told as failed, since we can not know.
 */
export async function askStanding(
  ctx: FeedContext,
  config: AlertmanagerConfig,
  url: string,
  before: PeerMemory | undefined,
): Promise<Asked> {
  const graceUntil = before?.graceUntil ?? 0;
  if (config.restartGraceMs === 0) return { run: null, graceUntil };
  const start = await askStart(ctx, config, url);
  if (start === null) return { run: null, graceUntil };
  if ('failure' in start) return start;
  if (start.ageMs >= config.restartGraceMs || !isAnotherRun(start, before, ctx)) return { run: start.run, graceUntil };
  return { run: start.run, graceUntil: Math.max(graceUntil, ctx.now() - start.ageMs + config.restartGraceMs) };
}
