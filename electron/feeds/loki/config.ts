// What a person may set for a Loki feed, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, oneLogin, serverUrl, tenantName } from '../connection';
import { presets } from './presets';
import { type LokiRule, ruleSchema } from './rule';

export interface LokiConfig {
  /** Base address without a trailing slash. */
  readonly url: string;
  /** Sent as X-Scope-OrgID; empty: none. */
  readonly tenant: string;
  readonly rules: readonly LokiRule[];
  /** A rule that gives more series is unknown. */
  readonly maxSeries: number;
}

/** People paste addresses of the API or of its health page. */
function baseUrl(pasted: string): string {
  return pasted
    .replace(/[#?].*$/, '')
    .replace(/\/(loki\/api|api\/prom|ready|metrics)(\/.*)?$/, '')
    .replace(/\/+$/, '');
}

const schema = z
  .strictObject({
    url: serverUrl.transform(baseUrl),
    rules: z.array(ruleSchema).min(1, 'at least one rule: add one, or take some of the presets').max(100, 'at most 100 rules'),
    tenant: tenantName,
    maxSeries: z.number().int().min(1).max(10_000).default(500),
    ...connectionShape,
  })
  .refine(...certificatePair)
  .refine(...oneLogin)
  .superRefine(({ rules }, ctx) => {
    const twice = rules.findIndex((rule, at) => rules.findIndex(({ name }) => name === rule.name) !== at);
    if (twice !== -1)
      ctx.addIssue({ code: 'custom', path: ['rules', twice, 'name'], message: msg`"${rules[twice]?.name}" is there twice` });
  });

export const parseConfig: Feed<LokiConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { url, tenant, rules, maxSeries } = result.data;
  return { ok: true, config: { url, tenant, rules, maxSeries } };
};

export const FIELDS: readonly ConfigField[] = [
  { name: 'url', label: msg`Address`, hint: msg`Of a Loki or of the gateway before it: http://loki:3100.`, type: 'text', isRequired: true },
  {
    name: 'rules',
    label: msg`Rules`,
    hint: msg`A metric query has its threshold in it, and every series is an alert; of a log query the lines are counted.`,
    type: 'rules',
    isRequired: true,
    dialect: 'logql',
    presets,
  },
  { name: 'tenant', label: msg`Tenant`, hint: msg`Sent as X-Scope-OrgID where Loki has tenants.`, type: 'text' },
  {
    name: 'maxSeries',
    label: msg`Most series a rule`,
    hint: msg`A rule that gives more is told as unknown; 500 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  ...CONNECTION_FIELDS,
];
