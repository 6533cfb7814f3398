// Reads an HTTP answer with suspicion: only a 2xx whose body is JSON counts; everything else is a failure in plain words.
import type { FeedFailure, HttpAnswer, Rejected } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { shorten } from './http-failure';

/** Retry-After is seconds or a date; the answer's own Date keeps a wrong local clock out of it. */
export function retryAfterMs(answer: HttpAnswer): number | null {
  const text = answer.headers['retry-after'];
  if (!text) return null;
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000;
  const wait = Date.parse(text) - Date.parse(answer.headers.date ?? '');
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

const NOTICEABLE_MS = 2000;

/** How far the server's clock is ahead of ours, ms; 0 below two seconds and where it does not tell. */
export function clockAheadMs(answer: HttpAnswer, now: number): number {
  const ahead = Date.parse(answer.headers.date ?? '') - now;
  return Number.isNaN(ahead) || Math.abs(ahead) < NOTICEABLE_MS ? 0 : ahead;
}

function head(answer: HttpAnswer): string {
  return new TextDecoder().decode(answer.bytes.subarray(0, 4000));
}

/** The first bytes as they are; a mark of UTF-16 in either order as `\ufeff`. */
function utf16Head(answer: HttpAnswer): string {
  return String.fromCharCode(...answer.bytes.subarray(0, 4)).replace(/^(\xff\xfe|\xfe\xff)/, '\ufeff');
}

/** Is this a web page where data was expected? */
export function isHtml(answer: HttpAnswer): boolean {
  return /html/i.test(answer.headers['content-type'] ?? '') || /^\s*<(!doctype|html|head|body)/i.test(head(answer).slice(0, 200));
}

/** The server's own words, short and without markup: `{"message": ...}`, `{"error": ...}`, a JSON string or plain text. */
export function serverWords(answer: HttpAnswer): string {
  const text = head(answer);
  if (isHtml(answer)) return shorten(/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? 'a web page');
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'string') return shorten(json);
    const said = json as { message?: unknown; error?: unknown } | null;
    const words = said?.message ?? said?.error;
    if (typeof words === 'string') return shorten(words);
  } catch {
    return shorten(text);
  }
  return shorten(text);
}

/** What a status outside 2xx means; null for 2xx. */
export function failureOfStatus(answer: HttpAnswer): FeedFailure | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const said = serverWords(answer);
  const quote = said === '' ? '' : `: "${said}"`;
  const after = retryAfterMs(answer);
  const retry = after === null ? {} : { retryAfterMs: after };
  if (status === 401)
    return { kind: 'auth', what: msg`The server asks for a login (401)${quote}.`, remedy: msg`Check user and password, or the token.` };
  if (status === 403)
    return {
      kind: 'auth',
      what: msg`The server does not let this login in (403)${quote}.`,
      remedy: msg`Check the login's rights, and the tenant if there is one.`,
    };
  if (status === 407)
    return { kind: 'auth', what: msg`The proxy asks for a login (407).`, remedy: msg`Set the proxy's user and password.` };
  if (status === 429)
    return {
      kind: 'rate-limited',
      what: msg`The server asks us to slow down (429)${quote}.`,
      remedy: msg`It is tried again by itself; poll less often if this stays.`,
      ...retry,
    };
  if (status >= 500)
    return { kind: 'server', what: msg`The server failed (${status})${quote}.`, remedy: msg`Look at the server's log.`, ...retry };
  if (/HTTPS server/.test(said))
    return { kind: 'config', what: msg`The server speaks TLS, and was asked without.`, remedy: msg`Use https:// in the address.` };
  if (status >= 300 && status < 400 && answer.headers.location)
    return {
      kind: 'bad-answer',
      what: msg`The server sends us on to ${shorten(answer.headers.location, 100)} instead of answering (${status}).`,
      remedy: msg`Use the final address. Is a login page in the way?`,
    };
  if (status === 404)
    return {
      kind: 'config',
      what: msg`There is nothing at this address (404)${quote}.`,
      remedy: msg`Check the path of the address, e.g. https://host/alertmanager.`,
    };
  return {
    kind: 'bad-answer',
    what: msg`The server answered with status ${status}${quote}.`,
    remedy: msg`Check the address, and whether a proxy or login page is in the way.`,
  };
}

/** Why a body that should be JSON is none. */
export function notJson(answer: HttpAnswer): FeedFailure {
  if (answer.bytes.length === 0)
    return { kind: 'bad-answer', what: msg`The answer is empty.`, remedy: msg`Look at the server and at the proxy in front of it.` };
  if (isHtml(answer))
    return {
      kind: 'bad-answer',
      what: msg`The answer is a web page ("${serverWords(answer)}") instead of data.`,
      remedy: msg`Is a login page in the way?`,
    };
  if (/^(\ufeff|[^\0]\0[^\0]\0|\0[^\0]\0[^\0])/.test(utf16Head(answer)))
    return {
      kind: 'bad-answer',
      what: msg`The answer is text in UTF-16, and JSON comes in UTF-8.`,
      remedy: msg`Check the address, and whether something between changes its answers.`,
    };
  return {
    kind: 'bad-answer',
    what: msg`The answer is not whole or not JSON: "${shorten(head(answer), 60)}".`,
    remedy: msg`Check the address; a proxy may have cut the answer.`,
  };
}

/** There are rows, and not one of them can be read: a list of something else. `count` null: not known. */
export function noRowReadable(rejected: readonly Rejected[], count: number | null): FeedFailure {
  const rows = count === null ? 'rows' : `${count} ${count === 1 ? 'row' : 'rows'}`;
  return {
    kind: 'bad-answer',
    what: msg`None of the ${rows} of the answer is an alert (${shorten(rejected[0]?.why ?? 'unknown', 100)}).`,
    remedy: msg`Check the address, and whether something between changes its answers.`,
  };
}

export type ReadJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: FeedFailure };

/** Smaller answers can not grow beyond measure when they are read. */
const HARMLESS_BYTES = 10_000_000;
/** Read, each may take some 80 bytes. A list of 50,000 alerts has two million. */
const MAX_VALUES = 5_000_000;
const COMMA = 0x2c;

/** Has a large answer so many values that reading it would take gigabytes? */
function isBomb({ chunks }: HttpAnswer): boolean {
  if (chunks.reduce((sum, chunk) => sum + chunk.length, 0) <= HARMLESS_BYTES) return false;
  let count = 0;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at++) if (chunk[at] === COMMA) count += 1;
    if (count > MAX_VALUES) return true;
  }
  return false;
}

/** The JSON of an answer whatever its status, or why there is none. */
export function parsedJson(answer: HttpAnswer): ReadJson {
  if (isBomb(answer))
    return {
      ok: false,
      failure: {
        kind: 'bad-answer',
        what: msg`The answer holds more than ${MAX_VALUES / 1_000_000} million values.`,
        remedy: msg`Narrow the feed with filters, or check what lies at this address.`,
      },
    };
  try {
    return { ok: true, value: JSON.parse(new TextDecoder().decode(answer.bytes)) };
  } catch {
    return { ok: false, failure: notJson(answer) };
  }
}

/** The JSON of a 2xx answer, or the failure. */
export function readJson(answer: HttpAnswer): ReadJson {
  const failure = failureOfStatus(answer);
  if (failure) return { ok: false, failure };
  return parsedJson(answer);
}
