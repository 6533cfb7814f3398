// How Slack, Teams, PagerDuty and ntfy answer a message, as their documentation says. Each refuses what the real one would refuse.
import { type Got, type HttpSink, type SinkAnswer, startHttpSink } from './http-sink';

const json = (status: number, value: unknown): SinkAnswer => ({
  status,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});

function parsed(got: Got): Record<string, unknown> {
  try {
    return JSON.parse(got.body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

interface SlackBlock {
  readonly type: string;
  readonly text: { readonly type: string; readonly text: string };
}

/** `ok` for a message with text and at most 50 blocks whose sections have 1 to 3,000 characters. */
export function slackSays(got: Got): SinkAnswer {
  const { text, blocks } = parsed(got) as { text?: string; blocks?: readonly SlackBlock[] };
  if (typeof text !== 'string' || text === '') return { status: 400, body: 'no_text' };
  const isWrong = (block: SlackBlock): boolean => block.text.text.length === 0 || block.text.text.length > 3_000;
  if (!Array.isArray(blocks) || blocks.length > 50 || blocks.some(isWrong)) return { status: 400, body: 'invalid_blocks' };
  return { status: 200, body: 'ok' };
}

/** 202 for a message with one Adaptive Card of at most 28 KB. */
export function teamsSays(got: Got): SinkAnswer {
  if (Buffer.byteLength(got.body) > 28 * 1024) return json(413, { error: { code: 'RequestEntityTooLarge', message: 'too large' } });
  const { type, attachments } = parsed(got) as { type?: string; attachments?: { contentType: string; content: { type: string } }[] };
  const isCard =
    attachments?.[0]?.contentType === 'application/vnd.microsoft.card.adaptive' && attachments[0].content.type === 'AdaptiveCard';
  return type === 'message' && isCard ? { status: 202 } : json(400, { error: { code: 'TriggerInputSchemaMismatch', message: 'no card' } });
}

/** 202 with the dedup_key, 400 with errors for what is not an event. */
export function pagerdutySays(got: Got): SinkAnswer {
  const event = parsed(got) as {
    routing_key?: string;
    event_action?: string;
    dedup_key?: string;
    payload?: { summary?: string; source?: string };
  };
  const errors = [
    event.routing_key ? '' : "'routing_key' is missing or blank",
    ['trigger', 'acknowledge', 'resolve'].includes(event.event_action ?? '') ? '' : "'event_action' is invalid",
    (event.dedup_key ?? '').length <= 255 ? '' : "'dedup_key' is too long",
    event.event_action !== 'trigger' || event.payload?.source ? '' : "'payload.source' is missing or blank",
    (event.payload?.summary ?? '').length <= 1024 ? '' : "'payload.summary' is too long",
  ].filter((error) => error !== '');
  if (Buffer.byteLength(got.body) > 512 * 1024) return { status: 413, body: 'Payload Too Large' };
  if (got.path !== '/v2/enqueue' || errors.length > 0)
    return json(400, { status: 'invalid event', message: 'Event object is invalid', errors });
  return json(202, { status: 'success', message: 'Event processed', dedup_key: event.dedup_key });
}

/** Alerts that PagerDuty would have after these events: one for each dedup_key. */
export function pagerdutyAlerts(sink: HttpSink): Map<string, string> {
  const alerts = new Map<string, string>();
  for (const got of sink.got) {
    const { dedup_key, event_action } = parsed(got) as { dedup_key: string; event_action: string };
    alerts.set(dedup_key, event_action === 'trigger' ? 'triggered' : event_action === 'resolve' ? 'resolved' : 'acknowledged');
  }
  return alerts;
}

/** 200 with an id for a JSON message to the root, of at most 4,096 bytes. */
export function ntfySays(got: Got): SinkAnswer {
  const { topic, message, priority } = parsed(got) as { topic?: string; message?: string; priority?: number };
  if (got.path !== '/' || !/^[-_A-Za-z0-9]{1,64}$/.test(topic ?? ''))
    return json(400, { code: 40009, http: 400, error: 'invalid request: topic invalid' });
  if (Buffer.byteLength(message ?? '') > 4_096) return json(413, { code: 41301, http: 413, error: 'request entity too large' });
  if (priority !== undefined && !(priority >= 1 && priority <= 5))
    return json(400, { code: 40007, http: 400, error: 'invalid request: priority invalid' });
  return json(200, { id: 'hwQ2YpKdmg', time: 1635528741, event: 'message', topic, message });
}

export const startSlack = (): Promise<HttpSink> => startHttpSink(slackSays);
export const startTeams = (): Promise<HttpSink> => startHttpSink(teamsSays);
export const startPagerduty = (): Promise<HttpSink> => startHttpSink(pagerdutySays);
export const startNtfy = (): Promise<HttpSink> => startHttpSink(ntfySays);
