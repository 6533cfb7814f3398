// PagerDuty by Events v2: an incident here is one alert there. Facts: POST /v2/enqueue -> 202; 400 is final, 429 and 5xx are tried again;
// the same dedup_key is the same alert, so a retry can't make a second one. Summary 1,024, key 255 characters, 512 KB in all.
import { z } from 'zod';
import type { Channel, ChannelContext, OutMessage, SendResult } from '../../shared/channel';
import { cutText } from '../../shared/domain/cut-text';
import { msg } from '../../shared/words/words';
import { serverUrl } from '../feeds/connection';
import { jsonOf, outcomeOf, refOf, refusal, type StatusWords, sent } from './outcome';
import { parserOf, WAY_OUT_FIELDS, wayOutShape } from './way-out';

const schema = z.strictObject({
  routingKey: z.string().trim().min(1, 'this is needed').max(200),
  baseUrl: serverUrl.default('https://events.pagerduty.com'),
  ...wayOutShape,
});
type Config = z.output<typeof schema>;
type Action = 'trigger' | 'acknowledge' | 'resolve';

const OVER = ['resolved', 'closed', 'merged'];
const SUMMARY_CHARS = 1_024;
const KEY_CHARS = 255;

/** What a message does at PagerDuty; null: there is no honest way to say it there. */
function actionOf({ purpose, incident, isTest }: OutMessage): Action | null {
  if (isTest) return 'trigger';
  if (purpose === 'acknowledged') return 'acknowledge';
  if (purpose === 'resolved' || purpose === 'closed') return 'resolve';
  if (purpose === 'handover') return null;
  return incident !== null && OVER.includes(incident.status) ? null : 'trigger';
}

/** SEV1 and SEV2 are critical, as sources' `critical` is SEV2 here. */
function severityOf(severity: number | undefined): 'critical' | 'error' | 'warning' | 'info' {
  if (severity === undefined) return 'info';
  return severity <= 2 ? 'critical' : severity === 3 ? 'error' : severity === 4 ? 'warning' : 'info';
}

function eventOf(config: Config, message: OutMessage, action: Action): string {
  const { incident } = message;
  const head = {
    routing_key: config.routingKey,
    event_action: action,
    dedup_key: `dogwatch-${incident?.id ?? message.key}`.slice(0, KEY_CHARS),
  };
  if (action !== 'trigger') return JSON.stringify(head);
  const payload = {
    summary: cutText(message.subject, SUMMARY_CHARS),
    source: incident?.service || 'dogwatch',
    severity: severityOf(message.isTest ? undefined : (incident?.severity ?? 3)),
    ...(incident && { timestamp: new Date(incident.startedAt).toISOString() }),
    custom_details: {
      text: message.text,
      ...(incident && { incident: `INC-${incident.number}`, sev: `SEV${incident.severity}`, status: incident.status }),
    },
  };
  return JSON.stringify({ ...head, client: 'Dogwatch', payload });
}

const STATUS: StatusWords = {
  400: {
    kind: 'refused',
    what: msg`PagerDuty refused the event (400)`,
    remedy: msg`Is the integration key one of “Events API v2”, and still there?`,
  },
  401: { kind: 'config', what: msg`PagerDuty does not accept this key (401)`, remedy: msg`Copy the integration key again.` },
  403: { kind: 'config', what: msg`PagerDuty does not accept this key (403)`, remedy: msg`Copy the integration key again.` },
  404: {
    kind: 'config',
    what: msg`There is no Events API at this address (404)`,
    remedy: msg`Use https://events.pagerduty.com or https://events.eu.pagerduty.com.`,
  },
  429: { what: msg`PagerDuty asks us to slow down (429)` },
};

async function enqueue(ctx: ChannelContext, config: Config, message: OutMessage, action: Action): Promise<SendResult> {
  const url = `${config.baseUrl.replace(/\/+$/, '')}/v2/enqueue`;
  const headers = { 'content-type': 'application/json' };
  const result = await ctx.http({ method: 'POST', url, headers, body: eventOf(config, message, action) });
  const outcome = outcomeOf(result, STATUS, (answer) => sent(refOf(jsonOf(answer).dedup_key)));
  if (!result.ok || outcome.ok || result.answer.status !== 400) return outcome;
  const { errors } = jsonOf(result.answer);
  const details = Array.isArray(errors)
    ? errors
        .filter((one) => typeof one === 'string')
        .join('; ')
        .slice(0, 300)
    : '';
  return details === '' ? outcome : { ...outcome, what: `${outcome.what} ${details}` };
}

export const pagerduty: Channel<Config> = {
  manifest: {
    kind: 'pagerduty',
    name: 'PagerDuty (Events v2)',
    docsUrl: 'https://developer.pagerduty.com/docs/events-api-v2-overview',
    fields: [
      {
        name: 'routingKey',
        label: msg`Integration key`,
        hint: msg`Of an “Events API v2” integration of the service that is to be paged.`,
        type: 'secret',
        isRequired: true,
      },
      {
        name: 'baseUrl',
        label: msg`Events API`,
        hint: msg`Empty: https://events.pagerduty.com. Europe: https://events.eu.pagerduty.com.`,
        type: 'text',
        isAdvanced: true,
      },
      ...WAY_OUT_FIELDS,
    ],
    addressHint: null,
    idempotency: 'key',
    maxChars: 50_000,
    pauseMs: 0,
    proves: 'PagerDuty took the event.',
  },
  parseConfig: parserOf(schema),
  async send(ctx, config, message) {
    const action = actionOf(message);
    if (action === null)
      return refusal(
        'refused',
        message.purpose === 'handover' ? 'PagerDuty has no place for a handover.' : 'The incident is over: an event would page anew.',
        'Tell it by another channel.',
      );
    const result = await enqueue(ctx, config, message, action);
    // A test must not stay open and page somebody.
    return result.ok && message.isTest ? enqueue(ctx, config, message, 'resolve') : result;
  },
};
