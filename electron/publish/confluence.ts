// Publishes to Confluence Cloud: one page an incident, made or brought up to date, its pictures as attachments. A page of that title
// that is not ours is left alone. API: https://developer.atlassian.com/cloud/confluence/rest/v2/ (pages, spaces) and v1 (attachments).
import { z } from 'zod';
import { captionOf } from '../../shared/postmortem/chart-fence';
import { fileStem, titleOf } from '../../shared/postmortem/export/document';
import { attachmentsOf, pictureName } from '../../shared/postmortem/export/pictures';
import { msg } from '../../shared/words/words';
import { askJson, multipart } from './ask-json';
import { bodyHtml } from './markdown-html';
import { escaped, metaOf, outgoingText } from './page';
import { type Ask, type PublishInput, type PublishOutcome, refusedBy } from './place';

export interface ConfluenceConfig {
  /** `https://example.atlassian.net`. */
  readonly baseUrl: string;
  /** Account's e-mail and its API token. */
  readonly user: string;
  readonly token: string;
  /** Key of the space, such as OPS. */
  readonly space: string;
  /** Id of the page below which it is put; '' for the top of the space. */
  readonly parentPage: string;
}

const page = z.object({
  id: z.string(),
  title: z.string().optional(),
  version: z.object({ number: z.number() }).optional(),
  body: z.object({ storage: z.object({ value: z.string() }).optional() }).optional(),
  _links: z.object({ webui: z.string().optional() }).optional(),
});
type Page = z.infer<typeof page>;
const list = z.object({ results: z.array(page) });
const spaces = z.object({ results: z.array(z.object({ id: z.string() })) });

export async function publishToConfluence(ask: Ask, config: ConfluenceConfig, input: PublishInput): Promise<PublishOutcome> {
  const wiki = askerOf(ask, config);
  const space = await wiki('GET', `/wiki/api/v2/spaces?keys=${encodeURIComponent(config.space)}&limit=1`, spaces);
  if (!space.ok) return space.outcome;
  const spaceId = space.value.results[0]?.id;
  if (spaceId === undefined)
    return refusedBy(`There is no space ${config.space}, or this login does not see it.`, 'Check the key of the space in the settings.');
  const old = await findPage(wiki, spaceId, input);
  if (!old.ok) return old.outcome;
  const { document } = input;
  const words = { status: 'current', title: pageTitle(input), body: { representation: 'storage', value: storageOf(input) } };
  const written = old.page
    ? await wiki('PUT', `/wiki/api/v2/pages/${old.page.id}`, page, {
        id: old.page.id,
        ...words,
        version: { number: (old.page.version?.number ?? 0) + 1, message: `Dogwatch, INC-${document.number}` },
      })
    : await wiki('POST', '/wiki/api/v2/pages', page, {
        spaceId,
        ...words,
        ...(config.parentPage !== '' && { parentId: config.parentPage }),
      });
  if (!written.ok) return written.outcome;
  const left = await putPictures(ask, config, written.value.id, input);
  if (left) return left;
  const webui = written.value._links?.webui;
  return { ok: true, ref: written.value.id, url: webui === undefined ? null : `${config.baseUrl.replace(/\/+$/, '')}/wiki${webui}` };
}

type Wiki = ReturnType<typeof askerOf>;

function headersOf({ user, token }: ConfluenceConfig): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`, accept: 'application/json' };
}

function askerOf(ask: Ask, config: ConfluenceConfig) {
  return <T>(method: 'GET' | 'POST' | 'PUT', path: string, schema: z.ZodType<T>, body?: unknown) =>
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

const markOf = ({ document }: PublishInput): string => `dogwatch-${document.incident}`;

type Found = { readonly ok: true; readonly page: Page | null } | { readonly ok: false; readonly outcome: PublishOutcome & { ok: false } };

/** The page of the last time, else one of that title which carries our mark. */
async function findPage(wiki: Wiki, spaceId: string, input: PublishInput): Promise<Found> {
  if (input.knownRef !== null && /^\d+$/.test(input.knownRef)) {
    const known = await wiki('GET', `/wiki/api/v2/pages/${input.knownRef}?body-format=storage`, page);
    if (known.ok) return { ok: true, page: known.value };
    if (known.status !== 404) return known;
  }
  const title = encodeURIComponent(pageTitle(input));
  const named = await wiki('GET', `/wiki/api/v2/pages?space-id=${spaceId}&title=${title}&status=current&body-format=storage&limit=1`, list);
  if (!named.ok) return named;
  const [same] = named.value.results;
  if (!same) return { ok: true, page: null };
  if (same.body?.storage?.value.includes(markOf(input))) return { ok: true, page: same };
  const what = msg`The space has a page “${pageTitle(input)}” that Dogwatch did not make.`;
  return { ok: false, outcome: refusedBy(what, 'Rename that page, or give the postmortem another title.') };
}

/** Confluence's storage format. Format: https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html */
export function storageOf(input: PublishInput): string {
  const { document, pictureOf } = input;
  const body = bodyHtml(outgoingText(document.text).replace(/^\s*# .*\n/, ''), {
    isXhtml: true,
    picture: (sha256, words) => {
      const name = nameOf(input, sha256);
      if (pictureOf(sha256) === null || name === null) return null;
      return `<ac:image ac:alt="${words}"><ri:attachment ri:filename="${name}" /></ac:image>`;
    },
    fence: (text, info) => {
      if (info === 'chart') return `<p><em>${escaped(captionOf(text))}</em></p>\n`;
      const language = /^[a-z]{1,20}$/.test(info) ? `<ac:parameter ac:name="language">${info}</ac:parameter>` : '';
      const safe = text.replaceAll(']]>', ']]]]><![CDATA[>');
      return `<ac:structured-macro ac:name="code">${language}<ac:plain-text-body><![CDATA[${safe}]]></ac:plain-text-body></ac:structured-macro>\n`;
    },
  });
  const mark = `<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">${escaped(markOf(input))}</ac:parameter></ac:structured-macro>`;
  const restricted = document.isRestricted ? '<p><strong>Restricted: only for who needs to know.</strong></p>' : '';
  return `<p>${mark}<em>${escaped(metaOf(document))}</em></p>${restricted}${body}`;
}

function nameOf({ pictureOf }: PublishInput, sha256: string): string | null {
  const picture = pictureOf(sha256);
  return picture && (pictureName(sha256, picture.mime)?.replace('pictures/', '') ?? null);
}

/** Puts each picture under its own name: the second time it is a new version of the same. Null: all are there. */
async function putPictures(
  ask: Ask,
  config: ConfluenceConfig,
  pageId: string,
  input: PublishInput,
): Promise<(PublishOutcome & { ok: false }) | null> {
  for (const sha256 of attachmentsOf(input.document.text)) {
    const picture = input.pictureOf(sha256);
    const name = nameOf(input, sha256);
    if (!picture || name === null) continue;
    const { contentType, body } = multipart('file', name, picture.mime, picture.bytes, {
      minorEdit: 'true',
      comment: fileStem(input.document),
    });
    const url = `${config.baseUrl.replace(/\/+$/, '')}/wiki/rest/api/content/${pageId}/child/attachment`;
    const headers = { ...headersOf(config), 'content-type': contentType, 'x-atlassian-token': 'nocheck' };
    const put = await askJson(ask, { method: 'PUT', url, headers, body }, z.unknown());
    if (!put.ok) return put.outcome;
  }
  return null;
}
