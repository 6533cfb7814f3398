// What an error of a vendor's cloud means, in the vendor's name and with its own words; and how long it wants to be left alone.
import type { FeedFailure, HttpAnswer } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { failureOfStatus, parsedJson, type ReadJson, retryAfterMs, serverWords } from './http-answer';

export interface Vendor {
  readonly name: string;
  /** The reason in a parsed error body; '' where it has none. */
  readonly wordsIn: (body: unknown) => string;
  /** What to do about a status, where this vendor's users can do something of their own. */
  readonly remedies: Readonly<Partial<Record<number, string>>>;
}

/** Headers that tell in seconds when to come back, for vendors without Retry-After: PagerDuty, Opsgenie. */
const RESETS = ['ratelimit-reset', 'x-ratelimit-reset-in-sec', 'x-ratelimit-period-in-sec'];

/** How long to wait after a 429 or 503, ms; null where the answer does not say. */
export function waitOf(answer: HttpAnswer): number | null {
  const after = retryAfterMs(answer);
  if (after !== null) return after;
  const seconds = RESETS.map((name) => Number(answer.headers[name])).find((value) => value > 0);
  return seconds === undefined ? null : seconds * 1000;
}

function wordsOf(vendor: Vendor, answer: HttpAnswer): string {
  try {
    const said = vendor.wordsIn(JSON.parse(new TextDecoder().decode(answer.bytes)));
    if (said !== '') return said.slice(0, 300);
  } catch {
    return serverWords(answer);
  }
  return serverWords(answer);
}

const SAYS: Readonly<Partial<Record<number, { readonly kind: FeedFailure['kind']; readonly what: string }>>> = {
  400: { kind: 'config', what: msg`does not understand this` },
  401: { kind: 'auth', what: msg`does not take the key` },
  402: { kind: 'config', what: msg`does not offer this in your plan` },
  403: { kind: 'auth', what: msg`does not allow this with this key` },
  404: { kind: 'config', what: msg`knows nothing of this` },
  409: { kind: 'config', what: msg`can not do this in its present state` },
  413: { kind: 'config', what: msg`finds this too much at once` },
  422: { kind: 'config', what: msg`does not accept this` },
  429: { kind: 'rate-limited', what: msg`asks us to slow down` },
};

/** Null for a 2xx. */
export function vendorFailure(vendor: Vendor, answer: HttpAnswer): FeedFailure | null {
  const known = failureOfStatus(answer);
  if (!known) return null;
  const { status } = answer;
  const wait = status === 429 || status >= 500 ? waitOf(answer) : null;
  const retry = wait === null ? {} : { retryAfterMs: wait };
  const remedy = vendor.remedies[status] ?? known.remedy;
  const says = SAYS[status] ?? (status >= 500 ? { kind: 'server' as const, what: 'failed' } : null);
  if (!says) return { ...known, remedy, ...retry };
  const words = wordsOf(vendor, answer);
  return { kind: says.kind, what: `${vendor.name} ${says.what} (${status})${words === '' ? '' : `: "${words}"`}.`, remedy, ...retry };
}

/** The JSON of a 2xx answer of a vendor, or the failure. */
export function readVendorJson(vendor: Vendor, answer: HttpAnswer): ReadJson {
  const failure = vendorFailure(vendor, answer);
  if (failure) return { ok: false, failure };
  return parsedJson(answer);
}
