// Slack by an incoming webhook. Facts: POST {text, blocks} -> 200 `ok`; about one message a second; 403, 404 and 410 carry a word
// (`action_prohibited`, `no_service`, `channel_is_archived`) and stay that way; `&`, `<` and `>` are control characters.
import { z } from 'zod';
import type { Channel, OutMessage } from '../../shared/channel';
import { msg } from '../../shared/words/words';
import { isHtml } from '../feeds/http-answer';
import { outcomeOf, refusal, type StatusWords, sent } from './outcome';
import { parserOf, secretUrl, WAY_OUT_FIELDS, wayOutShape } from './way-out';

const schema = z.strictObject({ url: secretUrl, ...wayOutShape });
type Config = z.output<typeof schema>;

/** A section takes 3,000 characters and escaping makes up to five of one; a message takes 50 blocks. */
const SECTION_CHARS = 2_900;
const PIECE_CHARS = 500;
const MAX_BLOCKS = 45;

/** Servers that take Slack's webhooks (Mattermost, Rocket.Chat, Discord) call everybody by such plain words. */
const PLAIN_CALL = /(?<![\p{L}\p{N}._+-])@(?=(?:channel|here|all|everyone)\b)/giu;

const entities = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Nothing in it can mention, link or format by Slack's angle brackets, or call everybody at a server that speaks Slack's tongue. */
export function escapeSlack(text: string): string {
  return entities(text.replace(PLAIN_CALL, '\uff20'));
}

/** Escaped, with bare http(s) addresses made clickable: they show where they lead, `|` would let them show something else. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"'`]+)/)
    .map((part, at) => (at % 2 === 1 ? `<${entities(part).replaceAll('|', '%7C')}>` : escapeSlack(part)))
    .join('');
}

/** Texts of at most `SECTION_CHARS` after escaping; lines stay whole where they can. */
function sections(text: string): string[] {
  const pieces = text.split('\n').flatMap((line) => (line.length > PIECE_CHARS ? (line.match(/.{1,500}/gsu) ?? []) : [line]));
  const parts: string[] = [];
  let part = '';
  for (const piece of pieces.map(withLinks)) {
    if (part.length + piece.length + 1 > SECTION_CHARS) {
      parts.push(part);
      part = piece;
    } else part = part === '' ? piece : `${part}\n${piece}`;
  }
  return [...parts, part].filter((one) => one.trim() !== '');
}

/** `verbatim` keeps Slack from making mentions and channel names of what merely looks like them. */
function bodyOf(message: OutMessage): string {
  const texts = [`*${escapeSlack(message.subject)}*`, ...sections(message.text)].slice(0, MAX_BLOCKS);
  return JSON.stringify({
    text: escapeSlack(message.subject),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: texts.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })),
  });
}

const NEW_HOOK = 'Make a new incoming webhook in Slack and put its URL in.';
const STATUS: StatusWords = {
  400: {
    kind: 'refused',
    what: msg`Slack did not understand the message (400)`,
    remedy: msg`This is a mistake in Dogwatch; please report it.`,
  },
  403: { kind: 'gone', what: msg`Slack does not take messages by this webhook any more (403)`, remedy: NEW_HOOK },
  404: { kind: 'gone', what: msg`Slack does not know this webhook any more (404)`, remedy: NEW_HOOK },
  410: { kind: 'gone', what: msg`The Slack channel of this webhook is archived or gone (410)`, remedy: NEW_HOOK },
  429: { what: msg`Slack asks us to slow down (429)` },
};

export const slack: Channel<Config> = {
  manifest: {
    kind: 'slack',
    name: 'Slack',
    docsUrl: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
    fields: [
      {
        name: 'url',
        label: msg`Webhook URL`,
        hint: msg`From the Slack app “Incoming Webhooks”; https://hooks.slack.com/services/… Whoever has it can post.`,
        type: 'secret',
        isRequired: true,
      },
      ...WAY_OUT_FIELDS,
    ],
    addressHint: null,
    idempotency: 'none',
    maxChars: 12_000,
    pauseMs: 1_000,
    proves: 'Slack has posted it.',
  },
  parseConfig: parserOf(schema),
  async send(ctx, config, message) {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const result = await ctx.http({ method: 'POST', url: config.url, headers, body: bodyOf(message) });
    return outcomeOf(result, STATUS, (answer) =>
      isHtml(answer)
        ? refusal('server', 'A web page answered instead of Slack.', 'Is a login page of the network in the way?')
        : sent(null),
    );
  },
};
