// Questions to statusjson.cgi. Its failures come with status 200 and a code inside, and it goes on serving the last data of a Nagios
// that no longer runs: both are looked at before anything else is believed.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { readJson } from '../http-answer';
import { shorten } from '../http-failure';
import type { NagiosConfig } from './config';
import { isRecord, type Unknown } from './row';

/** "Option value invalid": also said of a host or service that is not there, or not shown to this user. */
const NOT_FOUND = 6;

const NO_NAGIOS: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The answer is JSON, but not of Nagios.`,
  remedy: msg`Check the address: it is the folder that statusjson.cgi lies in.`,
};

export interface Told {
  readonly ok: true;
  /** The whole answer, as `map` takes it. */
  readonly whole: Unknown;
  readonly data: Unknown;
  /** By the server's clock, Unix ms. */
  readonly askedAt: number;
  /** When Nagios wrote down what is told here, by the same clock. */
  readonly writtenAt: number;
  readonly latencyMs: number;
}
export type Asked = Told | { readonly ok: false; readonly failure: FeedFailure; readonly isNotFound: boolean };

export type Query = Readonly<Record<string, string | number>>;

export function queryOf(query: Query): string {
  return Object.entries(query)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
}

function refused(result: Unknown): FeedFailure {
  const words = [result.type_text, result.message].filter((said) => typeof said === 'string' && said !== '').join(': ');
  return {
    kind: 'server',
    what: msg`Nagios could not answer${words === '' ? '' : `: "${shorten(words)}"`} (code ${shorten(JSON.stringify(result.type_code), 20)}).`,
    remedy: msg`Is Nagios running, and may the web server read its status file?`,
  };
}

function stale(ageMs: number): FeedFailure {
  return {
    kind: 'server',
    what: msg`Nagios has not written its status for ${Math.round(ageMs / 1000)} s: what it shows is old.`,
    remedy: msg`Is Nagios running? See also status_update_interval in nagios.cfg, and the limit in the settings of this feed.`,
  };
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0;

/** One question. Stale data are a failure. */
export async function ask(ctx: FeedContext, config: NagiosConfig, query: Query): Promise<Asked> {
  const no = (failure: FeedFailure, isNotFound = false): Asked => ({ ok: false, failure, isNotFound });
  const address = `${config.url}/statusjson.cgi?${queryOf({ ...query, formatoptions: 'enumerate' })}`;
  const result = await ctx.http({ url: address });
  if (!result.ok) return no(result.failure);
  const json = readJson(result.answer);
  if (!json.ok) return no(json.failure);
  const whole = json.value;
  if (!isRecord(whole) || !isRecord(whole.result) || !('type_code' in whole.result)) return no(NO_NAGIOS);
  const { type_code: code, query_time: askedAt, last_data_update: writtenAt } = whole.result;
  if (code !== 0) return no(refused(whole.result), code === NOT_FOUND);
  if (!isTime(askedAt) || !isTime(writtenAt) || !isRecord(whole.data)) return no(NO_NAGIOS);
  if (askedAt - writtenAt > config.staleMs) return no(stale(askedAt - writtenAt));
  return { ok: true, whole, data: whole.data, askedAt, writtenAt, latencyMs: result.answer.latencyMs };
}

export type List = 'hostlist' | 'servicelist' | 'commentlist' | 'downtimelist';

/** All pages of a list, or why not. `isWhole` false: Nagios wrote new data in between, twice, so a row may have slipped through. */
export type Paged =
  | { readonly ok: true; readonly pages: readonly Told[]; readonly isWhole: boolean }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Rows of a list as it is told: hosts by name, services by name under the name of their host. Null: none was told. */
export function rowsOf(data: unknown, list: List): readonly (readonly [name: string, row: unknown])[] | null {
  const told = isRecord(data) ? data[list] : null;
  if (!isRecord(told)) return null;
  if (list !== 'servicelist') return Object.entries(told);
  return Object.entries(told).flatMap(([host, services]) =>
    isRecord(services)
      ? Object.entries(services).map(([name, row]): [string, unknown] => [`${host}!${name}`, row])
      : [[host, services] as [string, unknown]],
  );
}

async function pagesOnce(ctx: FeedContext, config: NagiosConfig, list: List, query: Query): Promise<Paged> {
  const pages: Told[] = [];
  for (;;) {
    const place = { start: pages.length * config.pageSize, count: config.pageSize };
    const asked = await ask(ctx, config, { query: list, details: 'true', ...query, ...place });
    if (!asked.ok) return asked;
    const rows = rowsOf(asked.data, list);
    if (rows === null) return { ok: false, failure: NO_NAGIOS };
    pages.push(asked);
    if (rows.length < config.pageSize) break;
  }
  return { ok: true, pages, isWhole: pages.every((page) => page.writtenAt === pages[0]?.writtenAt) };
}

/** Reads hosts or services page by page; once more when Nagios wrote new data meanwhile, since rows then move between pages. */
export async function askPages(ctx: FeedContext, config: NagiosConfig, list: List, query: Query): Promise<Paged> {
  const first = await pagesOnce(ctx, config, list, query);
  return first.ok && !first.isWhole ? pagesOnce(ctx, config, list, query) : first;
}
