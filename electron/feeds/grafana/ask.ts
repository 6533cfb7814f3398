// Requests to Grafana: every one names the organization where one is set.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { readJson } from '../http-answer';
import type { GrafanaConfig } from './config';
import { type Rule, rulesIn } from './rules';

/** The context of Grafana's Alertmanager. */
export function withOrg(ctx: FeedContext, { orgId }: GrafanaConfig): FeedContext {
  if (orgId === '') return ctx;
  return { ...ctx, http: (request) => ctx.http({ ...request, headers: { ...request.headers, 'x-grafana-org-id': orgId } }) };
}

/** Words for what a person can do at Grafana. */
export function ofGrafana(failure: FeedFailure): FeedFailure {
  if (failure.kind !== 'auth') return failure;
  return { ...failure, remedy: msg`Check the service account token: it may be wrong, expired or of an account without the right role.` };
}

export type AskedRules =
  | { readonly ok: true; readonly rules: readonly Rule[]; readonly latencyMs: number }
  /** `isRefused`: this login may not see the rules, or this Grafana has none to show. */
  | { readonly ok: false; readonly failure: FeedFailure; readonly isRefused: boolean };

const NO_RULES: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The answer is JSON, but not a list of rules.`,
  remedy: msg`Check the address: is it Grafana 9 or later?`,
};

export const rulesUrl = ({ url }: GrafanaConfig): string => `${url}/api/prometheus/grafana/api/v1/rules`;

export async function askRules(ctx: FeedContext, config: GrafanaConfig): Promise<AskedRules> {
  const result = await withOrg(ctx, config).http({ url: rulesUrl(config) });
  if (!result.ok) return { ...result, isRefused: false };
  const json = readJson(result.answer);
  if (!json.ok) return { ok: false, failure: ofGrafana(json.failure), isRefused: [403, 404].includes(result.answer.status) };
  const rules = rulesIn(json.value);
  return rules ? { ok: true, rules, latencyMs: result.answer.latencyMs } : { ok: false, failure: NO_RULES, isRefused: false };
}
