// What a person may set for a Prometheus feed, and how it is checked. The rest of the folder sees only the checked form.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, oneLogin, serverUrl, tenantName } from '../connection';
import { presets } from './presets';
import { type PrometheusRule, ruleSchema } from './rule';

export interface PrometheusConfig {
  /** Base address without a trailing slash. */
  readonly url: string;
  /** Sent as X-Scope-OrgID; empty: none. */
  readonly tenant: string;
  readonly rules: readonly PrometheusRule[];
  /** A rule that gives more series is unknown. */
  readonly maxSeries: number;
}

/** People paste what the browser shows; the API lies beside it. */
function baseUrl(pasted: string): string {
  return pasted
    .replace(/[#?].*$/, '')
    .replace(/\/(api\/v1|graph|query|alerts)(\/.*)?$/, '')
    .replace(/\/+$/, '');
}

const schema = z
  .strictObject({
    url: serverUrl.transform(baseUrl),
    rules: z.array(ruleSchema).min(1, 'at least one rule: add one, or take some of the presets').max(200, 'at most 200 rules'),
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

export const parseConfig: Feed<PrometheusConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { url, tenant, rules, maxSeries } = result.data;
  return { ok: true, config: { url, tenant, rules, maxSeries } };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'url',
    label: msg`Address`,
    hint: msg`Of a Prometheus, or of what speaks its API: Mimir, Thanos, VictoriaMetrics.`,
    type: 'text',
    isRequired: true,
  },
  {
    name: 'rules',
    label: msg`Rules`,
    hint: msg`Every series that a query answers with is an alert: the threshold stands in the query.`,
    type: 'rules',
    isRequired: true,
    presets,
  },
  { name: 'tenant', label: msg`Tenant`, hint: msg`Sent as X-Scope-OrgID to Mimir or Cortex.`, type: 'text', isAdvanced: true },
  {
    name: 'maxSeries',
    label: msg`Most series a rule`,
    hint: msg`A rule that gives more is told as unknown; 500 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  ...CONNECTION_FIELDS,
];
