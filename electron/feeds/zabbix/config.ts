// What a person may set for a Zabbix feed, and how it is checked. The rest of the folder sees only the checked form.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, serverUrl } from '../connection';

/** What an acknowledgement does besides acknowledging. */
const MORE = ['acknowledge only', 'and suppress', 'and close'] as const;

export interface ZabbixConfig {
  /** Base address of the frontend without a trailing slash. */
  readonly url: string;
  readonly token: string;
  /** 0 to 5; problems below are left out. */
  readonly leastSeverity: number;
  /** Ids of host groups; empty: all. */
  readonly groupIds: readonly string[];
  readonly onAck: (typeof MORE)[number];
}

/** People paste what the browser shows; the API lies beside it. */
function baseUrl(pasted: string): string {
  return pasted
    .replace(/[#?].*$/, '')
    .replace(/\/[a-z_]+\.php$/, '')
    .replace(/\/+$/, '');
}

const ids = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : value.split(/[\s,]+/)).map((one) => one.trim()).filter((one) => one !== ''))
  .pipe(z.array(z.string().regex(/^\d+$/, 'the number of a host group, as in the address of its page')).max(200));

const schema = z
  .strictObject({
    url: serverUrl.transform(baseUrl),
    leastSeverity: z.number().int().min(0).max(5).default(0),
    groupIds: ids.default([]),
    onAck: z.enum(MORE).default('acknowledge only'),
    ...connectionShape,
    bearerToken: z.string().min(1, 'an API token is needed').max(4000),
  })
  .refine(...certificatePair);

export const parseConfig: Feed<ZabbixConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { url, bearerToken: token, leastSeverity, groupIds, onAck } = result.data;
  return { ok: true, config: { url, token, leastSeverity, groupIds, onAck } };
};

export const FIELDS: readonly ConfigField[] = [
  { name: 'url', label: msg`Address`, hint: msg`Of the frontend, e.g. https://host/zabbix`, type: 'text', isRequired: true },
  {
    name: 'bearerToken',
    label: msg`API token`,
    hint: msg`Made in Zabbix under User settings, API tokens. Its user needs to read the hosts, and to acknowledge problems.`,
    type: 'secret',
    isRequired: true,
  },
  {
    name: 'onAck',
    label: msg`An acknowledgement means`,
    hint: msg`To suppress needs Zabbix 6.2; to close, a trigger that allows it by hand.`,
    type: 'text',
    options: MORE,
  },
  {
    name: 'leastSeverity',
    label: msg`Least severity`,
    hint: msg`0 not classified, 1 information, 2 warning, 3 average, 4 high, 5 disaster; 0 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  {
    name: 'groupIds',
    label: msg`Only these host groups`,
    hint: msg`Their numbers, one a line. Empty: all.`,
    type: 'text-list',
    isAdvanced: true,
  },
  ...CONNECTION_FIELDS.filter(({ name }) => !['username', 'password', 'bearerToken'].includes(name)),
];
