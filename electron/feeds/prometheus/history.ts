// Where a rule waits before it fires, a restart would make it wait anew. The server knows what was: its past is played through the
// same steps once, so that `for` and `keepFiringFor` go on where they were.
import type { FeedContext, Sighting } from '../../../shared/feed';
import type { PrometheusConfig } from './config';
import { alertsOf, linkOf, rowsOf } from './map';
import { ask } from './query';
import type { PrometheusRule } from './rule';
import { summaryOf } from './template';
import { step, type Tracks } from './track';

const STEPS = 240;
const LEAST_STEP_MS = 1000;
const LEAST_WINDOW_MS = 60_000;
const NONE: Tracks = new Map();
const NOBODY: ReadonlySet<string> = new Set();

/** Does a rule's past matter to what it says now? */
export function hasPast(rule: PrometheusRule): boolean {
  return rule.forMs > 0 || rule.keepFiringMs > 0;
}

type Moments = Map<number, Map<string, Sighting>>;

/** Which series were there at which moment, Unix ms of the server. */
function momentsOf(rule: PrometheusRule, base: string, rows: readonly unknown[]): Moments {
  const moments: Moments = new Map();
  const alertOf = alertsOf(rule, linkOf(base, rule.query), summaryOf(rule.summary));
  for (const row of rows as readonly { metric?: unknown; values?: unknown }[]) {
    const { __name__: _, ...labels } = (row?.metric ?? {}) as Record<string, unknown>;
    if (!Array.isArray(row?.values) || Object.values(labels).some((value) => typeof value !== 'string')) continue;
    for (const pair of row.values as readonly unknown[]) {
      if (!Array.isArray(pair) || pair[1] === 'NaN' || !Number.isFinite(Number(pair[0]))) continue;
      const at = Math.round(Number(pair[0]) * 1000);
      const sighting = alertOf({ ...(labels as Record<string, string>) }, Number(String(pair[1]).replace('Inf', 'Infinity')));
      const there = moments.get(at) ?? new Map<string, Sighting>();
      moments.set(at, there.set(sighting.key, sighting));
    }
  }
  return moments;
}

/** The rule's tracks as they would be had Dogwatch watched all along; empty when the server can not tell. Times are of our clock. */
export async function recall(ctx: FeedContext, config: PrometheusConfig, rule: PrometheusRule): Promise<Tracks> {
  const windowMs = Math.max(LEAST_WINDOW_MS, 2 * rule.forMs + rule.keepFiringMs);
  const stepMs = Math.max(LEAST_STEP_MS, Math.ceil(windowMs / STEPS / 1000) * 1000);
  const query = `(\n${rule.query}\n)[${windowMs}ms:${stepMs}ms]`;
  const asked = await ask(ctx, config, 'query', { query });
  const rows = asked.ok ? rowsOf(asked.value, 'matrix', config.maxSeries) : [];
  if (!asked.ok || typeof rows === 'string') {
    ctx.log('info', `the past of the rule "${rule.name}" is not known, so it waits anew: ${asked.ok ? rows : asked.failure.what}`);
    return NONE;
  }
  const moments = momentsOf(rule, config.url, rows);
  const aheadMs = asked.serverNow - ctx.now();
  const last = Math.floor(asked.serverNow / stepMs) * stepMs;
  const first = last - Math.floor(windowMs / stepMs) * stepMs + stepMs;
  let tracks = NONE;
  for (let at = first; at <= last; at += stepMs)
    tracks = step(rule, tracks, moments.get(at) ?? new Map<string, Sighting>(), NOBODY, at - aheadMs);
  return withoutBeginning(tracks, first - aheadMs + stepMs);
}

/** What was there when the window begins has been there for longer than we can tell. */
function withoutBeginning(tracks: Tracks, beginning: number): Tracks {
  return new Map(
    [...tracks].map(([key, track]) => {
      const isOld = track.firingSince !== null && track.activeAt <= beginning;
      return [key, isOld ? { ...track, firingSince: 0, sighting: { ...track.sighting, startsAt: 0 } } : track];
    }),
  );
}
