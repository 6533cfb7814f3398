// E-mail by SMTP: plain text only, one mail for all recipients of a message, all mails about an incident in one thread. Line breaks
// and controls are gone from header fields before they get to the mail library.
import { z } from 'zod';
import type { Channel, OutMail, OutMessage } from '../../shared/channel';
import { oneLine } from '../../shared/domain/plain-text';
import { msg } from '../../shared/words/words';
import { refusal } from './outcome';
import { parserOf, WAY_OUT_FIELDS, wayOutShape } from './way-out';

const ADDRESS = /^[^\s@<>(),:;"\\[\]\p{Cc}]{1,64}@[^\s@<>(),:;"\\[\]\p{Cc}]{1,255}$/u;
const NAMED = /^\s*(?:"?([^"<>\p{Cc}]{0,100}?)"?\s*<([^<>]+)>|([^<>]+))\s*$/u;
const MAX_RECIPIENTS = 50;

const isAddress = (text: string): boolean => ADDRESS.test(text);
const address = z.string().trim().refine(isAddress, 'an e-mail address such as team@example.org');
const sender = z
  .string()
  .max(400)
  .refine((text) => senderOf(text) !== null, 'an address such as dogwatch@example.org or Dogwatch <dogwatch@example.org>');

const schema = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1, 'the name of the mail server')
    .max(255)
    .regex(/^[^\s/@:]+$|^[0-9a-fA-F:.]+$/, 'a name only, such as mail.example.org'),
  port: z.number().int().min(1).max(65_535).default(587),
  encryption: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  username: z.string().max(400).default(''),
  password: z.string().max(4000).default(''),
  from: sender,
  to: z.array(address).max(MAX_RECIPIENTS).default([]),
  caPem: z.string().max(200_000).default(''),
  isTlsUnchecked: z.boolean().default(false),
  timeoutSeconds: z.number().min(0.1).max(600).default(30),
  proxyUrl: wayOutShape.proxyUrl.refine((url) => !url.startsWith('socks'), 'mail goes through http:// and https:// proxies only'),
  proxyUsername: wayOutShape.proxyUsername,
  proxyPassword: wayOutShape.proxyPassword,
});
type Config = z.output<typeof schema>;

function senderOf(text: string): OutMail['from'] | null {
  const match = NAMED.exec(text);
  const found = (match?.[2] ?? match?.[3] ?? '').trim();
  return isAddress(found) ? { name: (match?.[1] ?? '').trim(), address: found } : null;
}

const PROXY_FIELDS = WAY_OUT_FIELDS.filter(({ name }) => name.startsWith('proxy')).map((field) =>
  field.name === 'proxyUrl'
    ? { ...field, hint: msg`http:// or https://host:port that lets port 25, 465 or 587 through; empty: connect directly.` }
    : field,
);

function proxyOf({ proxyUrl, proxyUsername, proxyPassword }: Config): string {
  if (proxyUrl === '' || proxyUsername === '') return proxyUrl;
  const url = new URL(proxyUrl);
  url.username = encodeURIComponent(proxyUsername);
  url.password = encodeURIComponent(proxyPassword);
  return url.href;
}

/** Letters, digits, dots and dashes of an id, as a message id takes them. */
function idPart(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 100);
}

function mailOf(config: Config, from: OutMail['from'], to: readonly string[], message: OutMessage): OutMail {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const { host, port, encryption, isTlsUnchecked, caPem, username, password, timeoutSeconds } = config;
  return {
    server: {
      ...{ host, port, encryption, isTlsUnchecked, caPem, user: username, password },
      ...{ timeoutMs: timeoutSeconds * 1000, proxyUrl: proxyOf(config) },
    },
    from,
    to,
    subject: oneLine(message.subject, 200),
    text: message.text,
    messageId: `<${idPart(message.key)}@${domain}>`,
    threadId: message.incident === null ? null : `<incident-${idPart(message.incident.id)}@${domain}>`,
  };
}

export const email: Channel<Config> = {
  manifest: {
    kind: 'email',
    name: 'E-mail (SMTP)',
    docsUrl: 'https://datatracker.ietf.org/doc/html/rfc5321',
    fields: [
      { name: 'host', label: msg`Mail server`, hint: msg`Such as mail.example.org.`, type: 'text', isRequired: true },
      {
        name: 'from',
        label: msg`From`,
        hint: msg`dogwatch@example.org or Dogwatch <dogwatch@example.org>.`,
        type: 'text',
        isRequired: true,
      },
      { name: 'to', label: msg`To`, hint: msg`Who gets what is addressed to nobody else.`, type: 'text-list' },
      { name: 'username', label: msg`User`, hint: msg`Leave empty if the server asks for none.`, type: 'text' },
      { name: 'password', label: msg`Password`, hint: msg`Many providers want an app password here.`, type: 'secret' },
      { name: 'port', label: msg`Port`, hint: msg`587 by default; 465 goes with “tls”.`, type: 'number', isAdvanced: true },
      {
        name: 'encryption',
        label: msg`Encryption`,
        hint: msg`starttls: refused when the server does not offer it. tls: from the first byte. none: in the clear.`,
        type: 'text',
        options: ['starttls', 'tls', 'none'],
        isAdvanced: true,
      },
      {
        name: 'caPem',
        label: msg`Certificate authority (PEM)`,
        hint: msg`Trusts a server signed by this authority and no other.`,
        type: 'multiline',
        isAdvanced: true,
      },
      {
        name: 'isTlsUnchecked',
        label: msg`Do not check the certificate`,
        hint: msg`Anybody in between can read the mail and the password. For a test only.`,
        type: 'boolean',
        isAdvanced: true,
      },
      {
        name: 'timeoutSeconds',
        label: msg`Time-out (s)`,
        hint: msg`How long the server may be silent; 30 by default.`,
        type: 'number',
        isAdvanced: true,
      },
      ...PROXY_FIELDS,
    ],
    addressHint: 'an e-mail address; several with commas',
    idempotency: 'none',
    maxChars: 200_000,
    pauseMs: 200,
    proves: 'The mail server took it; whether it is read nobody can tell.',
  },
  parseConfig: parserOf(schema),
  async send(ctx, config, message) {
    const to = message.address ? message.address.split(/[,;\s]+/).filter((one) => one !== '') : config.to;
    const wrong = to.find((one) => !isAddress(one));
    if (wrong !== undefined)
      return refusal('config', `“${oneLine(wrong, 80)}” is no e-mail address.`, 'Mend it at the person, audience or channel.');
    if (to.length === 0 || to.length > MAX_RECIPIENTS)
      return refusal(
        'config',
        to.length === 0 ? 'This mail has no recipient.' : `This mail has more than ${MAX_RECIPIENTS} recipients.`,
        'Mend “To” in this channel, or the address.',
      );
    const from = senderOf(config.from);
    if (from === null) return refusal('config', 'The sender is no e-mail address.', 'Mend “From” in this channel.');
    return ctx.smtp(mailOf(config, from, to, message));
  },
};
