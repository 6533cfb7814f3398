// One action of Icinga's API on one object, and one object read back. Objects are addressed by name, never by a filter: names may hold anything.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfStatus, readJson } from '../http-answer';
import { queryOf } from './ask';
import type { IcingaConfig } from './config';
import { resultsOf } from './reasons';
import { isRecord, type Unknown } from './row';

export type ActionPath = 'acknowledge-problem' | 'remove-acknowledgement' | 'add-comment' | 'schedule-downtime' | 'reschedule-check';

export type Did =
  /** `name` is that of the comment or downtime which was made. */
  | { readonly kind: 'done'; readonly name: string | null }
  /** The object is not in a state for it: acknowledged already, or fine already. */
  | { readonly kind: 'conflict'; readonly words: string }
  | { readonly kind: 'failed'; readonly failure: FeedFailure };

export type Found = { readonly ok: true; readonly attrs: Unknown | null } | { readonly ok: false; readonly failure: FeedFailure };

const STATUS = ['state', 'acknowledgement', 'acknowledgement_expiry', 'last_check', 'next_check', 'force_next_check'];

function addressOf(key: string): Readonly<Record<string, string>> {
  return key.includes('!') ? { type: 'Service', service: key } : { type: 'Host', host: key };
}

function wordsOf(body: unknown): string {
  const first = resultsOf(body)?.[0];
  const said = isRecord(first) ? first.status : isRecord(body) ? body.status : '';
  return typeof said === 'string' ? said.slice(0, 300) : '';
}

function forbidden(path: ActionPath, said: string): FeedFailure {
  return {
    kind: 'auth',
    what: msg`Icinga does not let this user do this (${path})${said === '' ? '' : `; it says: "${said}"`}.`,
    remedy: msg`Give the API user the permission "actions/${path}".`,
  };
}

/** The object as it stands now; `attrs` null: Icinga does not know it, or does not show it to this user. */
export async function find(ctx: FeedContext, config: IcingaConfig, key: string): Promise<Found> {
  const [type, name] = key.includes('!') ? (['services', 'service'] as const) : (['hosts', 'host'] as const);
  return findNamed(ctx, config, type, name, key, STATUS);
}

/** Is this comment or downtime there? */
export async function exists(ctx: FeedContext, config: IcingaConfig, type: 'comment' | 'downtime', name: string): Promise<boolean> {
  const found = await findNamed(ctx, config, `${type}s`, type, name, ['author']);
  return found.ok && found.attrs !== null;
}

async function findNamed(
  ctx: FeedContext,
  config: IcingaConfig,
  type: string,
  parameter: string,
  name: string,
  attributes: readonly string[],
): Promise<Found> {
  const query = queryOf([[parameter, name], ...attributes.map((one): [string, string] => ['attrs', one])]);
  const result = await ctx.http({ url: `${config.url}/v1/objects/${type}?${query}` });
  if (!result.ok) return result;
  if (result.answer.status === 404) return { ok: true, attrs: null };
  const json = readJson(result.answer);
  if (!json.ok) return json;
  const row = resultsOf(json.value)?.[0];
  return { ok: true, attrs: isRecord(row) && isRecord(row.attrs) ? row.attrs : null };
}

/** Does one action on one object. Codes stand in the answer and again in each of its results; the results count. */
export async function act(ctx: FeedContext, config: IcingaConfig, path: ActionPath, key: string, args: Unknown): Promise<Did> {
  const result = await ctx.http({
    method: 'POST',
    url: `${config.url}/v1/actions/${path}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...addressOf(key), ...args }),
  });
  if (!result.ok) return { kind: 'failed', failure: result.failure };
  const { answer } = result;
  const parsed = readJson({ ...answer, status: 200, bytes: answer.bytes });
  const body = parsed.ok ? parsed.value : null;
  const first = resultsOf(body)?.[0];
  const code = isRecord(first) && typeof first.code === 'number' ? Math.round(first.code) : answer.status;
  const words = wordsOf(body);
  if (code >= 200 && code < 300) return { kind: 'done', name: isRecord(first) && typeof first.name === 'string' ? first.name : null };
  if (code === 409) return { kind: 'conflict', words };
  if (code === 403 || code === 404) return { kind: 'failed', failure: forbidden(path, words) };
  const failure = failureOfStatus({ ...answer, status: code, bytes: answer.bytes }) as FeedFailure;
  return { kind: 'failed', failure: words === '' ? failure : { ...failure, what: msg`Icinga refused (${code}): "${words}"` } };
}
