// What all trackers share when they ask: statuses in the same words as channels, JSON that is not what was expected is a refusal, and
// a question that went out without an answer may have done its work.
import type { HttpAnswer, HttpRequest } from '../../shared/feed';
import type { Told, TrackerContext, TrackerRefusal } from '../../shared/tracker';
import { msg } from '../../shared/words/words';
import { outcomeOf, refusal, refusalOf, type StatusWords } from '../channels/outcome';

/** One JSON answer, read with suspicion. */
export interface Asked {
  readonly json: unknown;
  readonly answer: HttpAnswer;
}

export interface AskOptions {
  readonly words: StatusWords;
  /** A vendor's own signs, looked at before the common ones; null: none of its signs. */
  readonly judge?: (answer: HttpAnswer, now: number) => TrackerRefusal | null;
  /** A POST that only asks. */
  readonly isQuestion?: boolean;
}

export type Json = Readonly<Record<string, unknown>>;

const NOT_FOUND_WORDS = 'Does the token see it? Many trackers answer “not found” for what a token may not see.';
export const TRACKER_WORDS: StatusWords = {
  401: {
    kind: 'config',
    what: msg`The tracker does not know this token (401)`,
    remedy: msg`Make a new token and put it into the settings.`,
  },
  403: { kind: 'config', what: msg`The token may not do this (403)`, remedy: msg`Give it the right to read and write issues there.` },
  404: { kind: 'gone', what: msg`There is no such place at the tracker (404)`, remedy: NOT_FOUND_WORDS },
  410: { kind: 'gone', what: msg`Issues are switched off there (410)`, remedy: msg`Switch them on, or choose another place.` },
  422: { kind: 'refused', what: msg`The tracker refused the ticket (422)`, remedy: msg`Its words say what it did not like.` },
};

const LOST = / The message may have arrived\.?/;

/** The answer with a 2xx status and JSON in it, or 304. */
export async function ask(
  ctx: TrackerContext,
  request: HttpRequest,
  { words, judge, isQuestion = false }: AskOptions,
): Promise<Told<Asked>> {
  const result = await ctx.http(request);
  const isWrite = !isQuestion && (request.method ?? 'GET') !== 'GET';
  if (!result.ok || (result.answer.status !== 304 && (result.answer.status < 200 || result.answer.status >= 300))) {
    const told = (result.ok && judge?.(result.answer, ctx.now())) || outcomeOf(result, words, (answer) => refusalOf(answer));
    return told.ok ? unreadable(isWrite) : inWordsOf(told, isWrite);
  }
  if (result.answer.status === 304) return { ok: true, value: { json: null, answer: result.answer } };
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(result.answer.bytes));
    return { ok: true, value: { json, answer: result.answer } };
  } catch {
    return unreadable(isWrite);
  }
}

/** A question that only reads arrives nowhere: it is asked again. */
function inWordsOf(told: TrackerRefusal, isWrite: boolean): TrackerRefusal {
  if (told.kind !== 'maybe-sent') return told;
  const what = told.what.replace(LOST, '');
  if (!isWrite) return { ...told, kind: 'server', what, remedy: msg`It is asked again by itself.` };
  return { ...told, what: msg`${what} The ticket may have been made.`, remedy: msg`It is looked for before another is made.` };
}

/** Not the JSON that the vendor documents. */
export function unreadable(isWrite: boolean): TrackerRefusal {
  const what = msg`The tracker answered with something else than its documented data.`;
  return refusal(isWrite ? 'maybe-sent' : 'server', what, 'Check the address; is a proxy or a login page in the way?');
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Unix ms of an ISO time; 0 for none. */
export function timeOf(value: unknown): number {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : 0;
}
