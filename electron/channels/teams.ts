// Microsoft Teams by a workflow ("When a Teams webhook request is received"). Facts: an Adaptive Card 1.4 in `attachments`, about 28 KB in
// all; 202 means only that the flow has started. Text runs take no Markdown, text blocks would.
import { z } from 'zod';
import type { Channel, OutMessage } from '../../shared/channel';
import { cutToFit, utf8Length } from '../../shared/domain/cut-text';
import { msg } from '../../shared/words/words';
import { isHtml } from '../feeds/http-answer';
import { outcomeOf, refusal, type StatusWords, sent } from './outcome';
import { parserOf, secretUrl, WAY_OUT_FIELDS, wayOutShape } from './way-out';

const schema = z.strictObject({ url: secretUrl, ...wayOutShape });
type Config = z.output<typeof schema>;

/** A little under the limit of 28 KB. */
const MAX_BYTES = 27_000;
const MAX_LINES = 200;

/** Cards fill in `{{DATE(…)}}` and `${…}` by themselves; a space keeps them words. */
function unfilled(text: string): string {
  return text.replace(/\{(?=\{)/g, '{ ').replace(/\$(?=\{)/g, '$ ');
}

function line(text: string, look: Readonly<Record<string, unknown>> = {}) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: unfilled(text) || ' ', ...look }] };
}

function bodyOf(subject: string, text: string): string {
  const lines = text.split('\n');
  const shown = lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES - 1), lines.slice(MAX_LINES - 1).join(' ')] : lines;
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [line(subject, { weight: 'Bolder', size: 'Medium' }), ...shown.map((one) => line(one))],
    msteams: { width: 'Full' },
  };
  return JSON.stringify({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] });
}

/** The message as a card; a text that would make it too large is cut with a word about it. */
function cardOf(message: OutMessage): string {
  const text = cutToFit(message.text, (candidate) => utf8Length(bodyOf(message.subject, candidate)) <= MAX_BYTES);
  return bodyOf(message.subject, text);
}

const NEW_FLOW = 'Open the workflow in Teams, copy its URL again, and put it in.';
const STATUS: StatusWords = {
  400: {
    kind: 'refused',
    what: msg`The workflow did not take the card (400)`,
    remedy: msg`Does it begin with “When a Teams webhook request is received”?`,
  },
  401: { kind: 'config', what: msg`The workflow does not accept this URL (401)`, remedy: NEW_FLOW },
  403: { kind: 'config', what: msg`The workflow does not accept this URL (403)`, remedy: NEW_FLOW },
  404: { kind: 'gone', what: msg`The workflow is gone (404)`, remedy: NEW_FLOW },
  410: { kind: 'gone', what: msg`The workflow is gone (410)`, remedy: NEW_FLOW },
  429: { what: msg`Teams asks us to slow down (429)` },
};

export const teams: Channel<Config> = {
  manifest: {
    kind: 'teams',
    name: 'Microsoft Teams',
    docsUrl:
      'https://support.microsoft.com/office/create-incoming-webhooks-with-workflows-for-microsoft-teams-8ae491c7-0394-4861-ba59-055e33f75498',
    fields: [
      {
        name: 'url',
        label: msg`Workflow URL`,
        hint: msg`From the workflow “Post to a channel when a webhook request is received”. Whoever has it can post.`,
        type: 'secret',
        isRequired: true,
      },
      ...WAY_OUT_FIELDS,
    ],
    addressHint: null,
    idempotency: 'none',
    maxChars: 20_000,
    pauseMs: 300,
    proves: 'The workflow has started; whether the card arrived can be seen only in the Teams channel.',
  },
  parseConfig: parserOf(schema),
  async send(ctx, config, message) {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const result = await ctx.http({ method: 'POST', url: config.url, headers, body: cardOf(message) });
    return outcomeOf(result, STATUS, (answer) =>
      isHtml(answer)
        ? refusal('server', 'A web page answered instead of Teams.', 'Is a login page of the network in the way?')
        : sent(null),
    );
  },
};
