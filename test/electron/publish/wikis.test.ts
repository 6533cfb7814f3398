// Publishing to Confluence and Notion: one page in the end, whatever happens on the way, within the limits of each.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionOf } from '../../../electron/feeds/connection';
import { createHttpClient, type HttpClient } from '../../../electron/feeds/http';
import { type ConfluenceConfig, publishToConfluence, storageOf } from '../../../electron/publish/confluence';
import { type NotionConfig, publishToNotion } from '../../../electron/publish/notion';
import { notionBlocks } from '../../../electron/publish/notion-blocks';
import type { Ask, PublishInput } from '../../../electron/publish/place';
import { CONFLUENCE_LOGIN, type FakeConfluence, startFakeConfluence } from '../../fakes/confluence';
import { type FakeNotion, NOTION_PARENT, NOTION_TOKEN, startFakeNotion } from '../../fakes/notion';
import { picture, pictureOf, sampleDocument } from './sample-document';

let client: HttpClient;
const ask: Ask = (request) => client.request(request, new AbortController().signal);
const input = (text = sampleDocument(1).text): PublishInput => ({
  document: { ...sampleDocument(1), text },
  pictureOf,
  knownRef: null,
  triedSince: null,
});

beforeAll(() => {
  client = createHttpClient(connectionOf({}));
});
afterAll(() => client.close());

describe('Confluence', () => {
  let wiki: FakeConfluence;
  let config: ConfluenceConfig;
  beforeAll(async () => {
    wiki = await startFakeConfluence();
    config = { baseUrl: `${wiki.url}/`, ...CONFLUENCE_LOGIN, space: 'OPS', parentPage: '' };
  });
  afterAll(() => wiki.stop());

  test('[X6] makes a page with its pictures, and the next time a new version of the same', async () => {
    const first = await publishToConfluence(ask, config, input());
    expect(first).toEqual({ ok: true, ref: '1000', url: `${wiki.url}/wiki/spaces/OPS/pages/1000` });
    const name = `${picture.sha256.slice(0, 12)}.png`;
    expect(wiki.pages[0]?.storage).toContain(`<ri:attachment ri:filename="${name}" />`);
    expect([...(wiki.pages[0]?.attachments.keys() ?? [])]).toEqual([name]);
    const again = await publishToConfluence(ask, config, { ...input('# Another title\n\nNew words.\n'), knownRef: '1000' });
    expect(again.ok && again.ref).toBe('1000');
    expect(wiki.pages.map(({ title, version }) => ({ title, version }))).toEqual([{ title: 'INC-1042: Another title', version: 2 }]);
  });

  test('[X6] when the answer to making it is lost, the next try finds the page and makes no second one', async () => {
    wiki.pages.length = 0;
    wiki.loseNext('POST');
    const lost = await publishToConfluence(ask, config, input());
    expect(lost).toMatchObject({ ok: false, kind: 'maybe-done' });
    expect((await publishToConfluence(ask, config, { ...input(), triedSince: Date.now() })).ok).toBe(true);
    expect(wiki.pages).toHaveLength(1);
  });

  test('[X6] leaves a page of that title alone that somebody else made', async () => {
    wiki.pages.length = 0;
    wiki.pages.push({
      id: '5',
      title: 'INC-1042: Checkout errors after deploy 4.18.0',
      storage: '<p>mine</p>',
      version: 3,
      attachments: new Map(),
    });
    expect(await publishToConfluence(ask, config, input())).toMatchObject({ ok: false, kind: 'refused' });
    expect(wiki.pages[0]?.storage).toBe('<p>mine</p>');
  });

  test('[X6] says in words, and without the token, why it was refused or has to wait', async () => {
    const refused = await publishToConfluence(ask, { ...config, token: 'wrong-token-1' }, input());
    expect(refused).toMatchObject({ ok: false, kind: 'refused' });
    expect(JSON.stringify(refused)).not.toContain('wrong-token-1');
    wiki.answerNext({ status: 429, headers: { 'retry-after': '7' } });
    expect(await publishToConfluence(ask, config, input())).toMatchObject({ ok: false, kind: 'rate-limited', retryAfterMs: 7000 });
    expect(await publishToConfluence(ask, { ...config, space: 'NO' }, input())).toMatchObject({ ok: false, kind: 'refused' });
  });

  test('[X6] what it writes is well-formed, whatever the text', () => {
    const storage = storageOf(input('# T\n\n<b>&\n\n```\na ]]> b\n```\n\n---\n\n![x"y](attachment:00)\n\na  \nb\n'));
    expect(storage).toContain('a ]]]]><![CDATA[> b');
    expect(storage).toContain('&lt;b&gt;&amp;');
    expect(storage).toContain('<hr />');
    expect(storage).toContain('<br />');
  });
});

describe('Notion', () => {
  let notion: FakeNotion;
  let config: NotionConfig;
  beforeAll(async () => {
    notion = await startFakeNotion();
    config = { baseUrl: notion.url, token: NOTION_TOKEN, parentPage: NOTION_PARENT };
  });
  afterAll(() => notion.stop());

  test('[X7] a long one goes in portions, with its picture, and nothing is lost', async () => {
    const paragraphs = Array.from({ length: 230 }, (_, n) => `Paragraph ${n}.`).join('\n\n');
    const rows = Array.from({ length: 240 }, (_, n) => `| ${n} | row |`).join('\n');
    const text = `# Long\n\n${paragraphs}\n\n| n | what |\n|---|---|\n${rows}\n\n${'x'.repeat(4_500)}\n\n![p](attachment:${picture.sha256})\n`;
    const done = await publishToNotion(ask, config, input(text));
    expect(done).toMatchObject({ ok: true, url: expect.stringContaining('notion.so') });
    const said = JSON.stringify(notion.pages[0]?.blocks);
    for (const words of ['Paragraph 0.', 'Paragraph 229.', '"239"', '"file_upload"']) expect(said).toContain(words);
    expect([...notion.uploads.values()]).toEqual([true]);
  });

  test('[X7] a later version takes the place of the one before', async () => {
    notion.pages.length = 0;
    const first = await publishToNotion(ask, config, input());
    const second = await publishToNotion(ask, config, { ...input(), knownRef: first.ok ? first.ref : null });
    expect(second.ok).toBe(true);
    expect(notion.pages.map(({ isArchived }) => isArchived)).toEqual([true, false]);
  });

  test('[X7] a page whose answer was lost is put into the bin by the next try', async () => {
    notion.pages.length = 0;
    const triedSince = Date.now();
    notion.loseNext();
    expect(await publishToNotion(ask, config, input())).toMatchObject({ ok: false, kind: 'maybe-done' });
    expect((await publishToNotion(ask, config, { ...input(), triedSince })).ok).toBe(true);
    expect(notion.pages.map(({ isArchived }) => isArchived)).toEqual([true, false]);
  });

  test('[X7] actions become boxes, lists and quotes what they are', () => {
    const blocks = notionBlocks(
      '- [x] Done\n- [ ] To do\n- point\n\n1. one\n\n> said\n\n**bold** `code` [a](https://a.example)\n',
      () => null,
    );
    expect(blocks.map(({ type }) => type)).toEqual(['to_do', 'to_do', 'bulleted_list_item', 'numbered_list_item', 'quote', 'paragraph']);
    expect(blocks[0]).toMatchObject({ to_do: { checked: true, rich_text: [{ text: { content: 'Done' } }] } });
  });
});
