// What a person may set for a webhook feed, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { PUSH_FIELDS, pushShape } from '../push-settings';

export interface WebhookConfig {
  readonly host: string;
  readonly port: number;
  /** Begins with a slash. */
  readonly path: string;
  /** Empty: not asked for; at least one of the two is set. */
  readonly token: string;
  readonly hmacSecret: string;
  /** In lower case. */
  readonly hmacHeader: string;
  readonly tls: { readonly certPem: string; readonly keyPem: string } | null;
  readonly maxBytes: number;
}

const ADDRESS = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+)):(\d{1,5})$/i;

const address = z
  .string()
  .default('127.0.0.1:8710')
  .transform((text, ctx) => {
    const [, v6, name, port] = ADDRESS.exec(text.trim()) ?? [];
    if (port === undefined || Number(port) > 65_535) {
      ctx.addIssue({ code: 'custom', message: msg`an address and a port such as 127.0.0.1:8710 or [::1]:8710` });
      return z.NEVER;
    }
    return { host: v6 ?? name ?? '', port: Number(port) };
  });

const schema = z
  .strictObject({
    address,
    path: z
      .string()
      .regex(/^\/[\w./-]*$/, 'a path such as /alerts')
      .default('/alerts'),
    token: z.string().max(4000).default(''),
    hmacSecret: z.string().max(4000).default(''),
    hmacHeader: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,80}$/, 'the name of a header, such as X-Hub-Signature-256')
      .default('X-Hub-Signature-256'),
    certPem: z.string().max(200_000).default(''),
    keyPem: z.string().max(200_000).default(''),
    maxMegabytes: z.number().min(0.001).max(50).default(1),
    ...pushShape,
  })
  .refine((c) => c.token !== '' || c.hmacSecret !== '', {
    path: ['token'],
    message: msg`a token or an HMAC secret is needed, or anybody on this machine could send alerts`,
  })
  .refine((c) => (c.certPem === '') === (c.keyPem === ''), { path: ['certPem'], message: msg`the certificate and its key go together` });

export const parseConfig: Feed<WebhookConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { address: place, path, token, hmacSecret, hmacHeader, certPem, keyPem, maxMegabytes } = result.data;
  const tls = certPem === '' ? null : { certPem, keyPem };
  const limits = { maxBytes: Math.round(maxMegabytes * 1_000_000) };
  return { ok: true, config: { ...place, path, token, hmacSecret, hmacHeader: hmacHeader.toLowerCase(), tls, ...limits } };
};

/** Only this machine reaches it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'address',
    label: msg`Listens at`,
    hint: msg`127.0.0.1:8710 by default: only this machine can send. With another address others can too: then set a certificate below.`,
    type: 'text',
  },
  {
    name: 'token',
    label: msg`Token`,
    hint: msg`Senders give it as "Authorization: Bearer ...", as password, in X-Dogwatch-Token, as ?token=, or as PagerDuty routing key.`,
    type: 'secret',
  },
  {
    name: 'hmacSecret',
    label: msg`HMAC secret`,
    hint: msg`For senders that sign: HMAC-SHA256 over the body, in the header named below. With a token too, both must be right.`,
    type: 'secret',
  },
  {
    name: 'hmacHeader',
    label: msg`Header of the signature`,
    hint: msg`X-Hub-Signature-256 by default; Grafana calls it X-Grafana-Alerting-Signature.`,
    type: 'text',
    isAdvanced: true,
  },
  {
    name: 'path',
    label: msg`Path`,
    hint: msg`/alerts by default; /v2/enqueue is taken too, for PagerDuty events.`,
    type: 'text',
    isAdvanced: true,
  },
  ...PUSH_FIELDS,
  {
    name: 'maxMegabytes',
    label: msg`Largest message (MB)`,
    hint: msg`Larger ones are refused; 1 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  {
    name: 'certPem',
    label: msg`Certificate (PEM)`,
    hint: msg`For https: the certificate of this listener.`,
    type: 'multiline',
    isAdvanced: true,
  },
  { name: 'keyPem', label: msg`Key (PEM)`, hint: msg`The private key of that certificate.`, type: 'secret', isAdvanced: true },
];
