// One question to Loki and what its refusal means. It speaks of errors in plain text: https://grafana.com/docs/loki/latest/reference/loki-http-api/
import type { FeedContext, FeedFailure, HttpAnswer } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfStatus, readJson, serverWords } from '../http-answer';
import { shorten } from '../http-failure';
import type { Place } from '../prometheus/query';
import type { LokiConfig } from './config';

/** Longer queries travel in the body; servers and proxies cut long addresses. */
const MAX_IN_ADDRESS = 1500;
const NS = 1_000_000n;

export type Asked =
  | { readonly ok: true; readonly value: unknown; readonly latencyMs: number }
  | { readonly ok: false; readonly failure: FeedFailure; readonly at: Place | null };

/** Unix ms as the nanoseconds that Loki wants; they do not fit into a number. */
export function nanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms)) * NS);
}

/** `parse error at line 1, col 17: syntax error: unexpected IDENTIFIER` */
function refusalOf(answer: HttpAnswer): Extract<Asked, { ok: false }> | null {
  const said = serverWords(answer);
  if (answer.status === 401 && /no org id/i.test(said)) {
    const what = msg`Loki has tenants and was not told which one (401: "no org id").`;
    return { ok: false, at: null, failure: { kind: 'auth', what, remedy: msg`Set the tenant.` } };
  }
  if (answer.status !== 400 && answer.status !== 422) return null;
  const place = /parse error at line (\d+), col (\d+): ?(?:syntax error: )?/.exec(said);
  const at = place ? { line: Math.max(1, Number(place[1])), column: Math.max(1, Number(place[2])) } : null;
  const words = shorten(place ? said.slice(place.index + place[0].length) : said, 300);
  const remedy = /limit|would read|too long|exceed/i.test(said)
    ? msg`Make the query narrower, or its window shorter.`
    : msg`Correct the query.`;
  const what =
    at && words !== '' ? `${words.replace(/\.$/, '')}.` : msg`Loki refuses the query (${answer.status})${words && `: "${words}"`}.`;
  return { ok: false, at, failure: { kind: 'config', what, remedy } };
}

/** Asks once. `parameters` must hold `query`. */
export async function ask(
  ctx: FeedContext,
  { url, tenant }: Pick<LokiConfig, 'url' | 'tenant'>,
  path: 'query' | 'query_range',
  parameters: Readonly<Record<string, string>>,
): Promise<Asked> {
  const body = new URLSearchParams(parameters).toString();
  const headers = tenant ? { 'x-scope-orgid': tenant } : {};
  const address = `${url}/loki/api/v1/${path}`;
  const result =
    body.length <= MAX_IN_ADDRESS
      ? await ctx.http({ url: `${address}?${body}`, headers })
      : await ctx.http({
          method: 'POST',
          url: address,
          body,
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        });
  if (!result.ok) return { ok: false, failure: result.failure, at: null };
  const { answer } = result;
  const refusal = refusalOf(answer);
  if (refusal) return refusal;
  const failure = failureOfStatus(answer);
  if (failure) return { ok: false, failure, at: null };
  const read = readJson(answer);
  return read.ok ? { ok: true, value: read.value, latencyMs: answer.latencyMs } : { ok: false, failure: read.failure, at: null };
}
