// What a person may set for an Opsgenie or Jira Service Management feed, and how it is checked. The rest of the folder sees only the checked form.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, serverUrl } from '../connection';

const SERVICES = ['Opsgenie', 'Jira Service Management'] as const;

export interface OpsgenieConfig {
  readonly isJsm: boolean;
  /** Address of the alerts, e.g. https://api.opsgenie.com/v2/alerts. */
  readonly root: string;
  /** The whole value of the header Authorization. */
  readonly authorization: string;
  /** Page of an alert, with `{id}` in it; empty: not known. */
  readonly alertUrl: string;
  /** Narrows the feed; empty: all alerts. */
  readonly query: string;
}

const schema = z
  .strictObject({
    service: z.enum(SERVICES).default('Opsgenie'),
    region: z.enum(['US', 'EU']).default('US'),
    apiKey: z.string().trim().min(1, 'an API key or token is needed').max(4000),
    cloudId: z
      .union([z.literal(''), z.uuid('the id of your site: open https://SITE.atlassian.net/_edge/tenant_info to read it')])
      .default(''),
    siteUrl: z.union([z.literal(''), serverUrl]).default(''),
    query: z.string().trim().max(1000).default(''),
    url: z.union([z.literal(''), serverUrl]).default(''),
    ...connectionShape,
  })
  .refine((c) => c.service === 'Opsgenie' || c.cloudId !== '', {
    path: ['cloudId'],
    message: msg`Jira Service Management needs the id of your site: open https://SITE.atlassian.net/_edge/tenant_info to read it`,
  })
  .refine(...certificatePair);

type Settings = z.infer<typeof schema>;

const bare = (url: string): string => url.replace(/\/+$/, '');

function opsgenie({ region, url, apiKey, query }: Settings): OpsgenieConfig {
  const part = region === 'EU' ? 'eu.' : '';
  return {
    ...{ isJsm: false, query },
    root: `${bare(url || `https://api.${part}opsgenie.com`)}/v2/alerts`,
    authorization: `GenieKey ${apiKey}`,
    alertUrl: `https://app.${part}opsgenie.com/alert/detail/{id}/details`,
  };
}

function jsm({ url, apiKey, query, username, cloudId, siteUrl }: Settings): OpsgenieConfig {
  const login = Buffer.from(`${username}:${apiKey}`).toString('base64');
  return {
    ...{ isJsm: true, query },
    root: `${bare(url || 'https://api.atlassian.com')}/jsm/ops/api/${cloudId}/v1/alerts`,
    authorization: username === '' ? `Bearer ${apiKey}` : `Basic ${login}`,
    alertUrl: siteUrl === '' ? '' : `${bare(siteUrl)}/jira/ops/alerts/{id}`,
  };
}

export const parseConfig: Feed<OpsgenieConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  return { ok: true, config: result.data.service === 'Opsgenie' ? opsgenie(result.data) : jsm(result.data) };
};

export const FIELDS: readonly ConfigField[] = [
  { name: 'service', label: msg`Service`, hint: msg`Jira Service Management is Opsgenie's successor.`, type: 'text', options: SERVICES },
  {
    name: 'apiKey',
    label: msg`API key or token`,
    hint: msg`Opsgenie: a key of an API integration that may read, create and update. Jira: an API token without scopes, or an OAuth token.`,
    type: 'secret',
    isRequired: true,
  },
  {
    name: 'region',
    label: msg`Service region`,
    hint: msg`Of Opsgenie: EU if you log in at app.eu.opsgenie.com.`,
    type: 'text',
    options: ['US', 'EU'],
  },
  {
    name: 'username',
    label: msg`E-mail (Jira)`,
    hint: msg`Of the account that the API token is of; empty for an OAuth token.`,
    type: 'text',
  },
  { name: 'cloudId', label: msg`Site id (Jira)`, hint: msg`Open https://SITE.atlassian.net/_edge/tenant_info to read it.`, type: 'text' },
  { name: 'siteUrl', label: msg`Site (Jira)`, hint: msg`https://SITE.atlassian.net, for links to alerts.`, type: 'text' },
  {
    name: 'query',
    label: msg`Only alerts that match`,
    hint: msg`In their search language, e.g. teams: Payments AND priority: P1. Empty: all.`,
    type: 'text',
  },
  {
    name: 'url',
    label: msg`Other address`,
    hint: msg`Of a gateway in between; empty: that of the service.`,
    type: 'text',
    isAdvanced: true,
  },
  ...CONNECTION_FIELDS.filter(({ name }) => !['username', 'password', 'bearerToken'].includes(name)),
];
