// Every way in which a preset goes from page to page: to the end, never in a circle, never to another server, never half.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadKind } from '../../../electron/feeds/registry';
import type { Feed } from '../../../shared/feed';
import { type JsonSource, type SourceAnswer, startJsonSource } from '../../fakes/json-source';
import { contextOf } from './rig';

interface Style {
  readonly name: string;
  /** The preset's paging. */
  readonly paging: string;
  /** How a page tells that page `to` is next; `to` null: it is the last. */
  readonly tells: (to: number | null, rows: unknown, url: string) => SourceAnswer;
}

const next = (to: number | null, url: string): string | null => (to === null ? null : `${url}/p?page=${to}`);
const STYLES: readonly Style[] = [
  {
    name: 'Link header',
    paging: '{ type: link }',
    tells: (to, rows, url) => ({ headers: to === null ? {} : { link: `<${next(to, url)}>; rel="next"` }, body: { rows } }),
  },
  { name: 'next URL', paging: '{ type: next, url: next }', tells: (to, rows, url) => ({ body: { rows, next: next(to, url) } }) },
  {
    name: 'cursor',
    paging: '{ type: cursor, parameter: page, cursor: $string(next) }',
    tells: (to, rows) => ({ body: { rows, next: to ?? '' } }),
  },
  {
    name: 'page number',
    paging: '{ type: number, parameter: page, first: 0, more: more }',
    tells: (to, rows) => ({ body: { rows, more: to !== null } }),
  },
];

let source: JsonSource;
let away: JsonSource;
beforeEach(async () => {
  source = await startJsonSource(() => ({ body: {} }));
  away = await startJsonSource(() => ({ body: { rows: [] } }));
});
afterEach(() => Promise.all([source.stop(), away.stop()]));

async function poll({ paging }: Style) {
  const feed = (await loadKind('http-json')) as unknown as Feed<unknown, unknown>;
  const preset = `version: 1
name: Pages
docs: https://example.com/api
fields: [{ name: token, label: Token, hint: Of it., type: secret, required: true }]
auth: { type: bearer, token: "{{token}}" }
request: { url: "${source.url}/p" }
paging: ${paging.replace(' }', ', maxPages: 5 }')}
rows: rows
mapping: { key: id, name: id }
`;
  const parsed = feed.parseConfig({ preset, secret: 'a-secret' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return feed.poll(contextOf({ timeoutSeconds: 5 }), parsed.config, null);
}

const pageOf = (query: URLSearchParams): number => Number(query.get('page') ?? 0);
const row = (page: number) => [{ id: `row-${page}` }];
const why = (polled: Awaited<ReturnType<typeof poll>>): string => (polled.kind === 'failed' ? polled.failure.what : polled.kind);

describe.each(STYLES)('$name', (style) => {
  test('all pages, each once and with the login', async () => {
    source.answer = ({ query }) => style.tells(pageOf(query) < 3 ? pageOf(query) + 1 : null, row(pageOf(query)), source.url);
    const polled = await poll(style);
    expect(polled.kind === 'snapshot' && polled.sightings.map(({ key }) => key)).toEqual(['row-0', 'row-1', 'row-2', 'row-3']);
    expect(source.asked).toHaveLength(4);
    expect(source.asked.every(({ headers }) => headers.authorization === 'Bearer a-secret')).toBe(true);
  });

  test('a circle ends in words, after few requests', async () => {
    source.answer = ({ query }) =>
      style.tells(pageOf(query) === 0 ? 1 : 0, row(style.name === 'page number' ? 0 : pageOf(query)), source.url);
    expect(why(await poll(style))).toMatch(/the same page again and again/);
    expect(source.asked.length).toBeLessThanOrEqual(3);
  });

  test('pages without end stop at the limit, in words', async () => {
    source.answer = ({ query }) => style.tells(pageOf(query) + 1, row(pageOf(query)), source.url);
    expect(why(await poll(style))).toMatch(/more than 5 pages/);
    expect(source.asked).toHaveLength(5);
  });

  test('a page that fails fails all of it', async () => {
    source.answer = ({ query }) => (pageOf(query) === 1 ? { status: 500, body: {} } : style.tells(pageOf(query) + 1, row(0), source.url));
    expect((await poll(style)).kind).toBe('failed');
  });
});

test.each(STYLES.slice(0, 2))(
  '$name: a next page at another server, port or scheme is refused, and nothing is asked there',
  async (style) => {
    for (const url of [away.url, away.url.replace('http://', '//'), source.url.replace('http:', 'https:'), 'file:///etc']) {
      source.answer = () => style.tells(1, row(0), url);
      expect(why(await poll(style)), url).toMatch(/another server/);
    }
    expect(away.asked).toEqual([]);
  },
);

test.each(STYLES.slice(0, 2))('$name: a next page may be told by its path alone', async (style) => {
  source.answer = ({ query }) => style.tells(pageOf(query) < 1 ? 1 : null, row(pageOf(query)), '');
  const polled = await poll(style);
  expect(polled.kind === 'snapshot' && polled.sightings.length).toBe(2);
});
