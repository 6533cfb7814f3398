// Notion's API as its documentation says: pages below pages, blocks in hundreds, texts of 2,000 characters, file uploads in two steps.
import { type Got, type HttpSink, type SinkAnswer, startHttpSink } from './http-sink';

interface Block {
  readonly type: string;
  readonly [name: string]: unknown;
}
export interface FakeNotionPage {
  readonly id: string;
  readonly title: string;
  readonly blocks: Block[];
  readonly createdAt: number;
  isArchived: boolean;
}

export interface FakeNotion extends Omit<HttpSink, 'answer'> {
  readonly pages: FakeNotionPage[];
  readonly uploads: Map<string, boolean>;
  /** The next page is made, and its answer lost. */
  loseNext(): void;
}

export const NOTION_TOKEN = 'ntn_4f5d2b';
export const NOTION_PARENT = 'parent-1';

export async function startFakeNotion(): Promise<FakeNotion> {
  const pages: FakeNotionPage[] = [];
  const uploads = new Map<string, boolean>();
  let isLost = false;
  const sink = await startHttpSink((got) => {
    const answer = answerTo(got, pages, uploads);
    if (!isLost || got.method !== 'POST' || got.path !== '/v1/pages') return answer;
    isLost = false;
    return 'drop';
  });
  const loseNext = (): void => {
    isLost = true;
  };
  return { ...sink, pages, uploads, loseNext };
}

const json = (status: number, body: unknown): SinkAnswer => ({
  status,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const invalid = (message: string): SinkAnswer => json(400, { object: 'error', code: 'validation_error', message });

function answerTo({ method, path, headers, body }: Got, pages: FakeNotionPage[], uploads: Map<string, boolean>): SinkAnswer {
  if (headers.authorization !== `Bearer ${NOTION_TOKEN}`) return json(401, { code: 'unauthorized', message: 'API token is invalid.' });
  if (headers['notion-version'] !== '2022-06-28') return json(400, { code: 'missing_version', message: 'Notion-Version header missing.' });
  const sent = /^\/v1\/file_uploads\/([^/]+)\/send$/.exec(path)?.[1];
  if (sent !== undefined) return send(sent, headers, body, uploads);
  if (method === 'GET') return json(200, listOf(pages));
  const asked = JSON.parse(body) as Record<string, unknown>;
  if (path === '/v1/file_uploads') {
    const id = `file-${uploads.size + 1}`;
    uploads.set(id, false);
    return json(200, { id });
  }
  if (method === 'POST' && path === '/v1/pages') return makePage(asked, pages, uploads);
  const page = pages.find(({ id }) => path.startsWith(`/v1/pages/${id}`) || path === `/v1/blocks/${id}/children`);
  if (!page) return json(404, { code: 'object_not_found', message: 'Could not find page.' });
  if (path.startsWith('/v1/pages/')) {
    if (page.isArchived) return invalid("Can't edit block that is archived.");
    page.isArchived = asked.archived === true;
    return json(200, { id: page.id });
  }
  const wrong = wrongIn(asked.children as Block[], uploads);
  if (wrong) return wrong;
  page.blocks.push(...(asked.children as Block[]));
  return json(200, { results: [] });
}

function makePage(asked: Record<string, unknown>, pages: FakeNotionPage[], uploads: Map<string, boolean>): SinkAnswer {
  const { page_id: parent } = asked.parent as { page_id?: string };
  if (parent !== NOTION_PARENT) return json(404, { code: 'object_not_found', message: 'Could not find page.' });
  const wrong = wrongIn(asked.children as Block[], uploads);
  if (wrong) return wrong;
  const title = (asked.properties as { title: { title: { text: { content: string } }[] } }).title.title[0]?.text.content ?? '';
  const id = `page-${pages.length + 1}`;
  pages.push({ id, title, blocks: [...(asked.children as Block[])], createdAt: Date.now(), isArchived: false });
  return json(200, { id, url: `https://www.notion.so/${id}` });
}

function wrongIn(blocks: readonly Block[], uploads: Map<string, boolean>): SinkAnswer | null {
  if (blocks.length > 100) return invalid('children.length should be ≤ 100');
  for (const one of blocks) {
    const content = one[one.type] as
      | { rich_text?: { text: { content: string } }[]; children?: Block[]; file_upload?: { id: string } }
      | undefined;
    if (!content) return invalid(`a block of type ${one.type} without ${one.type}`);
    if (content.rich_text?.some(({ text }) => text.content.length > 2000)) return invalid('text.content.length should be ≤ 2000');
    if ((content.rich_text?.length ?? 0) > 100 || (content.children?.length ?? 0) > 100) return invalid('length should be ≤ 100');
    if (content.file_upload && uploads.get(content.file_upload.id) !== true) return invalid('file upload is not ready');
  }
  return null;
}

function send(id: string, headers: Got['headers'], body: string, uploads: Map<string, boolean>): SinkAnswer {
  if (!uploads.has(id)) return json(404, { code: 'object_not_found', message: 'no such upload' });
  if (!headers['content-type']?.startsWith('multipart/form-data') || !body.includes('name="file"')) return invalid('no file');
  uploads.set(id, true);
  return json(200, { id, status: 'uploaded' });
}

function listOf(pages: readonly FakeNotionPage[]) {
  const results = pages
    .filter((page) => !page.isArchived)
    .map(({ id, title, createdAt }) => ({
      id,
      type: 'child_page',
      created_time: new Date(createdAt).toISOString(),
      child_page: { title },
    }));
  return { results, has_more: false, next_cursor: null };
}
