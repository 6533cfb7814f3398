// What a person may set for an Alertmanager feed, and how it is checked. The rest of the folder sees only the checked form.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { parseMatcher, spellMatcher } from '../../../shared/rules/matchers';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, oneLogin, serverUrl, tenantName } from '../connection';

export interface AlertmanagerConfig {
  /** Base addresses without a trailing slash; all of them are peers of one cluster. */
  readonly urls: readonly string[];
  /** Matchers in Alertmanager's spelling; all of them must match. */
  readonly filters: readonly string[];
  /** Anchored regular expression; empty: all receivers. */
  readonly receiver: string;
  /** Sent as X-Scope-OrgID; empty: none. */
  readonly tenant: string;
  readonly restartGraceMs: number;
}

/** A list as YAML has it, or as a form has it: one entry a line. Commas split addresses only, they are legal in matchers. */
function listOf(separator: RegExp) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(separator)).map((one) => one.trim()).filter((one) => one !== ''));
}

/** People paste what the browser shows; the API lies beside it. */
function baseUrl(pasted: string): string {
  return pasted
    .replace(/[#?].*$/, '')
    .replace(/\/api\/v2(\/.*)?$/, '')
    .replace(/\/+$/, '');
}

const matcherText = z.string().transform((text, ctx) => {
  const matcher = parseMatcher(text);
  if (matcher) return spellMatcher(matcher);
  ctx.addIssue({
    code: 'custom',
    message: msg`"${text.slice(0, 80)}" is not a matcher such as team="storage" or severity=~"critical|error"`,
  });
  return z.NEVER;
});

const schema = z
  .strictObject({
    urls: listOf(/[\s,]+/).pipe(z.array(serverUrl.transform(baseUrl)).min(1, 'at least one address').max(10, 'at most ten addresses')),
    filters: listOf(/\n+/).pipe(z.array(matcherText).max(50)).default([]),
    receiver: z.string().max(500).default(''),
    tenant: tenantName,
    restartGraceSeconds: z.number().min(0).max(3600).default(180),
    ...connectionShape,
  })
  .refine(...certificatePair)
  .refine(...oneLogin);

export const parseConfig: Feed<AlertmanagerConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { urls, filters, receiver, tenant, restartGraceSeconds } = result.data;
  return { ok: true, config: { urls: [...new Set(urls)], filters, receiver, tenant, restartGraceMs: restartGraceSeconds * 1000 } };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'urls',
    label: msg`Addresses`,
    hint: msg`One a line; the peers of a cluster together. For Mimir or Cortex with its path: https://host/alertmanager`,
    type: 'url-list',
    isRequired: true,
  },
  {
    name: 'filters',
    label: msg`Only alerts with`,
    hint: msg`Matchers, one a line, such as team="storage". Empty: all alerts.`,
    type: 'text-list',
  },
  {
    name: 'receiver',
    label: msg`Only this receiver`,
    hint: msg`A regular expression over receiver names; empty: all.`,
    type: 'text',
    isAdvanced: true,
  },
  { name: 'tenant', label: msg`Tenant`, hint: msg`Sent as X-Scope-OrgID to Mimir or Cortex.`, type: 'text', isAdvanced: true },
  {
    name: 'restartGraceSeconds',
    label: msg`Patience after a restart (s)`,
    hint: msg`A restarted Alertmanager knows no alerts until they are sent again: for so long nothing counts as cleared. 180 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  ...CONNECTION_FIELDS,
];
