// What PagerDuty and Opsgenie have in common: a key, JSON over HTTPS, and instants that may be missing.
import type { FeedFailure, HttpAnswer } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { failureOfStatus, readJson, serverWords } from '../feeds/http-answer';

export type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: FeedFailure };

/** The JSON of an answer; a key that is refused and a schedule that is not there are said in the vendor's name. */
export function readVendor(answer: HttpAnswer, vendor: string, schedule: string): Read {
  const failure = failureOfStatus(answer);
  if (failure === null) return readJson(answer);
  const said = answer.status === 404 ? `${vendor} knows no schedule “${schedule}” (404).` : failure.what;
  if (answer.status === 404) return { ok: false, failure: { kind: 'config', what: said, remedy: msg`Check the schedule’s id or name.` } };
  if (answer.status === 401 || answer.status === 403) {
    const what = msg`${vendor} does not accept the key (${answer.status}): ${serverWords(answer)}`;
    return { ok: false, failure: { kind: 'auth', what, remedy: msg`Make a new read-only API key in ${vendor} and put it in.` } };
  }
  return { ok: false, failure };
}

/** ISO 8601 to Unix ms; null where it is missing or no time. */
export function instantIn(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** A text of an object that somebody else made; '' where there is none. */
export function textIn(object: unknown, name: string): string {
  const value = typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value.slice(0, 300) : '';
}

/** A list of an object that somebody else made; empty where there is none. */
export function listIn(object: unknown, name: string): readonly unknown[] {
  const value = typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[name] : undefined;
  return Array.isArray(value) ? value : [];
}

/** An object inside another. */
export function objectIn(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[name] : undefined;
}
