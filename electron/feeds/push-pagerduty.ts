// PagerDuty's Events API v2, as the many tools that can page PagerDuty speak it: trigger, acknowledge and resolve by `dedup_key`.
// Shape: developer.pagerduty.com/docs/events-api-v2/trigger-events. An event's timestamp is its own time, so it begins no episode.
import type { Labels } from '../../shared/domain/alert';
import type { Sighting } from '../../shared/feed';
import { annotationsOf, firstText, isRecord, keyFrom, keyOf, linkOf, type Message, refused, type Unknown } from './push-row';
import { severityOf } from './severity-words';

const ACTIONS = ['trigger', 'acknowledge', 'resolve'] as const;
type Action = (typeof ACTIONS)[number];
const LABELS = ['source', 'component', 'group', 'class', 'severity'] as const;
const MAX_NAME = 120;

export function isPagerEvent(raw: Unknown): boolean {
  return typeof raw.event_action === 'string' || typeof raw.routing_key === 'string';
}

/** Key of an event in the feed; a trigger without one gets it from what it is about, so that a repeat is the same. Null: none. */
export function pagerKey(raw: Unknown): string | null {
  const given = keyOf(raw.dedup_key);
  if (given !== null || raw.event_action !== 'trigger' || !isRecord(raw.payload)) return given;
  const summary = firstText(raw.payload.summary);
  return summary === '' ? null : keyFrom(summary, labelsOfEvent(raw.payload));
}

function labelsOfEvent(payload: Unknown): Labels {
  return Object.fromEntries(LABELS.map((name) => [name, firstText(payload[name])]).filter(([, value]) => value !== ''));
}

function sightingOf(raw: Unknown, key: string, action: Action): Sighting {
  const payload = isRecord(raw.payload) ? raw.payload : {};
  const summary = firstText(payload.summary);
  const name = firstText(payload.class, summary, key);
  const [link] = Array.isArray(raw.links) ? (raw.links as unknown[]) : [];
  const client = firstText(raw.client);
  return {
    ...{ key, summary, startsAt: 0 },
    state: action === 'resolve' ? 'resolved' : 'firing',
    name: name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name,
    labels: labelsOfEvent(payload),
    annotations: { ...annotationsOf(payload.custom_details), ...(client !== '' && { client }) },
    severity: severityOf(firstText(payload.severity)),
    suppression: action === 'acknowledge' ? { by: 'acknowledgement', ids: [] } : null,
    link: linkOf(raw.client_url, isRecord(link) ? link.href : undefined),
  };
}

/** An acknowledgement mostly comes without its payload: then its sighting says no more than key and state. */
export function readPagerEvent(raw: Unknown): Message {
  const action = ACTIONS.find((one) => one === raw.event_action);
  if (action === undefined) return refused('event_action', `not one of ${ACTIONS.join(', ')}`);
  const payload = isRecord(raw.payload) ? raw.payload : {};
  if (action === 'trigger' && firstText(payload.summary) === '') return refused('payload.summary', 'missing, and a trigger must have it');
  const key = pagerKey(raw);
  if (key === null) return refused('dedup_key', 'missing or longer than 512 characters');
  return { sightings: [sightingOf(raw, key, action)], rejected: [] };
}

/** Was the alert only acknowledged, without a word on what it is? */
export function isBareAck(raw: unknown): boolean {
  return isRecord(raw) && raw.event_action === 'acknowledge' && !isRecord(raw.payload);
}
