// Hears Icinga's events, and looks for changes by a small question in between: the event stream of Icinga comes up to 5 s late.
import type { FeedFailure, WatchContext } from '../../../shared/feed';
import { askProblems, statesOf } from './ask';
import type { IcingaConfig } from './config';
import type { Cursor } from './poll';

const EVENTS = [
  'StateChange',
  'AcknowledgementSet',
  'AcknowledgementCleared',
  'DowntimeStarted',
  'DowntimeTriggered',
  'DowntimeRemoved',
  'Flapping',
];
/** Nothing may happen for long; the small questions prove meanwhile that the server is there. */
const IDLE_MS = 300_000;
/** The source is kept busy by the small questions for at most this part of the time. */
const COST_FACTOR = 10;
const FAILED_MS = 5000;

/** Asks until `isOver`; nudges while the states are others than the last poll saw. A failure is the polls' to tell. */
async function probe(ctx: WatchContext<Cursor>, config: IcingaConfig, isOver: () => boolean): Promise<void> {
  let [digest, states, lastCostMs] = ['', '', 0];
  while (!isOver() && !ctx.isAborted()) {
    const [hosts, services] = await Promise.all([askProblems(ctx, config, 'hosts', true), askProblems(ctx, config, 'services', true)]);
    if (!hosts.ok || !services.ok) {
      await ctx.pause(FAILED_MS);
      continue;
    }
    const now = `${hosts.answer.digest} ${services.answer.digest}`;
    if (now !== digest) states = statesOf(ctx, [hosts.value, services.value]);
    digest = now;
    const cursor = ctx.cursor();
    if (cursor !== null && cursor.states !== states) ctx.nudge();
    const costMs = Math.max(hosts.answer.latencyMs, services.answer.latencyMs);
    // One slow answer, such as the first over a new connection, is no measure.
    await ctx.pause(Math.max(config.probeMs, Math.min(costMs, lastCostMs) * COST_FACTOR));
    lastCostMs = costMs;
  }
}

/** API: POST /v1/events gives a line of JSON an event and says nothing about the past. */
export async function watch(ctx: WatchContext<Cursor>, config: IcingaConfig): Promise<FeedFailure> {
  let isOver = false;
  const probing = config.probeMs > 0 ? probe(ctx, config, () => isOver) : Promise.resolve();
  const queue = `dogwatch-${ctx
    .digest(new TextEncoder().encode(`${ctx.now()} ${config.url}`))
    .replace(/\W/g, '')
    .slice(0, 24)}`;
  const failure = await ctx.stream({
    method: 'POST',
    url: `${config.url}/v1/events`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ types: EVENTS, queue }),
    idleMs: IDLE_MS,
    onOpen: ctx.nudge,
    onLine: ctx.nudge,
  });
  // Without the right to hear events the questions alone are still quick; else they end at their next turn.
  if (failure.kind === 'auth') await probing;
  isOver = true;
  return failure;
}
