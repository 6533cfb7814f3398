// One request of a preset, with its login; and what its answer means.
import type { FeedContext, FeedFailure, HttpAnswer, HttpRequest } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { isRecord, textOf } from '../reading';
import { readVendorJson, type Vendor } from '../vendor-failure';
import type { Preset, PresetRequest } from './preset';
import { fillJson, fillPlain, fillUrl, type Values } from './template';

export type Asked =
  | { readonly ok: true; readonly value: unknown; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly failure: FeedFailure };

/** The usual places of a reason in an error's body. */
function wordsIn(body: unknown): string {
  if (!isRecord(body)) return '';
  const list = Array.isArray(body.errors) ? body.errors.map((one) => (isRecord(one) ? textOf(one.message, 200) : textOf(one, 200))) : [];
  const own = [body.detail, body.message, body.title, body.error, body.msg].map((one) =>
    isRecord(one) ? textOf(one.message, 200) : textOf(one, 200),
  );
  return [...own, ...list].find((one) => one !== '') ?? '';
}

export function vendorOf(preset: Preset): Vendor {
  return { name: preset.name, wordsIn, remedies: {} };
}

/** Adds the parameters that say something to an address. */
function withQuery(url: string, pairs: readonly (readonly [string, string])[]): string {
  const said = pairs.filter(([, value]) => value !== '').map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return said.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${said.join('&')}`;
}

function login({ auth }: Preset, values: Values): { readonly headers: Record<string, string>; readonly query: [string, string][] } {
  const fill = (text: string) => fillPlain(text, values).trim();
  if (auth.type === 'bearer') return { headers: { authorization: `Bearer ${fill(auth.token)}` }, query: [] };
  if (auth.type === 'basic') {
    const bytes = new TextEncoder().encode(`${fill(auth.user)}:${fill(auth.password)}`);
    return { headers: { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` }, query: [] };
  }
  if (auth.type === 'header') return { headers: { [auth.header.toLowerCase()]: fill(auth.value) }, query: [] };
  return { headers: {}, query: auth.type === 'query' ? [[auth.parameter, fill(auth.value)]] : [] };
}

export interface RequestMore {
  /** Parameters of paging. */
  readonly query?: readonly (readonly [string, string])[];
  /** The next page as the source gave it; only its login is added. */
  readonly url?: string;
  readonly etag?: string | null;
}

/** Null: the address that comes out is none. */
export function requestOf(preset: Preset, request: PresetRequest, values: Values, more: RequestMore = {}): HttpRequest | null {
  const { headers, query } = login(preset, values);
  const own = Object.entries(request.query).map(([name, value]) => [name, fillPlain(value, values)] as const);
  const url = withQuery(more.url ?? fillUrl(request.url, values), [
    ...(more.url === undefined ? own : []),
    ...(more.query ?? []),
    ...query,
  ]);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  const given = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), fillPlain(value, values)]));
  const { body } = request;
  const isJson = typeof body === 'object';
  return {
    ...{ method: request.method, url },
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded' }),
      ...(more.etag && { 'if-none-match': more.etag }),
      ...given,
    },
    ...(body !== undefined && { body: isJson ? JSON.stringify(fillJson(body, values)) : fillForm(body, values) }),
  };
}

/** A text is a form; each value is encoded for one. */
function fillForm(body: string, values: Values): string {
  const encoded = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]));
  return fillPlain(body, encoded);
}

const NO_ADDRESS: FeedFailure = {
  kind: 'config',
  what: msg`The address that the preset makes of these settings is none.`,
  remedy: msg`Check the address among the settings, and the url of the request.`,
};

/** Asks and reads JSON; an empty 2xx answer is null. */
export async function ask(ctx: FeedContext, preset: Preset, request: HttpRequest | null): Promise<Asked> {
  if (request === null) return { ok: false, failure: NO_ADDRESS };
  const result = await ctx.http(request);
  if (!result.ok) return result;
  const { answer } = result;
  const isWrite = request.method !== undefined && request.method !== 'GET';
  if (answer.status === 304 || (isWrite && answer.status >= 200 && answer.status < 300 && answer.bytes.length === 0))
    return { ok: true, value: null, answer };
  const read = readVendorJson(vendorOf(preset), answer);
  return read.ok ? { ok: true, value: read.value, answer } : read;
}
