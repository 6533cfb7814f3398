// Talking to Alertmanager about silences: create or update, read back, expire. Shapes and statuses: OpenAPI v2 and Alertmanager's
// `silence.Set`; GET and DELETE of an unknown id answer 404, and DELETE answers 500 in 0.25.
import type { FeedContext, FeedFailure, HttpAnswer, HttpRequest, Matcher, Silence } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { clockAheadMs, failureOfStatus, readJson, serverWords } from '../http-answer';
import type { AlertmanagerConfig } from './config';
import { headersOf } from './headers';

export type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FeedFailure };

/** What is sent; times are Unix ms by the server's clock. */
export interface SilenceDraft {
  readonly id: string | null;
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
}

/** A silence as one server tells it, with how far that server's clock is ahead of ours (ms; 0 under 2 s). */
export interface SilenceRead {
  readonly silence: Silence | null;
  readonly clockAheadMs: number;
}

const SILENCE_STATES: readonly unknown[] = ['active', 'pending', 'expired'];

/** The server's own words lead: they are what the person needs. */
function refusal(answer: HttpAnswer): FeedFailure {
  const known = failureOfStatus(answer);
  if (known && known.kind !== 'bad-answer' && answer.status !== 404) return known;
  return {
    kind: 'bad-answer',
    what: msg`Alertmanager refuses this: "${serverWords(answer)}" (${answer.status}).`,
    remedy: msg`Change what the server names, and try again.`,
  };
}

function send(ctx: FeedContext, config: AlertmanagerConfig, request: HttpRequest) {
  return ctx.http({ ...request, headers: { ...headersOf(config), ...request.headers } });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readMatcher(raw: unknown): Matcher | null {
  const m = raw as Partial<Record<keyof Matcher, unknown>> | null;
  if (typeof m?.name !== 'string' || typeof m.value !== 'string') return null;
  return { name: m.name, value: m.value, isRegex: m.isRegex === true, isEqual: m.isEqual !== false };
}

/** Null if it is not a silence. Its times are moved to our clock. */
export function readSilence(raw: unknown, aheadMs: number): Silence | null {
  const s = raw as {
    id?: unknown;
    matchers?: unknown;
    startsAt?: unknown;
    endsAt?: unknown;
    createdBy?: unknown;
    comment?: unknown;
    status?: { state?: unknown };
  } | null;
  if (typeof s?.id !== 'string' || !Array.isArray(s.matchers) || !SILENCE_STATES.includes(s.status?.state)) return null;
  const matchers = s.matchers.map(readMatcher);
  const startsAt = Date.parse(text(s.startsAt)) - aheadMs;
  const endsAt = Date.parse(text(s.endsAt)) - aheadMs;
  if (matchers.includes(null) || Number.isNaN(startsAt) || Number.isNaN(endsAt)) return null;
  return {
    id: s.id,
    matchers: matchers as Matcher[],
    startsAt,
    endsAt,
    createdBy: text(s.createdBy),
    comment: text(s.comment),
    state: s.status?.state as Silence['state'],
  };
}

/** `silence: null`: the server does not know the id (any more). */
export async function getSilence(ctx: FeedContext, config: AlertmanagerConfig, url: string, id: string): Promise<Tried<SilenceRead>> {
  const result = await send(ctx, config, { url: `${url}/api/v2/silence/${encodeURIComponent(id)}` });
  if (!result.ok) return result;
  const ahead = clockAheadMs(result.answer, ctx.now());
  if (result.answer.status === 404) return { ok: true, value: { silence: null, clockAheadMs: ahead } };
  const json = readJson(result.answer);
  if (!json.ok) return json;
  const silence = readSilence(json.value, ahead);
  if (silence) return { ok: true, value: { silence, clockAheadMs: ahead } };
  return {
    ok: false,
    failure: {
      kind: 'bad-answer',
      what: msg`What the server tells of the silence can not be read.`,
      remedy: msg`Look at the silence in Alertmanager itself.`,
    },
  };
}

export async function listSilences(ctx: FeedContext, config: AlertmanagerConfig, url: string): Promise<Tried<readonly Silence[]>> {
  const result = await send(ctx, config, { url: `${url}/api/v2/silences` });
  if (!result.ok) return result;
  const json = readJson(result.answer);
  if (!json.ok) return json;
  if (!Array.isArray(json.value))
    return {
      ok: false,
      failure: {
        kind: 'bad-answer',
        what: msg`The answer is not a list of silences.`,
        remedy: msg`Check the address: is it an Alertmanager with API v2?`,
      },
    };
  const ahead = clockAheadMs(result.answer, ctx.now());
  return { ok: true, value: json.value.map((raw) => readSilence(raw, ahead)).filter((silence) => silence !== null) };
}

/** Creates or updates; gives the id that now counts (a new one where the server could not update in place). */
export async function postSilence(ctx: FeedContext, config: AlertmanagerConfig, url: string, draft: SilenceDraft): Promise<Tried<string>> {
  const body = {
    ...(draft.id !== null && { id: draft.id }),
    matchers: draft.matchers,
    startsAt: new Date(draft.startsAt).toISOString(),
    endsAt: new Date(draft.endsAt).toISOString(),
    createdBy: draft.createdBy,
    comment: draft.comment,
  };
  const result = await send(ctx, config, {
    method: 'POST',
    url: `${url}/api/v2/silences`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!result.ok) return result;
  if (failureOfStatus(result.answer)) return { ok: false, failure: refusal(result.answer) };
  const json = readJson(result.answer);
  if (!json.ok) return json;
  // Older Grafana calls it `id`.
  const made = json.value as { silenceID?: unknown; id?: unknown } | null;
  const id = made?.silenceID ?? made?.id;
  if (typeof id === 'string' && id !== '') return { ok: true, value: id };
  return {
    ok: false,
    failure: {
      kind: 'bad-answer',
      what: msg`The server did not say which silence it made.`,
      remedy: msg`Look at the silences in Alertmanager itself.`,
    },
  };
}

/** Expires; true once the read-back shows it gone. An id that is unknown or already expired counts as gone. */
export async function deleteSilence(ctx: FeedContext, config: AlertmanagerConfig, url: string, id: string): Promise<Tried<true>> {
  const result = await send(ctx, config, { method: 'DELETE', url: `${url}/api/v2/silence/${encodeURIComponent(id)}` });
  if (!result.ok) return result;
  if (result.answer.status === 404) return { ok: true, value: true };
  const seen = await getSilence(ctx, config, url, id);
  if (seen.ok && (seen.value.silence === null || seen.value.silence.state === 'expired')) return { ok: true, value: true };
  if (failureOfStatus(result.answer)) return { ok: false, failure: refusal(result.answer) };
  if (!seen.ok) return seen;
  return {
    ok: false,
    failure: {
      kind: 'server',
      what: msg`The silence is still active after it was removed.`,
      remedy: msg`Try again, or remove it in Alertmanager itself.`,
    },
  };
}
