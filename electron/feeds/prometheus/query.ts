// One question to /api/v1/query or query_range, and what its refusal means: Prometheus says where in the query it stumbled.
// Errors: https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview (400 bad_data, 422 execution, 503 timeout).
import type { FeedContext, FeedFailure, HttpAnswer } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfStatus, readJson } from '../http-answer';
import { shorten } from '../http-failure';
import type { PrometheusConfig } from './config';
import { MISSING_LABEL } from './map';
import type { PrometheusRule } from './rule';

/** Longer queries travel in the body; servers and proxies cut long addresses. */
const MAX_IN_ADDRESS = 1500;

export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Asked =
  | {
      readonly ok: true;
      readonly value: unknown;
      readonly latencyMs: number;
      readonly serverNow: number;
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly failure: FeedFailure; readonly at: Place | null };

/** The rule's query; with `needs` the same request also tells that nothing is measured. The query then begins on line 2. */
export function queryOf({ query, needs }: PrometheusRule): string {
  return needs === '' ? query : `(\n${query}\n) or label_replace(absent(\n${needs}\n), "${MISSING_LABEL}", "1", "", "")`;
}

/** A place in what was sent, as a place in what the person wrote. */
export function placeInRule(rule: PrometheusRule, at: Place): { readonly field: 'query' | 'needs'; readonly at: Place } {
  if (rule.needs === '') return { field: 'query', at };
  const lines = rule.query.split('\n').length;
  if (at.line <= lines + 1) return { field: 'query', at: { line: Math.max(1, at.line - 1), column: at.column } };
  return { field: 'needs', at: { line: Math.max(1, at.line - lines - 2), column: at.column } };
}

function saidError(answer: HttpAnswer): string | null {
  try {
    const { status, error } = JSON.parse(new TextDecoder().decode(answer.bytes.subarray(0, 20_000))) as {
      status?: unknown;
      error?: unknown;
    };
    return status === 'error' && typeof error === 'string' ? error : null;
  } catch {
    return null;
  }
}

/** `invalid parameter "query": 1:9: parse error: unexpected ...` */
function refusalOf(answer: HttpAnswer): Extract<Asked, { ok: false }> | null {
  const said = saidError(answer);
  if (said === null || ![400, 422, 503].includes(answer.status)) return null;
  const place = /(?:^|\s)(\d+):(\d+): /.exec(said);
  const at = place ? { line: Number(place[1]), column: Number(place[2]) } : null;
  const words = shorten(place ? said.slice(place.index + place[0].length) : said, 300);
  if (answer.status === 503)
    return {
      ...{ ok: false, at: null },
      failure: {
        kind: 'server',
        what: msg`The query was given up by the server: ${words}.`,
        remedy: msg`Make it cheaper, or look at the server.`,
      },
    };
  return { ok: false, at, failure: { kind: 'config', what: words, remedy: msg`Correct the query.` } };
}

function warningsOf(value: unknown): readonly string[] {
  const { warnings } = (value ?? {}) as { warnings?: unknown };
  return Array.isArray(warnings) ? warnings.map((one) => shorten(String(one), 200)) : [];
}

/** Asks once. `parameters` must hold `query`. */
export async function ask(
  ctx: FeedContext,
  config: Pick<PrometheusConfig, 'url' | 'tenant'>,
  path: 'query' | 'query_range',
  parameters: Readonly<Record<string, string>>,
): Promise<Asked> {
  const body = new URLSearchParams(parameters).toString();
  const tenant = config.tenant ? { 'x-scope-orgid': config.tenant } : {};
  const url = `${config.url}/api/v1/${path}`;
  const result =
    body.length <= MAX_IN_ADDRESS
      ? await ctx.http({ url: `${url}?${body}`, headers: tenant })
      : await ctx.http({ method: 'POST', url, body, headers: { ...tenant, 'content-type': 'application/x-www-form-urlencoded' } });
  if (!result.ok) return { ok: false, failure: result.failure, at: null };
  const { answer } = result;
  const refusal = refusalOf(answer);
  if (refusal) return refusal;
  const failure = failureOfStatus(answer);
  if (failure) return { ok: false, failure, at: null };
  const read = readJson(answer);
  if (!read.ok) return { ok: false, failure: read.failure, at: null };
  const date = Date.parse(answer.headers.date ?? '');
  return {
    ok: true,
    value: read.value,
    latencyMs: answer.latencyMs,
    serverNow: Number.isNaN(date) ? ctx.now() : date,
    warnings: warningsOf(read.value),
  };
}
