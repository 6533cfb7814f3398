// What a person may set for a PagerDuty feed, and how it is checked. The rest of the folder sees only the checked form.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, serverUrl } from '../connection';

const REGIONS = { US: 'https://api.pagerduty.com', EU: 'https://api.eu.pagerduty.com' } as const;

export interface PagerDutyConfig {
  /** Base address of the REST API without a trailing slash. */
  readonly url: string;
  readonly apiKey: string;
  /** Sent as `From` with every write; empty: the key belongs to a user. */
  readonly fromEmail: string;
  readonly teamIds: readonly string[];
  readonly serviceIds: readonly string[];
  /** Empty: both. */
  readonly urgency: 'high' | 'low' | '';
  /** Are the details of the event that opened an incident asked for? */
  readonly hasDetails: boolean;
}

const ids = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : value.split(/[\s,]+/)).map((one) => one.trim()).filter((one) => one !== ''))
  .pipe(z.array(z.string().regex(/^[A-Za-z0-9]{1,40}$/, 'an id such as PABC123, as in the address of its page')).max(100));

const schema = z
  .strictObject({
    region: z.enum(['US', 'EU']).default('US'),
    url: z.union([z.literal(''), serverUrl]).default(''),
    apiKey: z.string().trim().min(1, 'an API key is needed').max(4000),
    fromEmail: z.union([z.literal(''), z.email('an e-mail address')]).default(''),
    teamIds: ids.default([]),
    serviceIds: ids.default([]),
    urgency: z.enum(['all', 'high', 'low']).default('all'),
    hasDetails: z.boolean().default(true),
    ...connectionShape,
  })
  .refine(...certificatePair);

export const parseConfig: Feed<PagerDutyConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { region, url, urgency, apiKey, fromEmail, teamIds, serviceIds, hasDetails } = result.data;
  const base = (url === '' ? REGIONS[region] : url).replace(/\/+$/, '');
  return { ok: true, config: { url: base, urgency: urgency === 'all' ? '' : urgency, apiKey, fromEmail, teamIds, serviceIds, hasDetails } };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'apiKey',
    label: msg`API key`,
    hint: msg`A REST API key: of the account (Integrations, API Access Keys) or of a user (My Profile, User Settings).`,
    type: 'secret',
    isRequired: true,
  },
  {
    name: 'fromEmail',
    label: msg`Your e-mail at PagerDuty`,
    hint: msg`Who acknowledges and resolves. Needed with a key of the account; a key of a user knows its user.`,
    type: 'text',
  },
  { name: 'region', label: msg`Service region`, hint: msg`EU if you log in at eu.pagerduty.com.`, type: 'text', options: ['US', 'EU'] },
  { name: 'teamIds', label: msg`Only these teams`, hint: msg`Their ids such as PABC123, one a line. Empty: all.`, type: 'text-list' },
  { name: 'serviceIds', label: msg`Only these services`, hint: msg`Their ids such as PABC123, one a line. Empty: all.`, type: 'text-list' },
  {
    name: 'urgency',
    label: msg`Urgency`,
    hint: msg`Only incidents of this urgency.`,
    type: 'text',
    options: ['all', 'high', 'low'],
    isAdvanced: true,
  },
  {
    name: 'hasDetails',
    label: msg`With details`,
    hint: msg`Asks for what opened an incident, too: its labels join it with the same alert of other tools. On by default; off makes answers smaller.`,
    type: 'boolean',
    isOn: true,
    isAdvanced: true,
  },
  {
    name: 'url',
    label: msg`Other address`,
    hint: msg`Of a gateway in between; empty: that of the region.`,
    type: 'text',
    isAdvanced: true,
  },
  ...CONNECTION_FIELDS.filter(({ name }) => !['username', 'password', 'bearerToken'].includes(name)),
];
