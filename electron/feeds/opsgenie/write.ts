// A write is only taken (202) and carried out later: what came of it is asked for by the id of the request until it is told.
// docs.opsgenie.com/docs/alert-api, "get request status": 404 as long as it waits, then `isSuccess` and `status`.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { isRecord, textOf, type Unknown } from '../reading';
import { ask, notTheirs, pathOf, vendorOf } from './api';
import type { OpsgenieConfig } from './config';

export type Verb = 'acknowledge' | 'unacknowledge' | 'close' | 'snooze' | 'notes';
type Sent = { readonly ok: true; readonly request: string } | { readonly ok: false; readonly failure: FeedFailure };
/** `pending`: not told in time. */
export type Outcome = { readonly kind: 'done' | 'pending' } | { readonly kind: 'failed'; readonly failure: FeedFailure };

const WAITS_MS = [200, 300, 500, 1000, 2000, 3000, 4000];
const MAX_WORDS = 300;

async function send(ctx: FeedContext, config: OpsgenieConfig, id: string, verb: Verb, body: Unknown): Promise<Sent> {
  const asked = await ask(ctx, config, pathOf(config, id, verb), body);
  if (!asked.ok) return asked;
  const request = isRecord(asked.value) ? textOf(asked.value.requestId, 200) : '';
  return request === '' ? { ok: false, failure: notTheirs(config) } : { ok: true, request };
}

function undone(config: OpsgenieConfig, words: string): FeedFailure {
  const { name } = vendorOf(config);
  return {
    kind: 'config',
    what: msg`${name} took the request, but did not carry it out${words === '' ? '' : `: "${words}"`}.`,
    remedy: msg`Look at the alert in ${name}.`,
  };
}

/** Null: not told yet. */
async function look(ctx: FeedContext, config: OpsgenieConfig, request: string): Promise<Outcome | null> {
  const asked = await ask(ctx, config, `/requests/${encodeURIComponent(request)}`);
  if (!asked.ok) return asked.failure.kind === 'auth' ? { kind: 'failed', failure: asked.failure } : null;
  const { value } = asked;
  const told = isRecord(value) && isRecord(value.data) ? value.data : value;
  if (!isRecord(told) || typeof told.isSuccess !== 'boolean') return null;
  return told.isSuccess ? { kind: 'done' } : { kind: 'failed', failure: undone(config, textOf(told.status, MAX_WORDS)) };
}

async function outcomeOf(ctx: FeedContext, config: OpsgenieConfig, request: string): Promise<Outcome> {
  for (const ms of WAITS_MS) {
    await ctx.pause(ms);
    if (ctx.isAborted()) break;
    const outcome = await look(ctx, config, request);
    if (outcome) return outcome;
  }
  return { kind: 'pending' };
}

/** Sends all, then waits for each; the first failure ends it. `done` only when every one was carried out. */
export async function writeAll(
  ctx: FeedContext,
  config: OpsgenieConfig,
  ids: readonly string[],
  verb: Verb,
  body: Unknown,
): Promise<Outcome> {
  const requests: string[] = [];
  for (const id of ids) {
    const sent = await send(ctx, config, id, verb, body);
    if (!sent.ok) return { kind: 'failed', failure: sent.failure };
    requests.push(sent.request);
  }
  let kind: 'done' | 'pending' = 'done';
  for (const request of requests) {
    const outcome = await outcomeOf(ctx, config, request);
    if (outcome.kind === 'failed') return outcome;
    if (outcome.kind === 'pending') kind = 'pending';
  }
  return { kind };
}
