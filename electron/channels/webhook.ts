// Any HTTP target: one JSON document by POST, signed when a signing secret is set. docs/channels.md shows its shape and how to verify it.
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Channel, OutMessage } from '../../shared/channel';
import { msg } from '../../shared/words/words';
import { jsonOf, outcomeOf, refOf, sent } from './outcome';
import { parserOf, secretUrl, WAY_OUT_FIELDS, wayOutShape } from './way-out';

/** Headers that are ours to set: theirs would break the request or the signature. */
const OWN = /^(host|connection|content-length|content-type|transfer-encoding|expect|upgrade|te|trailer|idempotency-key|x-dogwatch-.*)$/i;
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}):[ \t]*([\x20-\x7e]{0,2000})$/;

function isHeader(line: string): boolean {
  const name = HEADER.exec(line)?.[1];
  return name !== undefined && !OWN.test(name);
}

const header = z.string().refine(isHeader, 'a line such as X-Team: payments; not one of the headers that belong to the request itself');
const schema = z.strictObject({
  url: secretUrl,
  signingSecret: z.string().max(1000).default(''),
  secretHeader: z.union([z.literal(''), header]).default(''),
  headers: z.array(header).max(30).default([]),
  ...wayOutShape,
});
type Config = z.output<typeof schema>;

function bodyOf(message: OutMessage, sentAt: number): string {
  const { key, purpose, subject, text, address, incident, isTest } = message;
  return JSON.stringify({ version: 1, key, purpose, subject, text, address, incident, isTest, sentAt });
}

/** `t=<Unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`: the time inside keeps an old message from being played again. */
export function signatureOf(secret: string, body: string, sentAt: number): string {
  const t = Math.floor(sentAt / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}

function headersOf(config: Config, message: OutMessage, body: string, sentAt: number): Record<string, string> {
  const lines = config.secretHeader === '' ? config.headers : [...config.headers, config.secretHeader];
  const extra = lines.map((line) => HEADER.exec(line)).map((match) => [match?.[1] ?? '', (match?.[2] ?? '').trim()] as const);
  return {
    ...Object.fromEntries(extra),
    'content-type': 'application/json; charset=utf-8',
    'idempotency-key': encodeURIComponent(message.key),
    ...(config.signingSecret !== '' && { 'x-dogwatch-signature': signatureOf(config.signingSecret, body, sentAt) }),
  };
}

export const webhook: Channel<Config> = {
  manifest: {
    kind: 'webhook',
    name: 'Webhook (JSON)',
    docsUrl: 'https://datatracker.ietf.org/doc/html/rfc2104',
    fields: [
      {
        name: 'url',
        label: msg`URL`,
        hint: msg`Gets each message as JSON by POST. Kept as a secret, as many carry a key.`,
        type: 'secret',
        isRequired: true,
      },
      {
        name: 'signingSecret',
        label: msg`Signing secret`,
        hint: msg`If set, X-Dogwatch-Signature proves that a message is from here and whole (HMAC-SHA256).`,
        type: 'secret',
      },
      {
        name: 'secretHeader',
        label: msg`Secret header`,
        hint: msg`One header with a key, such as Authorization: Bearer …`,
        type: 'secret',
      },
      {
        name: 'headers',
        label: msg`More headers`,
        hint: msg`Such as X-Team: payments. One a line; no secrets here.`,
        type: 'text-list',
        isAdvanced: true,
      },
      ...WAY_OUT_FIELDS,
    ],
    addressHint: 'any word; it stands in the JSON as “address”',
    idempotency: 'none',
    maxChars: 100_000,
    pauseMs: 0,
    proves: 'The target took it.',
  },
  parseConfig: parserOf(schema),
  async send(ctx, config, message) {
    const sentAt = ctx.now();
    const body = bodyOf(message, sentAt);
    const result = await ctx.http({ method: 'POST', url: config.url, headers: headersOf(config, message, body, sentAt), body });
    return outcomeOf(result, {}, (answer) => sent(refOf(jsonOf(answer).id)));
  },
};
