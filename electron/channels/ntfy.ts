// ntfy: a push to every phone that listens to a topic. Facts (docs.ntfy.sh/publish): POST JSON {topic, title, message, priority 1-5, tags}
// to the server's root -> 200 {id}; messages over 4,096 bytes become attachments; 401/403 access, 413 size, 429 quota, 507 storage.
import { z } from 'zod';
import type { Channel, OutMessage } from '../../shared/channel';
import { cutToFit, utf8Length } from '../../shared/domain/cut-text';
import { oneLine } from '../../shared/domain/plain-text';
import { msg } from '../../shared/words/words';
import { serverUrl } from '../feeds/connection';
import { isHtml } from '../feeds/http-answer';
import { jsonOf, outcomeOf, refOf, refusal, type StatusWords, sent } from './outcome';
import { parserOf, WAY_OUT_FIELDS, wayOutShape } from './way-out';

const TOPIC = /^[-_A-Za-z0-9]{1,64}$/;
const topic = z.string().trim().regex(TOPIC, 'a topic: letters, digits, - and _, at most 64');
const schema = z.strictObject({
  server: serverUrl.default('https://ntfy.sh'),
  topic,
  token: z.string().trim().max(500).default(''),
  ...wayOutShape,
});
type Config = z.output<typeof schema>;

const MESSAGE_BYTES = 4_000;
const TITLE_CHARS = 200;

/** 5 breaks through a phone's do-not-disturb; good news is never louder than 3. */
function priorityOf({ incident, purpose, isTest }: OutMessage): number {
  if (isTest || incident === null) return 3;
  const byPurpose = purpose === 'acknowledged' || purpose === 'resolved' || purpose === 'closed' ? 3 : 5;
  return Math.max(1, Math.min(byPurpose, 6 - incident.severity));
}

function tagsOf({ incident, purpose }: OutMessage): string[] {
  const sign = purpose === 'resolved' || purpose === 'closed' ? 'white_check_mark' : purpose === 'acknowledged' ? 'eyes' : 'rotating_light';
  return incident === null ? ['bell'] : [sign, `SEV${incident.severity}`];
}

const STATUS: StatusWords = {
  401: { kind: 'config', what: msg`ntfy does not accept the token (401)`, remedy: msg`Make a new access token and put it in.` },
  403: {
    kind: 'config',
    what: msg`ntfy does not let us write to this topic (403)`,
    remedy: msg`Check the topic, and the token’s right to write to it.`,
  },
  404: {
    kind: 'config',
    what: msg`There is no ntfy at this address (404)`,
    remedy: msg`Give the address of the server itself, without the topic.`,
  },
  429: { kind: 'rate-limited', what: msg`ntfy asks us to slow down, or the quota of the day is used up (429)` },
  507: {
    kind: 'server',
    what: msg`ntfy has no room for the message (507)`,
    remedy: msg`It is tried again by itself. Does anything listen to the topic, and has the server room?`,
  },
};

export const ntfy: Channel<Config> = {
  manifest: {
    kind: 'ntfy',
    name: 'ntfy',
    docsUrl: 'https://docs.ntfy.sh/publish/',
    fields: [
      { name: 'server', label: msg`Server`, hint: msg`Empty: https://ntfy.sh. Without the topic.`, type: 'text' },
      {
        name: 'topic',
        label: msg`Topic`,
        hint: msg`Whoever knows it can read along on an open server: choose one that nobody guesses.`,
        type: 'secret',
        isRequired: true,
      },
      { name: 'token', label: msg`Access token`, hint: msg`tk_…; only if the server asks for one.`, type: 'secret' },
      ...WAY_OUT_FIELDS,
    ],
    addressHint: 'another topic of the same server',
    idempotency: 'none',
    maxChars: 4_000,
    pauseMs: 250,
    proves: 'The server has it; it reaches the phones that listen to the topic.',
  },
  parseConfig: parserOf(schema),
  async send(ctx, config, message) {
    const to = message.address || config.topic;
    if (!TOPIC.test(to)) return refusal('config', 'The address is no topic of ntfy.', 'Letters, digits, - and _, at most 64.');
    const body = JSON.stringify({
      topic: to,
      title: oneLine(message.subject, TITLE_CHARS),
      message: cutToFit(message.text, (text) => utf8Length(text) <= MESSAGE_BYTES),
      priority: priorityOf(message),
      tags: tagsOf(message),
    });
    const headers = { 'content-type': 'application/json', ...(config.token !== '' && { authorization: `Bearer ${config.token}` }) };
    const result = await ctx.http({ method: 'POST', url: config.server, headers, body });
    return outcomeOf(result, STATUS, (answer) => {
      if (isHtml(answer))
        return refusal('server', 'A web page answered instead of ntfy.', 'Is the address right, or a login page in the way?');
      return sent(refOf(jsonOf(answer).id));
    });
  },
};
