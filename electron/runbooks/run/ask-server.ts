// Requests and queries of a runbook: one question by the same HTTP client the feeds use, without logins, its answer as text.
import type { RunSeries } from '../../../shared/domain/run';
import type { HttpRequest, HttpResult } from '../../../shared/feed';
import type { RunRequest } from '../../../shared/rules/run-http';
import { MOST_SERIES, seriesOf, seriesText } from '../../../shared/rules/run-promql';
import { connectionOf } from '../../feeds/connection';
import { createHttpClient } from '../../feeds/http';

/** `isOk` false: no answer, or one that says no. */
export interface Answered {
  readonly isOk: boolean;
  readonly text: Buffer;
  readonly series: readonly RunSeries[] | null;
}

const RANGE_MS = 3_600_000;
const STEP_SECONDS = 15;
const MAX_MEGABYTES = 20;

async function once(request: HttpRequest, signal: AbortSignal): Promise<HttpResult> {
  const client = createHttpClient(connectionOf({ maxMegabytes: MAX_MEGABYTES }));
  try {
    return await client.request(request, signal);
  } finally {
    await client.close();
  }
}

function failed(what: string, remedy: string): Answered {
  return { isOk: false, text: Buffer.from(`${what}\n${remedy}\n`), series: null };
}

export async function askHttp(asked: RunRequest, timeoutMs: number, signal: AbortSignal): Promise<Answered> {
  const { method, url, headers, body } = asked;
  const result = await once({ method, url, headers, timeoutMs, keepsRedirects: true, ...(body !== '' && { body }) }, signal);
  if (!result.ok) return failed(result.failure.what, result.failure.remedy);
  const { status, latencyMs, bytes } = result.answer;
  const head = [
    `Status ${status} after ${Math.round(latencyMs)} ms`,
    ...Object.entries(result.answer.headers).map(([n, v]) => `${n}: ${v}`),
  ];
  return { isOk: status < 400, text: Buffer.concat([Buffer.from(`${head.join('\n')}\n\n`), bytes]), series: null };
}

/** `now`: Unix ms, the end of the hour that is asked for. */
export async function askPrometheus(server: string, query: string, now: number, timeoutMs: number, signal: AbortSignal): Promise<Answered> {
  const range = { start: String((now - RANGE_MS) / 1000), end: String(now / 1000), step: String(STEP_SECONDS) };
  const url = `${server}/api/v1/query_range?${new URLSearchParams({ query, ...range })}`;
  const result = await once({ url, timeoutMs, keepsRedirects: true }, signal);
  if (!result.ok) return failed(result.failure.what, result.failure.remedy);
  const read = seriesOf(parsed(result.answer.bytes));
  if (!read.ok) return failed(`Status ${result.answer.status}. ${read.why}`, `Check the query, and that ${server} is a Prometheus.`);
  const more = read.total > MOST_SERIES ? `The chart shows the first ${MOST_SERIES} of ${read.total}.\n` : '';
  return { isOk: true, text: Buffer.from(`${more}${seriesText(read.series, read.total)}\n`), series: read.series };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
