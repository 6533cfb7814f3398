// How to reach a server is the same question for every kind: login, TLS, proxy, limits. Kinds add these fields to their own.
import { z } from 'zod';
import type { ConfigField } from '../../shared/feed';
import { msg } from '../../shared/words/words';

const text = z.string().max(4000).default('');
const pem = z.string().max(200_000).default('');

/** A URL without a login inside; passwords in URLs end up in logs and exports. */
function isPlainUrl(value: string, protocols: readonly string[]): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return protocols.includes(url.protocol) && url.username === '' && url.password === '' && url.hostname !== '';
}

/** An http(s) address without a login inside. */
export const serverUrl = z
  .string()
  .refine(
    (value) => isPlainUrl(value, ['http:', 'https:']),
    'an address such as https://host:9093, with no user or password in it (they have fields of their own)',
  );

const proxyUrl = text.refine(
  (value) => value === '' || isPlainUrl(value, ['http:', 'https:', 'socks5:', 'socks:']),
  'an address such as http://proxy:3128 or socks5://proxy:1080, with no user or password in it (they have fields of their own)',
);

/** Shape of the connection part of a feed's config; spread it into the kind's own strict object. */
export const connectionShape = {
  username: text,
  password: text,
  bearerToken: text,
  caPem: pem,
  certPem: pem,
  keyPem: pem,
  tlsServerName: text,
  isTlsUnchecked: z.boolean().default(false),
  proxyUrl,
  proxyUsername: text,
  proxyPassword: text,
  connectTimeoutSeconds: z.number().min(0.1).max(120).default(5),
  timeoutSeconds: z.number().min(0.1).max(600).default(20),
  maxMegabytes: z.number().min(0.001).max(2000).default(200),
};

type Refinement<T> = [holds: (config: T) => boolean, told: { path: string[]; message: string }];

/** For `refine` of a kind's schema. */
export const certificatePair: Refinement<{ certPem: string; keyPem: string }> = [
  (config) => (config.certPem === '') === (config.keyPem === ''),
  { path: ['certPem'], message: msg`the client certificate and its key go together` },
];

/** For `refine` of the schema of a kind that sends either. */
export const oneLogin: Refinement<{ bearerToken: string; username: string }> = [
  (config) => config.bearerToken === '' || config.username === '',
  { path: ['bearerToken'], message: msg`use either a token or user and password` },
];

/** What is sent as X-Scope-OrgID to servers of many tenants. */
export const tenantName = z
  .string()
  .max(150)
  .regex(/^[\x21-\x7e]*$/, 'no spaces or special characters')
  .default('');

const connectionSchema = z.object(connectionShape);

/** What the HTTP client needs to know of one feed. Empty text: not set. */
export type Connection = z.infer<typeof connectionSchema>;

/** Picks the connection out of a config that the kind's `parseConfig` has accepted; throws on one it has not. */
export function connectionOf(config: Readonly<Record<string, unknown>>): Connection {
  return connectionSchema.parse(config);
}

/** The form fields that go with `connectionShape`. */
export const CONNECTION_FIELDS: readonly ConfigField[] = [
  { name: 'username', label: msg`User`, hint: msg`For basic authentication; leave empty if the server asks for none.`, type: 'text' },
  { name: 'password', label: msg`Password`, hint: msg`For basic authentication.`, type: 'secret' },
  {
    name: 'bearerToken',
    label: msg`Bearer token`,
    hint: msg`Sent as "Authorization: Bearer ..." instead of user and password.`,
    type: 'secret',
  },
  {
    name: 'proxyUrl',
    label: msg`Proxy`,
    hint: msg`http://, https:// or socks5://host:port; empty: connect directly.`,
    type: 'text',
    isAdvanced: true,
  },
  { name: 'proxyUsername', label: msg`Proxy user`, hint: msg`Only if the proxy asks for a login.`, type: 'text', isAdvanced: true },
  { name: 'proxyPassword', label: msg`Proxy password`, hint: msg`Only if the proxy asks for a login.`, type: 'secret', isAdvanced: true },
  {
    name: 'caPem',
    label: msg`Certificate authority (PEM)`,
    hint: msg`Trusts servers signed by this authority and no other.`,
    type: 'multiline',
    isAdvanced: true,
  },
  {
    name: 'certPem',
    label: msg`Client certificate (PEM)`,
    hint: msg`For servers that ask for a certificate (mTLS).`,
    type: 'multiline',
    isAdvanced: true,
  },
  { name: 'keyPem', label: msg`Client key (PEM)`, hint: msg`The private key of the client certificate.`, type: 'secret', isAdvanced: true },
  {
    name: 'tlsServerName',
    label: msg`Name in the certificate`,
    hint: msg`If the server's certificate is for another name than its address.`,
    type: 'text',
    isAdvanced: true,
  },
  {
    name: 'isTlsUnchecked',
    label: msg`Do not check the certificate`,
    hint: msg`Anybody between you and the server can read and forge alerts. For a test only.`,
    type: 'boolean',
    isAdvanced: true,
  },
  {
    name: 'connectTimeoutSeconds',
    label: msg`Connect time-out (s)`,
    hint: msg`How long a connection may take to stand; 5 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  {
    name: 'timeoutSeconds',
    label: msg`Time-out (s)`,
    hint: msg`How long a whole answer may take; 20 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  {
    name: 'maxMegabytes',
    label: msg`Largest answer (MB)`,
    hint: msg`Larger answers are refused; 200 by default.`,
    type: 'number',
    isAdvanced: true,
  },
];
