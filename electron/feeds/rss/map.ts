// Items of status pages to sightings: what is fresh and not over. Pure; what can not be read is told, the rest is kept.
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { Item } from './parse';
import { DEFAULT_WORDS, firstLines, type Judge, judgeBy, type StatusWords } from './words';

/** All that a poll knows. Words that are left out are the usual ones. */
export interface RssPages {
  readonly pages: readonly { readonly url: string; readonly title: string; readonly items: readonly unknown[] }[];
  /** Unix ms. */
  readonly now: number;
  readonly maxAgeMs: number;
  readonly words?: StatusWords;
}

const MAX_KEY = 1000;
const MAX_SUMMARY = 2000;
/** No more rejected items than this are told. */
export const MAX_TOLD = 100;
const LINK = /^https?:\/\/[^\s\p{Cc}]{1,4000}$/iu;

type Unknown = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Unknown => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** RFC 822 or ISO 8601; null: none. */
function timeOf(text: string): number | null {
  const ms = text === '' ? Number.NaN : Date.parse(text);
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

function itemOf({ id, title, link, text, published, updated }: Unknown): Item {
  return {
    id: textOf(id),
    title: textOf(title),
    link: textOf(link),
    text: textOf(text),
    published: textOf(published),
    updated: textOf(updated),
  };
}

/** What holds for all items of a poll. */
interface Look {
  readonly now: number;
  readonly maxAgeMs: number;
  readonly judge: Judge;
}

/** The guid, or what stands for one; empty: there is none. */
function keyOf({ id, link, published, updated }: Item): string {
  return (id || (link === '' ? '' : `${link} ${published || updated}`)).trim().slice(0, MAX_KEY);
}

function readItem(raw: unknown, provider: string, { now, maxAgeMs, judge }: Look, place: () => string): Sighting | Rejected | null {
  if (!isRecord(raw)) return { where: place(), why: msg`no item` };
  const item = itemOf(raw);
  const published = timeOf(item.published);
  const updated = item.updated === item.published ? published : timeOf(item.updated);
  const startsAt = published ?? updated;
  const key = keyOf(item);
  if (key === '') return { where: place(), why: msg`neither a guid nor a link` };
  if (startsAt === null) return { where: key, why: msg`no date, so its age is not known` };
  if (item.title === '' && item.text === '') return { where: key, why: msg`no words` };
  if (now - Math.max(startsAt, updated ?? 0) > maxAgeMs || judge.isOver(item.title, item.text)) return null;
  return {
    key,
    state: 'firing',
    name: (item.title || item.text.split('\n', 1)[0] || key).slice(0, 300),
    summary: summaryOf(item.text || item.title),
    labels: { provider },
    annotations: item.text === '' ? {} : { text: item.text },
    severity: judge.severityOf(item.title, item.text),
    // A maintenance to come is told with its announcement's date; a clock that is ahead is not believed.
    startsAt: Math.min(startsAt, now),
    suppression: null,
    link: LINK.test(item.link) ? item.link : null,
  };
}

/** The first lines in one. */
const summaryOf = (text: string): string => firstLines(text, 3).replaceAll('\n', ' ').slice(0, MAX_SUMMARY);

function readPage(page: unknown, look: Look, where: string): readonly (Sighting | Rejected)[] {
  if (!isRecord(page) || !Array.isArray(page.items)) return [{ where, why: msg`no items` }];
  const provider = (textOf(page.title) || where).slice(0, 300);
  const read: (Sighting | Rejected)[] = [];
  for (let at = 0; at < page.items.length; at++) {
    const one = readItem(page.items[at], provider, look, () => `${where}, item ${at + 1}`);
    if (one !== null) read.push(one);
  }
  return read;
}

/** Maps `RssPages`. */
export function mapPages(raw: unknown): MapResult {
  if (!isRecord(raw) || !Array.isArray(raw.pages) || typeof raw.now !== 'number' || !(raw.now > 0) || typeof raw.maxAgeMs !== 'number')
    return { sightings: [], rejected: [{ where: 'pages', why: msg`not the items of status pages` }] };
  const rejected: Rejected[] = [];
  const byKey = new Map<string, Sighting>();
  const words = isRecord(raw.words) ? (raw.words as unknown as StatusWords) : DEFAULT_WORDS;
  const look: Look = { now: raw.now, maxAgeMs: raw.maxAgeMs, judge: judgeBy(words) };
  const told = (bad: Rejected) => {
    if (rejected.length < MAX_TOLD) rejected.push(bad);
  };
  for (const [p, page] of raw.pages.entries()) {
    const where = (isRecord(page) && textOf(page.url)) || `page ${p + 1}`;
    for (const read of readPage(page, look, where)) {
      if (!('key' in read)) told(read);
      else if (!byKey.has(read.key)) byKey.set(read.key, read);
    }
  }
  return { sightings: [...byKey.values()], rejected };
}
