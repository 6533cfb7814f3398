// The questions asked of Icinga: which objects, which of their attributes. Object queries have no pages, so each asks for no more than is read.
import type { FeedContext, FeedFailure, HttpAnswer } from '../../../shared/feed';
import { readJson } from '../http-answer';
import type { IcingaConfig } from './config';
import { resultsOf } from './reasons';
import { isRecord } from './row';

/** What can change about a problem without a new output. */
const STATE = ['state', 'state_type', 'acknowledgement', 'downtime_depth', 'flapping', 'last_reachable', 'last_hard_state_change'];
const WHOLE = [...STATE, 'display_name', 'last_state_change', 'last_check_result', 'notes_url', 'groups'];
const HOST_STATE = ['host.state', 'host.state_type', 'host.last_reachable'];

export type Asked =
  | { readonly ok: true; readonly value: unknown; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Prints what can change about the problems of both answers, whichever other attributes were asked for. */
export function statesOf(ctx: FeedContext, answers: readonly unknown[]): string {
  const rows = answers.flatMap((answer) => resultsOf(answer) ?? []).map((row) => (isRecord(row) ? row : {}));
  const states = rows.map(({ name, attrs, joins }) => {
    const host = isRecord(joins) && isRecord(joins.host) ? joins.host : {};
    const own = isRecord(attrs) ? STATE.map((attribute) => attrs[attribute]) : [];
    return JSON.stringify([name, own, HOST_STATE.map((attribute) => host[attribute.slice('host.'.length)])]);
  });
  return ctx.digest(new TextEncoder().encode(states.sort().join('\n')));
}

/** Object type of the API, in the plural as its addresses have it. */
export type ObjectType = 'hosts' | 'services' | 'comments' | 'downtimes';

/** Icinga takes a plus for a plus, also where a form would mean a space. */
export function queryOf(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}

/** One query; `query` gives attributes, joins and filter. */
export async function ask(ctx: FeedContext, config: IcingaConfig, type: ObjectType, query: readonly [string, string][]): Promise<Asked> {
  const result = await ctx.http({ url: `${config.url}/v1/objects/${type}?${queryOf(query)}` });
  if (!result.ok) return result;
  const json = readJson(result.answer);
  return json.ok ? { ...json, answer: result.answer } : json;
}

function filterOf(type: 'hosts' | 'services', config: IcingaConfig): string {
  const isProblem = type === 'hosts' ? 'host.state != 0' : 'service.state != 0';
  return config.filter === '' ? isProblem : `${isProblem} && (${config.filter})`;
}

/** Hosts or services that are not fine. `isShort`: only what tells whether something changed. */
export async function askProblems(ctx: FeedContext, config: IcingaConfig, type: 'hosts' | 'services', isShort: boolean): Promise<Asked> {
  const attributes = (isShort ? STATE : WHOLE).map((name): [string, string] => ['attrs', name]);
  const joins = type === 'services' ? HOST_STATE : [];
  const query = [...attributes, ...joins.map((name): [string, string] => ['joins', name])];
  const asked = await ask(ctx, config, type, [['filter', filterOf(type, config)], ...query]);
  if (asked.ok || asked.failure.kind !== 'auth' || config.filter !== '') return asked;
  // Newer Icingas let only some users filter; these get everything, and what is fine is left out here.
  const whole = await ask(ctx, config, type, query);
  return whole.ok ? whole : asked;
}

/** Acknowledgements and running downtimes, with who said what. */
export function askReasons(ctx: FeedContext, config: IcingaConfig): Promise<readonly [Asked, Asked]> {
  const about = (names: readonly string[]) => names.map((name): [string, string] => ['attrs', name]);
  return Promise.all([
    ask(ctx, config, 'comments', about(['host_name', 'service_name', 'author', 'text', 'entry_type'])),
    ask(ctx, config, 'downtimes', about(['host_name', 'service_name', 'author', 'comment', 'start_time', 'end_time'])),
  ]);
}
