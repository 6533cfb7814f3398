// One message of a broker: JSON as the webhook takes it, or plain text.
import type { Rejected, Sighting } from '../../../shared/feed';
import { asReceived, isWebPage, readMessage } from '../push-message';
import { type PlainTextRules, readPlainText } from './plain-text';

const MAX_BYTES = 1_000_000;

export interface Read {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly Rejected[];
  /** All of it: parsed, or the text with its topic. */
  readonly said?: unknown;
}

function refused(topic: string, why: string): Read {
  return { sightings: [], rejected: [{ where: topic.slice(0, 200), why }] };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** What begins like JSON must be JSON: a truncated message is no plain text. The topic stands among the labels. */
export function readPayload(topic: string, payload: Uint8Array, rules: PlainTextRules, now: number): Read {
  if (payload.length > MAX_BYTES) return refused(topic, `larger than ${MAX_BYTES / 1_000_000} MB`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch {
    return refused(topic, 'not UTF-8');
  }
  if (isWebPage(text)) return refused(topic, 'a web page');
  if (!/^\s*[[{]/.test(text)) return { sightings: [readPlainText(topic, text, rules)], rejected: [], said: { topic, text } };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(topic, `not whole JSON: ${(error as Error).message.slice(0, 100)}`);
  }
  if (!isObject(value)) return refused(topic, 'not an object');
  const { sightings, rejected } = readMessage(value);
  return {
    sightings: asReceived(sightings, now),
    rejected: rejected.map(({ where, why }) => ({ where: `${topic.slice(0, 200)}, ${where}`, why })),
    said: value,
  };
}
