// Requests to Opsgenie's alert API (docs.opsgenie.com/docs/alert-api) and to that of JSM Operations, which has the same alerts in another
// wrapping: `values` and `links.next` for `data` and `paging.next`, `size` for `limit`, and no wrapping around one alert.
import type { FeedContext, FeedFailure, HttpAnswer } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { Got } from '../open-targets';
import { type Listed, readPages } from '../paging';
import { idOf, isRecord, textOf, type Unknown } from '../reading';
import { readVendorJson, type Vendor } from '../vendor-failure';
import type { OpsgenieConfig } from './config';

const PAGE = 100;
/** Neither lists what lies behind. */
const MAX_ROWS = 20_000;

/** Opsgenie: `{message, errors}`; Atlassian's gateway: `{message}`, `{error}` or `{errors: [{title}]}`. */
function wordsIn(body: unknown): string {
  if (!isRecord(body)) return '';
  const reasons = isRecord(body.errors) ? Object.values(body.errors) : Array.isArray(body.errors) ? body.errors : [];
  const said = reasons.slice(0, 3).map((one) => (isRecord(one) ? textOf(one.title, 200) || textOf(one.message, 200) : textOf(one, 200)));
  return [textOf(body.message, 200) || textOf(body.error, 200), ...said].filter((one) => one !== '').join('; ');
}

const OPSGENIE: Vendor = {
  name: 'Opsgenie',
  wordsIn,
  remedies: {
    400: 'Check the query of this feed: names of fields are case-sensitive.',
    401: 'Check the API key and the service region; the key may have been revoked.',
    402: 'The plan of the account does not have this.',
    403: 'Give the API integration the rights to read, and to create and update.',
    404: 'Check the address.',
    422: 'Check the query of this feed, and the key: is it one of an API integration?',
    429: 'It is tried again by itself; the limit is shared by all that use the account.',
  },
};
const JSM: Vendor = {
  name: 'Jira Service Management',
  wordsIn,
  remedies: {
    ...OPSGENIE.remedies,
    401: 'Check e-mail and token: it must be one without scopes; it may have been revoked.',
    403: 'The account needs access to Operations of this site.',
    404: 'Check the site id.',
  },
};

export const vendorOf = ({ isJsm }: OpsgenieConfig): Vendor => (isJsm ? JSM : OPSGENIE);

export function notTheirs(config: OpsgenieConfig): FeedFailure {
  return {
    kind: 'bad-answer',
    what: msg`The answer is JSON, but not one of ${vendorOf(config).name}.`,
    remedy: msg`Check the address, and whether something between changes its answers.`,
  };
}

export type Asked =
  | { readonly ok: true; readonly value: unknown; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly failure: FeedFailure; readonly status: number | null };

/** `path` goes behind the address of the alerts; `body` makes it a POST. */
export async function ask(ctx: FeedContext, config: OpsgenieConfig, path: string, body?: Unknown): Promise<Asked> {
  const result = await ctx.http({
    url: `${config.root}${path}`,
    headers: { authorization: config.authorization, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST' as const, body: JSON.stringify(body) }),
  });
  if (!result.ok) return { ...result, status: null };
  const read = readVendorJson(vendorOf(config), result.answer);
  return read.ok ? { ...read, answer: result.answer } : { ...read, status: result.answer.status };
}

/** Path of an alert or of something below it. */
export function pathOf({ isJsm }: OpsgenieConfig, id: string, verb = ''): string {
  const path = `/${encodeURIComponent(id)}${verb === '' ? '' : `/${verb}`}`;
  return isJsm ? path : `${path}?identifierType=id`;
}

interface ListAnswer {
  readonly rows: readonly unknown[];
  readonly hasMore: boolean;
}

/** Null: not a list of theirs. Where they do not tell whether there is more, a full page may go on. */
function listIn({ isJsm }: OpsgenieConfig, value: unknown): ListAnswer | null {
  if (!isRecord(value)) return null;
  const [rows, links] = isJsm ? [value.values, value.links] : [value.data, value.paging];
  if (!Array.isArray(rows)) return null;
  return { rows, hasMore: isRecord(links) ? textOf(links.next) !== '' : rows.length >= PAGE };
}

function listPath({ isJsm }: OpsgenieConfig, query: string, sort: readonly [string, string], size: number, offset: number): string {
  const [field, order] = sort;
  const pairs = { ...(query !== '' && { query }), sort: field, order, [isJsm ? 'size' : 'limit']: String(size), offset: String(offset) };
  return `?${new URLSearchParams(pairs)}`;
}

/** All open alerts, also acknowledged and snoozed ones; `query` as people set it. */
export function listOpen(ctx: FeedContext, config: OpsgenieConfig, query: string): Promise<Listed> {
  const open = query === '' ? 'status: open' : `status: open AND (${query})`;
  return readPages({
    ...{ name: vendorOf(config).name, pageSize: PAGE, maxRows: MAX_ROWS },
    keyOf: (row) => (isRecord(row) ? idOf(row.id) : null),
    async ask(offset) {
      const asked = await ask(ctx, config, listPath(config, open, ['createdAt', 'asc'], PAGE, offset));
      if (!asked.ok) return asked;
      const list = listIn(config, asked.value);
      return list ? { ok: true, ...list, answer: asked.answer } : { ok: false, failure: notTheirs(config) };
    },
  });
}

/** The alert that changed last, open or closed, and when; '' where there is none. */
export async function lastChange(
  ctx: FeedContext,
  config: OpsgenieConfig,
): Promise<
  { readonly ok: true; readonly change: string; readonly latencyMs: number } | { readonly ok: false; readonly failure: FeedFailure }
> {
  const asked = await ask(ctx, config, listPath(config, config.query, ['updatedAt', 'desc'], 1, 0));
  if (!asked.ok) return asked;
  const list = listIn(config, asked.value);
  if (!list) return { ok: false, failure: notTheirs(config) };
  const [row] = list.rows;
  const change = isRecord(row) ? `${textOf(row.id)} ${textOf(row.updatedAt)}` : '';
  return { ok: true, change, latencyMs: asked.answer.latencyMs };
}

/** One alert as it stands; `row` null: it is not known there. */
export async function getAlert(ctx: FeedContext, config: OpsgenieConfig, id: string): Promise<Got> {
  const asked = await ask(ctx, config, pathOf(config, id));
  if (!asked.ok) return asked.status === 404 ? { ok: true, row: null } : asked;
  const row = config.isJsm || !isRecord(asked.value) ? asked.value : asked.value.data;
  return isRecord(row) && idOf(row.id) !== null ? { ok: true, row } : { ok: false, failure: notTheirs(config) };
}
