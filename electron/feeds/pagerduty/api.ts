// Requests to PagerDuty's REST API v2 (developer.pagerduty.com/api-reference): open incidents, one incident, the log since a moment.
import type { FeedContext, FeedFailure, HttpAnswer, HttpRequest } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { Got } from '../open-targets';
import { type Listed, readPages } from '../paging';
import { idOf, isRecord, recordsIn, textOf } from '../reading';
import { readVendorJson, type Vendor } from '../vendor-failure';
import type { PagerDutyConfig } from './config';

/** Errors are `{error: {code, message, errors[]}}`. */
function wordsIn(body: unknown): string {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const reasons = Array.isArray(error.errors) ? error.errors.map((one) => textOf(one, 200)) : [];
  return [textOf(error.message, 200), ...reasons.slice(0, 3)].filter((one) => one !== '').join('; ');
}

export const PAGERDUTY: Vendor = {
  name: 'PagerDuty',
  wordsIn,
  remedies: {
    400: 'If it is about the user: set "Your e-mail at PagerDuty" to that of a user of the account.',
    401: 'Check the API key and the service region; the key may have been revoked.',
    402: 'Leave out the filter that the plan does not have, e.g. teams.',
    403: 'Use a key that may do this: a read-only key can not acknowledge.',
    404: 'Check the address, and the ids of teams and services.',
    413: 'Do it to fewer at once.',
    429: 'It is tried again by itself; the limit is 960 requests a minute for all that use the key.',
  },
};

export const PAGE = 100;
/** PagerDuty refuses what lies behind. */
export const MAX_OFFSET = 10_000;

export type Asked =
  | { readonly ok: true; readonly value: unknown; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly failure: FeedFailure; readonly status: number | null };

/** `path` begins with a slash. */
export async function ask(
  ctx: Pick<FeedContext, 'http'>,
  config: PagerDutyConfig,
  path: string,
  write?: { method: 'PUT' | 'POST'; body: unknown },
): Promise<Asked> {
  const request: HttpRequest = {
    url: `${config.url}${path}`,
    headers: {
      authorization: `Token token=${config.apiKey}`,
      accept: 'application/vnd.pagerduty+json;version=2',
      ...(write && { 'content-type': 'application/json', ...(config.fromEmail !== '' && { from: config.fromEmail }) }),
    },
    ...(write && { method: write.method, body: JSON.stringify(write.body) }),
  };
  const result = await ctx.http(request);
  if (!result.ok) return { ...result, status: null };
  const read = readVendorJson(PAGERDUTY, result.answer);
  return read.ok ? { ...read, answer: result.answer } : { ...read, status: result.answer.status };
}

export const NO_PAGERDUTY: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The answer is JSON, but not one of PagerDuty.`,
  remedy: msg`Check the address, and whether something between changes its answers.`,
};

function openQuery({ teamIds, serviceIds, urgency, hasDetails }: PagerDutyConfig, offset: number): string {
  const pairs: [string, string][] = [
    ['statuses[]', 'triggered'],
    ['statuses[]', 'acknowledged'],
    // Without it what is open for longer than a month is left out.
    ['date_range', 'all'],
    ['sort_by', 'incident_number:asc'],
    ['limit', String(PAGE)],
    ['offset', String(offset)],
  ];
  for (const id of teamIds) pairs.push(['team_ids[]', id]);
  for (const id of serviceIds) pairs.push(['service_ids[]', id]);
  if (urgency !== '') pairs.push(['urgencies[]', urgency]);
  if (hasDetails) pairs.push(['include[]', 'first_trigger_log_entries']);
  return new URLSearchParams(pairs).toString();
}

/** All incidents that are triggered or acknowledged. */
export function listOpen(ctx: FeedContext, config: PagerDutyConfig): Promise<Listed> {
  return readPages({
    ...{ name: 'PagerDuty', pageSize: PAGE, maxRows: MAX_OFFSET },
    keyOf: (row) => (isRecord(row) ? idOf(row.id) : null),
    async ask(offset) {
      const asked = await ask(ctx, config, `/incidents?${openQuery(config, offset)}`);
      if (!asked.ok) return asked;
      const { value, answer } = asked;
      if (!isRecord(value) || !Array.isArray(value.incidents) || typeof value.more !== 'boolean')
        return { ok: false, failure: NO_PAGERDUTY };
      return { ok: true, rows: value.incidents, hasMore: value.more, answer };
    },
  });
}

/** An incident as it stands; `row` null: PagerDuty does not know it. */
export async function getIncident(ctx: FeedContext, config: PagerDutyConfig, id: string): Promise<Got> {
  const asked = await ask(ctx, config, `/incidents/${encodeURIComponent(id)}`);
  if (!asked.ok) return asked.status === 404 ? { ok: true, row: null } : asked;
  const row = isRecord(asked.value) ? asked.value.incident : null;
  return isRecord(row) ? { ok: true, row } : { ok: false, failure: NO_PAGERDUTY };
}

/** What happened lately, as ids of log entries. `serverNow` is null where the answer has no date. */
export type Log =
  | {
      readonly ok: true;
      readonly ids: readonly string[];
      readonly hasMore: boolean;
      readonly serverNow: number | null;
      readonly latencyMs: number;
    }
  | { readonly ok: false; readonly failure: FeedFailure; readonly isRefused: boolean };

export async function readLog(ctx: FeedContext, config: PagerDutyConfig, since: number): Promise<Log> {
  const query = new URLSearchParams([
    ['since', new Date(since).toISOString()],
    ['limit', String(PAGE)],
    ...config.teamIds.map((id) => ['team_ids[]', id] as [string, string]),
  ]);
  const asked = await ask(ctx, config, `/log_entries?${query}`);
  if (!asked.ok) return { ok: false, failure: asked.failure, isRefused: [400, 402, 403, 404].includes(asked.status ?? 0) };
  const { value, answer } = asked;
  if (!isRecord(value) || !Array.isArray(value.log_entries)) return { ok: false, failure: NO_PAGERDUTY, isRefused: false };
  const serverNow = Date.parse(answer.headers.date ?? '');
  return {
    ok: true,
    ids: recordsIn(value.log_entries).flatMap(({ id }) => idOf(id) ?? []),
    hasMore: value.more === true,
    serverNow: Number.isNaN(serverNow) ? null : serverNow,
    latencyMs: answer.latencyMs,
  };
}
