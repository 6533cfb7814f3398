// One poll: every page is asked whether it changed (ETag, Last-Modified); one that fails keeps what it said.
import type { FeedContext, FeedFailure, HttpAnswer, PeerHealth, PollResult, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfStatus, isHtml, noRowReadable } from '../http-answer';
import type { RssConfig } from './config';
import { MAX_TOLD, mapPages } from './map';
import { keptMemory, readMemory } from './memory';
import { decode, type Page, parsePage } from './parse';

interface Kept {
  readonly page: Page;
  readonly etag: string;
  readonly lastModified: string;
}

export interface Cursor {
  readonly kept: ReadonlyMap<string, Kept>;
  /** When each alert was first told to have begun: some pages move the date with every update. */
  readonly starts: ReadonlyMap<string, number>;
  readonly print: string;
}

interface Asked {
  readonly url: string;
  readonly kept: Kept | null;
  readonly peer: PeerHealth;
}

const NO_FEED: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The answer is neither RSS nor Atom.`,
  remedy: msg`Check the address: status pages link to their feed, often as history.atom or history.rss.`,
};
const WEB_PAGE: FeedFailure = { ...NO_FEED, what: msg`The answer is a web page, not a feed.` };
/** Read, a page takes many times its size. */
const MAX_BYTES = 5_000_000;
const TOO_LARGE: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The answer is larger than 5 MB, which no feed of a status page is.`,
  remedy: msg`Check the address.`,
};
const CUT: FeedFailure = { kind: 'bad-answer', what: msg`The answer is cut off.`, remedy: msg`It is asked for again by itself.` };

function read(answer: HttpAnswer): { readonly ok: true; readonly kept: Kept } | { readonly ok: false; readonly failure: FeedFailure } {
  const failure = failureOfStatus(answer);
  if (failure) return { ok: false, failure };
  if (answer.chunks.reduce((sum, chunk) => sum + chunk.length, 0) > MAX_BYTES) return { ok: false, failure: TOO_LARGE };
  const page = parsePage(decode(answer.bytes, answer.headers['content-type'] ?? ''));
  if (page === 'cut') return { ok: false, failure: CUT };
  if (page === null) return { ok: false, failure: isHtml(answer) ? WEB_PAGE : NO_FEED };
  return { ok: true, kept: { page, etag: answer.headers.etag ?? '', lastModified: answer.headers['last-modified'] ?? '' } };
}

async function ask(ctx: FeedContext, url: string, before: Kept | null): Promise<Asked> {
  const headers = {
    accept: 'application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8',
    ...(before?.etag && { 'if-none-match': before.etag }),
    ...(before?.lastModified && { 'if-modified-since': before.lastModified }),
  };
  const result = await ctx.http({ url, headers });
  const away = (failure: FeedFailure): Asked => ({ url, kept: before, peer: { url, isOk: false, latencyMs: null, failure } });
  if (!result.ok) return away(result.failure);
  const peer = { url, isOk: true, latencyMs: result.answer.latencyMs, failure: null };
  if (result.answer.status === 304 && before) return { url, kept: before, peer };
  const got = read(result.answer);
  return got.ok ? { url, kept: got.kept, peer } : away(got.failure);
}

function absenceOf(unknownCount: number, rejectedCount: number): Extract<PollResult<Cursor>, { kind: 'snapshot' }>['absence'] {
  if (unknownCount > 0)
    return { isTrusted: false, why: msg`${unknownCount} of the pages did not answer yet, and a missing alert may be theirs` };
  if (rejectedCount > 0) return { isTrusted: false, why: msg`an item of a page could not be read, and a missing alert may be that one` };
  return { isTrusted: true };
}

/** Of what is told; and of what a page told that has said nothing since the start. */
function startsOf(
  { urls }: RssConfig,
  kept: ReadonlyMap<string, Kept>,
  sightings: readonly Sighting[],
  before: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const isWhole = urls.every((url) => kept.has(url));
  return new Map([...(isWhole ? [] : before), ...sightings.map(({ key, startsAt }) => [key, startsAt] as const)]);
}

function areSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([key, startsAt]) => b.get(key) === startsAt);
}

export async function poll(ctx: FeedContext, config: RssConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const asked = await Promise.all(config.urls.map((url) => ask(ctx, url, cursor?.kept.get(url) ?? null)));
  const peers = asked.map(({ peer }) => peer);
  const failed = peers.filter(({ isOk }) => !isOk);
  if (failed.length === peers.length && failed[0]?.failure) return { kind: 'failed', failure: failed[0].failure, peers };
  const kept = new Map(asked.flatMap(({ url, kept: one }) => (one ? [[url, one] as const] : [])));
  const pages = [...kept].map(([url, { page }]) => ({ url, ...page }));
  const { sightings: mapped, rejected } = mapPages({ pages, now: ctx.now(), maxAgeMs: config.maxAgeMs, words: config.words });
  const itemCount = pages.reduce((sum, { items }) => sum + items.length, 0);
  if (mapped.length === 0 && rejected.length > 0 && rejected.length >= Math.min(itemCount, MAX_TOLD))
    return { kind: 'failed', failure: noRowReadable(rejected, itemCount), peers };
  const before = cursor?.starts ?? readMemory(ctx.keep.read());
  const sightings = mapped.map((one): Sighting => ({ ...one, startsAt: Math.min(one.startsAt, before.get(one.key) ?? Infinity) }));
  const starts = startsOf(config, kept, sightings, before);
  const unknown = config.urls.filter((url) => !kept.has(url));
  const print = ctx.digest(new TextEncoder().encode(JSON.stringify([sightings, rejected, unknown])));
  const next: Cursor = { kept, starts, print };
  if (!cursor || !areSame(starts, cursor.starts)) ctx.keep.write(keptMemory(starts));
  if (cursor?.print === print) return { kind: 'unchanged', cursor: next, peers };
  return {
    ...{ kind: 'snapshot', cursor: next, sightings, rejected, peers },
    absence: absenceOf(unknown.length, rejected.length),
  };
}
