// One call of Zabbix's JSON-RPC. It answers 200 whatever happens: what is wrong stands in `error`, and is told in words here.
// https://www.zabbix.com/documentation/6.0/en/manual/api; the token goes into the body before 6.4 and into a header from then on.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfStatus, readJson } from '../http-answer';
import { shorten } from '../http-failure';
import type { ZabbixConfig } from './config';

export type Called =
  | { readonly ok: true; readonly answer: unknown; readonly result: unknown; readonly digest: string; readonly latencyMs: number }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Major and minor, e.g. [6, 0]. */
export type Version = readonly [number, number];

const AUTH = /not authori[sz]ed|re-login|token (is )?expired|session terminated|login name or password/i;
const RIGHTS = /no permissions?|access denied|do(es)? not have permission/i;
const NOT_WITH_LOGIN = /must be called without/i;

export function isAtLeast([major, minor]: Version, wantedMajor: number, wantedMinor: number): boolean {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{code, message, data}`: `data` says what matters, `message` only which class it is of. */
function failureOf(method: string, error: Record<string, unknown>): FeedFailure {
  const said = [error.message, error.data].filter((part): part is string => typeof part === 'string' && part !== '').join(' ');
  const words = shorten(said, 300);
  if (AUTH.test(said))
    return {
      kind: 'auth',
      what: msg`Zabbix does not take the API token: "${words}".`,
      remedy: msg`Check the token: it may be wrong, expired or switched off.`,
    };
  if (RIGHTS.test(said))
    return {
      kind: 'auth',
      what: msg`The token's user may not do this (${method}), or it is gone: "${words}".`,
      remedy: msg`Look at the user's role and at its rights on the host group.`,
    };
  const code = typeof error.code === 'number' ? ` (${error.code})` : '';
  return {
    kind: 'bad-answer',
    what: msg`Zabbix refuses ${method}${code}: "${words}".`,
    remedy: msg`Check its version, and the filters of this feed.`,
  };
}

const NO_RPC: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The answer is JSON, but not one of the Zabbix API.`,
  remedy: msg`Check the address: it is that of the frontend, e.g. https://host/zabbix.`,
};

/** `version` null: the method takes no login. */
export async function call(
  ctx: FeedContext,
  config: ZabbixConfig,
  version: Version | null,
  method: string,
  params: unknown,
): Promise<Called> {
  const isInBody = version !== null && !isAtLeast(version, 6, 4);
  const result = await ctx.http({
    method: 'POST',
    url: `${config.url}/api_jsonrpc.php`,
    headers: { 'content-type': 'application/json-rpc' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params, ...(isInBody && { auth: config.token }) }),
  });
  if (!result.ok) return result;
  const failure = failureOfStatus(result.answer);
  if (failure) return { ok: false, failure };
  const read = readJson(result.answer);
  if (!read.ok) return read;
  const answer = read.value;
  if (!isRecord(answer)) return { ok: false, failure: NO_RPC };
  if (isRecord(answer.error)) return { ok: false, failure: failureOf(method, answer.error) };
  if (!('result' in answer)) return { ok: false, failure: NO_RPC };
  return { ok: true, answer, result: answer.result, digest: result.answer.digest, latencyMs: result.answer.latencyMs };
}

/** Asks which Zabbix it is; the way of the login depends on it. */
export async function askVersion(
  ctx: FeedContext,
  config: ZabbixConfig,
): Promise<{ readonly ok: true; readonly version: Version } | { readonly ok: false; readonly failure: FeedFailure }> {
  const called = await call(ctx, config, null, 'apiinfo.version', []);
  // One that minds the login in the header is one that reads it there.
  if (!called.ok) return NOT_WITH_LOGIN.test(called.failure.what) ? { ok: true, version: [6, 4] } : called;
  const match = /^(\d+)\.(\d+)/.exec(String(called.result));
  if (!match) return { ok: false, failure: NO_RPC };
  return { ok: true, version: [Number(match[1]), Number(match[2])] };
}
