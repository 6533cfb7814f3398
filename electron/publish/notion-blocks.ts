// Markdown as the blocks of a Notion page, within its limits. Blocks: https://developers.notion.com/reference/block

import MarkdownIt, { type Token } from 'markdown-it';
import { captionOf } from '../../shared/postmortem/chart-fence';

export type NotionBlock = { readonly object: 'block'; readonly type: string } & Readonly<Record<string, unknown>>;
type Rich = Readonly<Record<string, unknown>>;

const MAX_TEXT = 2000;
const MAX_RICH = 100;
const MAX_ROWS = 99;
const box = /^\[([ xX])\]\s+/;
const markdown = new MarkdownIt({ html: false, maxNesting: 30 });
markdown.validateLink = () => true;

/** `fileOf`: id of an uploaded picture; null: it is missing. */
export function notionBlocks(text: string, fileOf: (sha256: string) => string | null): NotionBlock[] {
  return new BlockMaker(fileOf).make(markdown.parse(text, {}));
}

function block(type: string, content: Readonly<Record<string, unknown>>): NotionBlock {
  return { object: 'block', type, [type]: content };
}

function plainText(content: string, more: Readonly<Record<string, unknown>> = {}, url: string | null = null): Rich[] {
  const parts: Rich[] = [];
  for (let at = 0; at < content.length; at += MAX_TEXT) {
    const text = { content: content.slice(at, at + MAX_TEXT), ...(url !== null && { link: { url } }) };
    parts.push({ type: 'text', text, ...(Object.keys(more).length > 0 && { annotations: more }) });
  }
  return parts;
}

class BlockMaker {
  private readonly fileOf: (sha256: string) => string | null;
  private readonly blocks: NotionBlock[] = [];
  private readonly lists: ('bulleted_list_item' | 'numbered_list_item')[] = [];
  private quotes = 0;
  private heading = 0;
  private rows: Rich[][][] | null = null;

  constructor(fileOf: (sha256: string) => string | null) {
    this.fileOf = fileOf;
  }

  make(tokens: readonly Token[]): NotionBlock[] {
    for (const token of tokens) this.take(token);
    return this.blocks;
  }

  private take(token: Token): void {
    const { type, tag, content } = token;
    if (type === 'heading_open') this.heading = Math.min(3, Number(tag.slice(1)));
    else if (type === 'heading_close') this.heading = 0;
    else if (type === 'bullet_list_open') this.lists.push('bulleted_list_item');
    else if (type === 'ordered_list_open') this.lists.push('numbered_list_item');
    else if (type === 'bullet_list_close' || type === 'ordered_list_close') this.lists.pop();
    else if (type === 'blockquote_open') this.quotes++;
    else if (type === 'blockquote_close') this.quotes--;
    else if (type === 'hr') this.blocks.push(block('divider', {}));
    else if (type === 'fence' && token.info.trim() === 'chart')
      this.blocks.push(block('paragraph', { rich_text: plainText(captionOf(content), { italic: true }) }));
    else if (type === 'fence' || type === 'code_block')
      this.blocks.push(block('code', { language: 'plain text', rich_text: plainText(content.trimEnd()).slice(0, MAX_RICH) }));
    else if (type === 'table_open') this.rows = [];
    else if (type === 'tr_open') this.rows?.push([]);
    else if (type === 'table_close') this.endTable();
    else if (type === 'inline') this.words(token);
  }

  private words(token: Token): void {
    const rich = this.rich(token.children ?? []);
    const row = this.rows?.at(-1);
    if (row) {
      row.push(rich);
      return;
    }
    const list = this.lists.at(-1);
    const done = box.exec(token.content);
    if (rich.length > 0) {
      if (this.heading > 0) this.blocks.push(block(`heading_${this.heading}`, { rich_text: rich }));
      else if (list !== undefined && done) this.blocks.push(block('to_do', { checked: done[1] !== ' ', rich_text: withoutBox(rich) }));
      else if (list !== undefined) this.blocks.push(block(list, { rich_text: rich }));
      else this.blocks.push(block(this.quotes > 0 ? 'quote' : 'paragraph', { rich_text: rich }));
    }
    for (const picture of (token.children ?? []).filter((child) => child.type === 'image')) this.picture(picture);
  }

  private picture(token: Token): void {
    const sha256 = /^attachment:([0-9a-f]{64})$/.exec(String(token.attrGet('src') ?? ''))?.[1];
    const file = sha256 === undefined ? null : this.fileOf(sha256);
    const caption = plainText(token.content);
    if (file !== null) this.blocks.push(block('image', { type: 'file_upload', file_upload: { id: file }, caption }));
    else this.blocks.push(block('paragraph', { rich_text: plainText(`${token.content}: the picture is missing`, { italic: true }) }));
  }

  private rich(tokens: readonly Token[]): Rich[] {
    const parts: Rich[] = [];
    const marks: Record<string, boolean> = {};
    let url: string | null = null;
    for (const { type, content, ...token } of tokens) {
      if (type === 'strong_open' || type === 'strong_close') marks.bold = type === 'strong_open';
      else if (type === 'em_open' || type === 'em_close') marks.italic = type === 'em_open';
      else if (type === 's_open' || type === 's_close') marks.strikethrough = type === 's_open';
      else if (type === 'link_close') url = null;
      else if (type === 'link_open') {
        const address = String(new Map(token.attrs ?? []).get('href') ?? '');
        url = /^https?:\/\//i.test(address) && address.length <= MAX_TEXT ? address : null;
      } else if (type === 'code_inline') parts.push(...plainText(content, { ...marks, code: true }, url));
      else if (type === 'softbreak' || type === 'hardbreak') parts.push(...plainText('\n', marks, url));
      else if (type === 'text') parts.push(...plainText(content, { ...marks }, url));
    }
    return parts.slice(0, MAX_RICH);
  }

  /** A table of more rows than one request takes becomes several, each with the head. */
  private endTable(): void {
    const [head, ...rest] = this.rows ?? [];
    this.rows = null;
    if (!head) return;
    const row = (cells: Rich[][]) => block('table_row', { cells: head.map((_, column) => cells[column] ?? []) });
    for (let at = 0; at === 0 || at < rest.length; at += MAX_ROWS) {
      const children = [head, ...rest.slice(at, at + MAX_ROWS)].map(row);
      this.blocks.push(block('table', { table_width: head.length, has_column_header: true, has_row_header: false, children }));
    }
  }
}

function withoutBox(rich: readonly Rich[]): Rich[] {
  const [first, ...rest] = rich as readonly (Rich & { text?: { content: string } })[];
  if (!first?.text) return [...rich];
  return [{ ...first, text: { ...first.text, content: first.text.content.replace(box, '') } }, ...rest];
}
