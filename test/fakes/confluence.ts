// Confluence Cloud as its documentation says: spaces, pages with versions and unique titles, attachments by multipart.
import { type Got, type HttpSink, type SinkAnswer, startHttpSink } from './http-sink';

export interface FakePage {
  readonly id: string;
  title: string;
  storage: string;
  version: number;
  readonly attachments: Map<string, string>;
}

export interface FakeConfluence extends Omit<HttpSink, 'answer'> {
  readonly pages: FakePage[];
  /** The next request of this kind is done, and its answer lost. */
  loseNext(method: 'POST' | 'PUT'): void;
  /** The next request is answered so. */
  answerNext(answer: SinkAnswer): void;
}

export const CONFLUENCE_LOGIN = { user: 'ana@example.org', token: 'conf-token-91c2' };

export async function startFakeConfluence(): Promise<FakeConfluence> {
  const pages: FakePage[] = [];
  let lost: string | null = null;
  let next: SinkAnswer | null = null;
  const sink = await startHttpSink((got) => {
    if (next) {
      const answer = next;
      next = null;
      return answer;
    }
    const answer = answerTo(got, pages);
    if (lost !== got.method || got.path.includes('attachment')) return answer;
    lost = null;
    return 'drop';
  });
  return {
    ...sink,
    pages,
    loseNext(method) {
      lost = method;
    },
    answerNext(answer) {
      next = answer;
    },
  };
}

const json = (status: number, body: unknown): SinkAnswer => ({
  status,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

function answerTo({ method, path, headers, body }: Got, pages: FakePage[]): SinkAnswer {
  const login = Buffer.from(`${CONFLUENCE_LOGIN.user}:${CONFLUENCE_LOGIN.token}`).toString('base64');
  if (headers.authorization !== `Basic ${login}`) return json(401, { message: 'no' });
  const url = new URL(path, 'http://fake');
  const { pathname, searchParams } = url;
  if (pathname === '/wiki/api/v2/spaces') return json(200, { results: searchParams.get('keys') === 'OPS' ? [{ id: '77' }] : [] });
  if (pathname.endsWith('/child/attachment')) return attach(pathname, headers, body, pages);
  if (pathname === '/wiki/api/v2/pages' && method === 'GET')
    return json(200, { results: pages.filter((one) => one.title === searchParams.get('title')).map(shown) });
  const known = pages.find(({ id }) => pathname === `/wiki/api/v2/pages/${id}`);
  if (method === 'GET') return known ? json(200, shown(known)) : json(404, { errors: [{ title: 'Not Found' }] });
  const asked = JSON.parse(body) as { spaceId?: string; title: string; body: { value: string }; version?: { number: number } };
  if (pages.some((one) => one.title === asked.title && one !== known))
    return json(400, { message: 'A page with this title already exists' });
  if (method === 'POST') {
    if (asked.spaceId !== '77') return json(404, { message: 'no such space' });
    const page = {
      id: String(1000 + pages.length),
      title: asked.title,
      storage: asked.body.value,
      version: 1,
      attachments: new Map<string, string>(),
    };
    pages.push(page);
    return json(200, shown(page));
  }
  if (!known) return json(404, { message: 'no such page' });
  if (asked.version?.number !== known.version + 1) return json(409, { message: 'version conflict' });
  Object.assign(known, { title: asked.title, storage: asked.body.value, version: known.version + 1 });
  return json(200, shown(known));
}

function attach(pathname: string, headers: Got['headers'], body: string, pages: FakePage[]): SinkAnswer {
  const page = pages.find(({ id }) => pathname === `/wiki/rest/api/content/${id}/child/attachment`);
  if (!page) return json(404, { message: 'no such page' });
  if (headers['x-atlassian-token'] !== 'nocheck') return json(403, { message: 'XSRF check failed' });
  const name = /name="file"; filename="([^"]+)"/.exec(body)?.[1];
  if (name === undefined || !headers['content-type']?.startsWith('multipart/form-data')) return json(400, { message: 'no file' });
  page.attachments.set(name, body);
  return json(200, { results: [{ id: `att-${name}` }] });
}

function shown({ id, title, storage, version }: FakePage) {
  return { id, title, version: { number: version }, body: { storage: { value: storage } }, _links: { webui: `/spaces/OPS/pages/${id}` } };
}
