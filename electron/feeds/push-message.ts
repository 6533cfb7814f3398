// What came in by webhook, NATS or MQTT, told apart by its shape and mapped. Pure; what can not be read is told with where and why.
import type { MapResult, Rejected, Sighting } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { isAlertList, readAlertList } from './push-alertmanager';
import { isPagerEvent, readPagerEvent } from './push-pagerduty';
import { readPlain } from './push-plain';
import { isRecord, type Message, refused } from './push-row';

const MAX_TOLD = 100;
const MAX_DEPTH = 2;

/** One message, or a list of them. A key may come more than once: what a list says happened in its order. */
export function readMessage(raw: unknown, depth = 0): Message {
  if (Array.isArray(raw)) return depth >= MAX_DEPTH ? refused('message', 'lists within lists') : readList(raw, depth);
  if (!isRecord(raw)) return refused('message', 'not an object');
  if (isAlertList(raw)) return readAlertList(raw);
  return isPagerEvent(raw) ? readPagerEvent(raw) : readPlain(raw);
}

function readList(raw: readonly unknown[], depth: number): Message {
  if (raw.length === 0) return refused('message', 'an empty list');
  const sightings: Sighting[] = [];
  const rejected: Rejected[] = [];
  raw.forEach((one, i) => {
    const read = readMessage(one, depth + 1);
    sightings.push(...read.sightings);
    for (const { where, why } of read.rejected) if (rejected.length < MAX_TOLD) rejected.push({ where: `${i + 1}: ${where}`, why });
  });
  return { sightings, rejected };
}

/** `map` of the kinds that are pushed: a list of messages; of one alert the last word counts. */
export function mapMessages(raw: unknown): MapResult {
  const { sightings, rejected } = readMessage(raw);
  return { sightings: [...new Map(sightings.map((one) => [one.key, one])).values()], rejected };
}

/** Further off than a clock may be wrong: a start in the future counts as not known, and the alert starts when it is first seen. */
const AHEAD_MS = 300_000;

/** What holds only at the time of receipt. */
export function asReceived(sightings: readonly Sighting[], now: number): readonly Sighting[] {
  return sightings.map((one) => (one.startsAt > now + AHEAD_MS ? { ...one, startsAt: 0 } : one));
}

export function isWebPage(text: string): boolean {
  return /^\s*<(!doctype|html)\b/i.test(text);
}

/** Parses UTF-8 JSON; what is wrong comes as words. */
export function parseBody(body: Uint8Array): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return { ok: false, why: msg`The body is not UTF-8.` };
  }
  if (text.trim() === '') return { ok: false, why: msg`The body is empty.` };
  if (isWebPage(text)) return { ok: false, why: msg`The body is a web page.` };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: msg`The body is not JSON: ${(error as Error).message.slice(0, 120)}` };
  }
}
