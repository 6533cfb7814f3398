// Publishes to Notion: a page below the one in the settings. A later version is a new page, and the one before goes to Notion's bin.
// API: https://developers.notion.com/reference (pages, blocks, file uploads), version 2022-06-28.
import { z } from 'zod';
import { titleOf } from '../../shared/postmortem/export/document';
import { attachmentsOf, pictureName } from '../../shared/postmortem/export/pictures';
import { type Asked, askJson, multipart } from './ask-json';
import { type NotionBlock, notionBlocks } from './notion-blocks';
import { metaOf, outgoingText } from './page';
import type { Ask, PublishInput, PublishOutcome } from './place';

export interface NotionConfig {
  /** `https://api.notion.com`. */
  readonly baseUrl: string;
  readonly token: string;
  /** Id of the page below which it is put; the integration must be invited there. */
  readonly parentPage: string;
}

/** Blocks of one request; a table's rows count as well. */
const MAX_BLOCKS = 100;
const MAX_CHARS = 400_000;
const made = z.object({ id: z.string(), url: z.string().optional() });
const children = z.object({
  results: z.array(
    z.object({ id: z.string(), type: z.string(), created_time: z.string(), child_page: z.object({ title: z.string() }).optional() }),
  ),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
});

export async function publishToNotion(ask: Ask, config: NotionConfig, input: PublishInput): Promise<PublishOutcome> {
  const notion = askerOf(ask, config);
  const left = input.triedSince === null ? [] : await strays(notion, config, input, input.triedSince);
  if (!Array.isArray(left)) return left;
  const files = await upload(ask, notion, config, input);
  if (!(files instanceof Map)) return files;
  const blocks = [
    metaBlock(input),
    ...notionBlocks(outgoingText(input.document.text).replace(/^\s*# .*\n/, ''), (sha256) => files.get(sha256) ?? null),
  ];
  const [first = [], ...rest] = portions(blocks);
  const page = await notion('POST', '/v1/pages', made, {
    parent: { type: 'page_id', page_id: config.parentPage },
    properties: { title: { title: [{ type: 'text', text: { content: pageTitle(input) } }] } },
    children: first,
  });
  if (!page.ok) return page.outcome;
  for (const portion of rest) {
    const added = await notion('PATCH', `/v1/blocks/${page.value.id}/children`, z.unknown(), { children: portion });
    if (!added.ok) return added.outcome;
  }
  for (const id of new Set([...left, ...(input.knownRef === null ? [] : [input.knownRef])])) {
    const gone = await notion('PATCH', `/v1/pages/${encodeURIComponent(id)}`, z.unknown(), { archived: true });
    if (!gone.ok && gone.status !== 404 && gone.status !== 400) return gone.outcome;
  }
  return { ok: true, ref: page.value.id, url: page.value.url ?? null };
}

type Notion = ReturnType<typeof askerOf>;
type Failed = PublishOutcome & { ok: false };

function headersOf({ token }: NotionConfig): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'notion-version': '2022-06-28', accept: 'application/json' };
}

function askerOf(ask: Ask, config: NotionConfig) {
  return <T>(method: 'GET' | 'POST' | 'PATCH', path: string, schema: z.ZodType<T>, body?: unknown): Promise<Asked<T>> =>
    askJson(
      ask,
      {
        ...{ method, url: config.baseUrl.replace(/\/+$/, '') + path },
        headers: { ...headersOf(config), ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      schema,
    );
}

function pageTitle({ document }: PublishInput): string {
  return `INC-${document.number}: ${titleOf(document)}`;
}

function metaBlock({ document }: PublishInput): NotionBlock {
  const restricted = document.isRestricted ? ' \u00b7 Restricted: only for who needs to know' : '';
  const rich_text = [{ type: 'text', text: { content: metaOf(document) + restricted }, annotations: { color: 'gray' } }];
  return { object: 'block', type: 'paragraph', paragraph: { rich_text } };
}

/** Blocks in requests that Notion takes. */
function portions(blocks: readonly NotionBlock[]): NotionBlock[][] {
  const all: NotionBlock[][] = [[]];
  let chars = 0;
  for (const one of blocks) {
    const own = JSON.stringify(one).length;
    if ((all.at(-1)?.length ?? 0) >= MAX_BLOCKS || chars + own > MAX_CHARS) {
      all.push([]);
      chars = 0;
    }
    all.at(-1)?.push(one);
    chars += own;
  }
  return all;
}

/** Pages of our title that a try since then left behind, whose answer was lost. */
async function strays(notion: Notion, config: NotionConfig, input: PublishInput, since: number): Promise<string[] | Failed> {
  const found: string[] = [];
  for (let cursor = ''; ; ) {
    const more = cursor === '' ? '' : `&start_cursor=${encodeURIComponent(cursor)}`;
    const listed = await notion('GET', `/v1/blocks/${encodeURIComponent(config.parentPage)}/children?page_size=100${more}`, children);
    if (!listed.ok) return listed.outcome;
    const { results, has_more, next_cursor } = listed.value;
    // Notion's times have whole minutes.
    const isOurs = (one: (typeof results)[number]) =>
      one.child_page?.title === pageTitle(input) && Date.parse(one.created_time) >= since - 60_000;
    found.push(...results.filter(isOurs).map(({ id }) => id));
    if (!has_more || next_cursor === null) return found;
    cursor = next_cursor;
  }
}

/** SHA-256 -> id of the uploaded file. */
async function upload(ask: Ask, notion: Notion, config: NotionConfig, input: PublishInput): Promise<Map<string, string> | Failed> {
  const files = new Map<string, string>();
  for (const sha256 of attachmentsOf(input.document.text)) {
    const picture = input.pictureOf(sha256);
    const name = picture && pictureName(sha256, picture.mime)?.replace('pictures/', '');
    if (!picture || !name) continue;
    const begun = await notion('POST', '/v1/file_uploads', made, { mode: 'single_part', filename: name, content_type: picture.mime });
    if (!begun.ok) return begun.outcome;
    const { contentType, body } = multipart('file', name, picture.mime, picture.bytes);
    const url = `${config.baseUrl.replace(/\/+$/, '')}/v1/file_uploads/${encodeURIComponent(begun.value.id)}/send`;
    const sent = await askJson(
      ask,
      { method: 'POST', url, headers: { ...headersOf(config), 'content-type': contentType }, body },
      z.unknown(),
    );
    if (!sent.ok) return sent.outcome;
    files.set(sha256, begun.value.id);
  }
  return files;
}
