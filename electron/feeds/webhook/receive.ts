// One request from its head to its answer: refused with words, or taken over and answered once it is recorded.
import type { Rejected, Sighting, WatchContext } from '../../../shared/feed';
import type { AnswerOut, RequestHead, RequestIn } from '../../../shared/feed-push';
import { asReceived, parseBody, readMessage } from '../push-message';
import { isBareAck, isPagerEvent } from '../push-pagerduty';
import { isRecord, type Unknown } from '../push-row';
import type { PagerMemory } from './acks';
import type { WebhookConfig } from './config';
import { isSignatureRight, isTokenRight } from './trust';

const ENQUEUE = '/v2/enqueue';

type Context = Pick<WatchContext, 'deliver' | 'now'>;

function refusal(status: number, error: string): AnswerOut {
  return { status, body: { error } };
}

const UNKNOWN_SENDER = refusal(401, 'No token, or not the one of this feed.');
const UNSIGNED = refusal(401, 'The signature is missing or does not fit the body.');
const NOT_RECORDED: AnswerOut = { ...refusal(503, 'It could not be recorded; send it again.'), headers: { 'retry-after': '5' } };

/** Refuses by the head alone; null: go on. Only PagerDuty events say who they are in the body. */
export function refuseHead(head: RequestHead, config: WebhookConfig): AnswerOut | null {
  const { method, path, headers } = head;
  if (method !== 'POST') return { ...refusal(405, 'Alerts are sent by POST.'), headers: { allow: 'POST' } };
  if (path !== config.path && path !== ENQUEUE) return refusal(404, `Alerts go to ${config.path}, PagerDuty events to ${ENQUEUE}.`);
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/([\w.-]+\+)?json$/.test(type)) return refusal(415, 'The content type must be application/json.');
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return refusal(415, 'A packed body is not taken.');
  return path !== ENQUEUE && !isTokenRight(head, config, undefined) ? UNKNOWN_SENDER : null;
}

interface Read {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly Rejected[];
}

/** A bare acknowledgement is that of a trigger that is remembered, or says nothing new. */
function readWith(memory: PagerMemory, raw: unknown): Read {
  if (!isRecord(raw) || !isPagerEvent(raw)) return readMessage(raw);
  const read = readMessage(raw);
  const [event] = read.sightings;
  if (!event) return read;
  if (!isBareAck(raw)) {
    memory.note(event);
    return read;
  }
  const known = memory.acknowledged(event.key);
  return { sightings: known ? [known] : [], rejected: [] };
}

function accepted(raw: unknown, read: Read): AnswerOut {
  if (isRecord(raw) && isPagerEvent(raw)) {
    const dedupKey = read.sightings[0]?.key ?? (raw as Unknown).dedup_key;
    return { status: 202, body: { status: 'success', message: 'Event processed', dedup_key: dedupKey } };
  }
  return { status: 200, body: { recorded: read.sightings.length, rejected: read.rejected } };
}

function unreadable(raw: unknown, rejected: readonly Rejected[]): AnswerOut {
  const errors = rejected.map(({ where, why }) => `${where}: ${why}`);
  if (isRecord(raw) && isPagerEvent(raw))
    return { status: 400, body: { status: 'invalid event', message: 'Event object is invalid', errors } };
  return { status: 400, body: { error: 'Nothing in it could be read.', errors } };
}

/** Answers with 2xx only after the commit. Good rows are kept where others are bad. */
export async function receive(ctx: Context, config: WebhookConfig, memory: PagerMemory, request: RequestIn): Promise<AnswerOut> {
  const bad = (why: string): void => void ctx.deliver([], [{ where: `from ${request.from}`, why }]);
  if (!isSignatureRight(request, config)) {
    bad('its signature is missing or does not fit');
    return UNSIGNED;
  }
  const parsed = parseBody(request.body);
  const routingKey = parsed.ok && isRecord(parsed.value) ? parsed.value.routing_key : undefined;
  if (!isTokenRight(request, config, routingKey)) {
    bad('it gave no token, or a wrong one');
    return UNKNOWN_SENDER;
  }
  if (!parsed.ok) {
    bad(parsed.why);
    return refusal(400, parsed.why);
  }
  const read = readWith(memory, parsed.value);
  if (read.sightings.length === 0 && read.rejected.length > 0) {
    bad(read.rejected.map(({ where, why }) => `${where}: ${why}`)[0] ?? '');
    return unreadable(parsed.value, read.rejected);
  }
  const isRecorded = await ctx.deliver(asReceived(read.sightings, ctx.now()), read.rejected, parsed.value);
  return isRecorded ? accepted(parsed.value, read) : NOT_RECORDED;
}
