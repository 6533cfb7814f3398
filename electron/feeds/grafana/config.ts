// What a person may set for a Grafana feed, and how it is checked. What goes to its Alertmanager is checked by that kind.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { type AlertmanagerConfig, parseConfig as parseAlertmanager } from '../alertmanager/config';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, connectionShape, serverUrl } from '../connection';

/** Grafana's own Alertmanager goes by this name. */
const OWN = 'grafana';

export interface GrafanaConfig {
  /** Base address without a trailing slash. */
  readonly url: string;
  /** Sent as X-Grafana-Org-Id; empty: the token's own. */
  readonly orgId: string;
  /** Is it Grafana's own Alertmanager, not one that it has as a data source? */
  readonly isOwn: boolean;
  readonly hasPending: boolean;
  readonly hasUnknown: boolean;
  readonly alertmanager: AlertmanagerConfig;
}

/** People paste what the browser shows; the API lies beside it. */
function baseUrl(pasted: string): string {
  return pasted
    .replace(/[#?].*$/, '')
    .replace(/\/(alerting|api|d|dashboards|login)(\/.*)?$/, '')
    .replace(/\/+$/, '');
}

const schema = z.strictObject({
  url: serverUrl.transform(baseUrl),
  alertmanager: z
    .string()
    .trim()
    .regex(/^[\w-]{0,60}$/, 'the UID of a data source, as in the address of its page')
    .default(''),
  orgId: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^\d{0,15}$/, 'the number of an organization'))
    .default(''),
  hasPending: z.boolean().default(false),
  hasUnknown: z.boolean().default(false),
  filters: z.unknown().optional(),
  ...connectionShape,
});

export const parseConfig: Feed<GrafanaConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { url, alertmanager, orgId, hasPending, hasUnknown, filters, ...connection } = result.data;
  const uid = alertmanager === '' ? OWN : alertmanager;
  const isOwn = uid === OWN;
  // Grafana does not tell when its own Alertmanager started; what that forgot is asked of the rules instead.
  const more = { ...(filters !== undefined && { filters }), ...(isOwn && { restartGraceSeconds: 0 }) };
  const inner = parseAlertmanager({ urls: [`${url}/api/alertmanager/${uid}`], ...connection, ...more });
  if (!inner.ok) return inner;
  return {
    ok: true,
    config: { url, orgId, isOwn, hasPending: isOwn && hasPending, hasUnknown: isOwn && hasUnknown, alertmanager: inner.config },
  };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'url',
    label: msg`Address`,
    hint: msg`Of Grafana, e.g. https://host/grafana or https://you.grafana.net`,
    type: 'text',
    isRequired: true,
  },
  {
    name: 'bearerToken',
    label: msg`Service account token`,
    hint: msg`Begins with glsa_. The role Viewer can read; to acknowledge and silence, the account needs the role Editor.`,
    type: 'secret',
  },
  {
    name: 'hasUnknown',
    label: msg`Also rules that can not be judged`,
    hint: msg`Shows rules in the state NoData or Error as alerts of their own, also where the rule is set to stay quiet about it.`,
    type: 'boolean',
  },
  { name: 'hasPending', label: msg`Also pending ones`, hint: msg`Shows what is about to fire, as info.`, type: 'boolean' },
  {
    name: 'filters',
    label: msg`Only alerts with`,
    hint: msg`Matchers, one a line, such as team="storage". Empty: all alerts.`,
    type: 'text-list',
  },
  {
    name: 'alertmanager',
    label: msg`Other Alertmanager`,
    hint: msg`UID of an Alertmanager that this Grafana has as a data source. Empty: its own.`,
    type: 'text',
    isAdvanced: true,
  },
  { name: 'orgId', label: msg`Organization`, hint: msg`Its number, for a login of several organizations.`, type: 'text', isAdvanced: true },
  ...CONNECTION_FIELDS.filter(({ name }) => name !== 'bearerToken').map((field) => ({ ...field, isAdvanced: true })),
];
