// What an HTTP answer, or none, means for a message. Kinds add what their target says in its own way; the rest is common ground.
import type { SendResult } from '../../shared/channel';
import type { FeedFailure, HttpAnswer, HttpResult } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { retryAfterMs, serverWords } from '../feeds/http-answer';

export type Refusal = Extract<SendResult, { ok: false }>;
/** What a target means by a status; what is left out is said in common words. */
export type StatusWords = Readonly<Record<number, Partial<Pick<Refusal, 'kind' | 'what' | 'remedy'>>>>;

export function sent(ref: string | null): SendResult {
  return { ok: true, ref };
}

export function refusal(kind: Refusal['kind'], what: string, remedy: string, retryAfter: number | null = null): Refusal {
  return { ok: false, kind, what, remedy, retryAfterMs: retryAfter };
}

const MAYBE = 'Look at the target before you send it again: it may have arrived.';

/** No answer: never sent, or nobody knows. Everything that can happen after the request left is "nobody knows". */
function withoutAnswer(failure: FeedFailure): Refusal {
  switch (failure.kind) {
    case 'aborted':
      return refusal('aborted', 'It was given up before it went out.', 'Nothing to do: it is tried again by itself.');
    case 'dns':
    case 'unreachable':
    case 'tls':
      return refusal('unreachable', failure.what, failure.remedy);
    case 'config':
      return refusal('config', failure.what, failure.remedy);
    default:
      return refusal('maybe-sent', `${failure.what} The message may have arrived.`, MAYBE);
  }
}

function common(status: number): Pick<Refusal, 'kind' | 'what' | 'remedy'> {
  if (status === 401 || status === 403)
    return {
      kind: 'config',
      what: msg`The target does not let us in (${status})`,
      remedy: msg`Check the token or password of this channel.`,
    };
  if (status === 407)
    return { kind: 'config', what: msg`The proxy asks for a login (407)`, remedy: msg`Set the proxy's user and password in this channel.` };
  if (status === 404 || status === 410)
    return {
      kind: 'gone',
      what: msg`There is nothing at this address any more (${status})`,
      remedy: msg`Make a new address at the target and put it in.`,
    };
  if (status === 413) return { kind: 'refused', what: msg`The message is too long for the target (413)`, remedy: msg`Shorten it.` };
  if (status === 425 || status === 429)
    return { kind: 'rate-limited', what: msg`The target asks us to slow down (${status})`, remedy: msg`It is tried again by itself.` };
  if (status === 504)
    return { kind: 'maybe-sent', what: msg`A server in between got no answer in time (504). The message may have arrived`, remedy: MAYBE };
  if (status === 408 || status >= 500)
    return { kind: 'server', what: msg`The target failed (${status})`, remedy: msg`It is tried again by itself.` };
  if (status >= 300 && status < 400)
    return {
      kind: 'config',
      what: msg`The target sends us elsewhere (${status})`,
      remedy: msg`Use its final address. Is a login page in the way?`,
    };
  return { kind: 'refused', what: msg`The target refused the message (${status})`, remedy: msg`Its words say what it did not like.` };
}

/** The refusal that a status outside 2xx stands for, with the target's own words quoted. */
export function refusalOf(answer: HttpAnswer, words: StatusWords = {}): Refusal {
  const { kind, what, remedy } = { ...common(answer.status), ...words[answer.status] };
  const said = serverWords(answer);
  const quote = said === '' ? '.' : `: “${said}”.`;
  const isWaiting = kind === 'rate-limited' || kind === 'server';
  return refusal(kind, what + quote, remedy, isWaiting ? retryAfterMs(answer) : null);
}

/** Reads an answer: `good` looks at a 2xx, everything else is judged by its status or by the lack of it. */
export function outcomeOf(result: HttpResult, words: StatusWords, good: (answer: HttpAnswer) => SendResult): SendResult {
  if (!result.ok) return withoutAnswer(result.failure);
  const { status } = result.answer;
  return status >= 200 && status < 300 ? good(result.answer) : refusalOf(result.answer, words);
}

/** The JSON object of an answer, or an empty one: what it says besides its status is a bonus. */
export function jsonOf(answer: HttpAnswer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(answer.bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A field of an answer as a short reference; null when it is none. */
export function refOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null;
}
