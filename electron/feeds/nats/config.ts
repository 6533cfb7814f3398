// What a person may set for a NATS feed, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { certificatePair } from '../connection';
import { LINK_FIELDS, type LinkConfig, linkShape, linkUrl } from '../link-fields';
import { PUSH_FIELDS, pushShape } from '../push-settings';

export interface NatsConfig extends LinkConfig {
  readonly urls: readonly string[];
  readonly subject: string;
  /** Heard without a stream, and so without memory. */
  readonly isPlainSubject: boolean;
  /** Empty: found by the subject. */
  readonly stream: string;
  /** Empty: made from the desk's name. */
  readonly durable: string;
  /** How far back a consumer begins that is made anew. */
  readonly backMs: number;
  readonly token: string;
  readonly nkeySeed: string;
  readonly creds: string;
}

const name = z
  .string()
  .regex(/^[\w-]{0,200}$/, 'letters, digits, dashes and underscores')
  .default('');
const secret = z.string().max(20_000).default('');

const schema = z
  .strictObject({
    urls: z.array(linkUrl(['nats:', 'tls:'], 'nats://host:4222')).min(1, 'at least one address'),
    subject: z.string().regex(/^[^\s.]+(\.[^\s.]+)*$/, 'a subject such as alerts.> without spaces'),
    isPlainSubject: z.boolean().default(false),
    ...{ stream: name, durable: name },
    backHours: z.number().min(0).max(8760).default(24),
    ...{ token: secret, nkeySeed: secret, creds: secret },
    ...linkShape,
    ...pushShape,
  })
  .refine(...certificatePair)
  .refine((c) => c.creds === '' || /BEGIN NATS USER JWT/.test(c.creds), {
    path: ['creds'],
    message: msg`the whole content of a .creds file`,
  });

/** A form may have made one line of the file. */
function wholeCreds(text: string): string {
  const part = (what: string) => new RegExp(`BEGIN ${what}-+\\s*([\\w.=-]+?)\\s*-{3,}END`).exec(text)?.[1] ?? '';
  if (text === '') return '';
  const [jwt, seed] = [part('NATS USER JWT'), part('USER NKEY SEED')];
  const block = (what: string, value: string) => `-----BEGIN ${what}-----\n${value}\n------END ${what}------\n`;
  return `${block('NATS USER JWT', jwt)}\n${block('USER NKEY SEED', seed)}`;
}

export const parseConfig: Feed<NatsConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { backHours, maxSilenceMinutes: _, forgetAfterHours: __, ...rest } = result.data;
  return { ok: true, config: { ...rest, creds: wholeCreds(rest.creds), backMs: backHours * 3_600_000 } };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'urls',
    label: msg`Servers`,
    hint: msg`Such as nats://nats.example.com:4222, or tls://...; several of one cluster may stand here.`,
    type: 'url-list',
    isRequired: true,
  },
  { name: 'subject', label: msg`Subject`, hint: msg`Such as alerts.> for all below alerts.`, type: 'text', isRequired: true },
  {
    name: 'isPlainSubject',
    label: msg`Without a stream`,
    hint: msg`Where there is no JetStream. What is sent while this console is away is lost then; from a stream it is caught up with.`,
    type: 'boolean',
    isAdvanced: true,
  },
  { name: 'token', label: msg`Token`, hint: msg`Instead of user and password.`, type: 'secret' },
  { name: 'creds', label: msg`Credentials`, hint: msg`The content of a .creds file (JWT and seed).`, type: 'secret' },
  { name: 'nkeySeed', label: msg`NKey seed`, hint: msg`Begins with SU; instead of a .creds file.`, type: 'secret', isAdvanced: true },
  { name: 'stream', label: msg`Stream`, hint: msg`Empty: the one that keeps the subject.`, type: 'text', isAdvanced: true },
  {
    name: 'durable',
    label: msg`Consumer`,
    hint: msg`Its durable name; empty: one of this desk. Two desks with one name share the messages between them.`,
    type: 'text',
    isAdvanced: true,
  },
  {
    name: 'backHours',
    label: msg`Begins back (h)`,
    hint: msg`A new consumer begins with what is so old; 24 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  ...PUSH_FIELDS,
  ...LINK_FIELDS,
];
