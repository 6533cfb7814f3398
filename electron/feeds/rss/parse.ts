// The XML of a status page to its items, as text. Entities that a document declares itself are not expanded (htmlparser2 knows only
// XML's own), and nothing is ever fetched because of what stands in it.
import { DomHandler, DomUtils, Parser } from 'htmlparser2';

export interface Item {
  /** guid or id; empty: none. */
  readonly id: string;
  readonly title: string;
  readonly link: string;
  /** Plain text; each block stands on a line of its own. */
  readonly text: string;
  /** As the document has them; empty: none. */
  readonly published: string;
  readonly updated: string;
}

export interface Page {
  readonly title: string;
  readonly items: readonly Item[];
}

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

const MAX_ITEMS = 1000;
const MAX_TEXT = 20_000;
const MAX_SHORT = 2000;
const MAX_NODES = 100_000;
/** No page of a status is nested deeper; each further level would cost as much as all before it. */
const MAX_DEPTH = 500;
const BLOCKS = new Set(['p', 'br', 'div', 'li', 'ul', 'ol', 'tr', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'blockquote', 'pre']);
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'title', 'iframe']);

/** Text of a piece of HTML: no markup, no script, one line a block. */
export function plainText(html: string): string {
  let [text, hidden] = ['', 0];
  const parser = new Parser({
    onopentagname(name) {
      if (SILENT.has(name)) hidden += 1;
      if (BLOCKS.has(name)) text += '\n';
    },
    onclosetag(name) {
      if (SILENT.has(name)) hidden -= 1;
      if (BLOCKS.has(name)) text += '\n';
    },
    ontext(part) {
      if (hidden === 0 && text.length < MAX_TEXT) text += part;
    },
  });
  parser.end(html.slice(0, MAX_TEXT * 5));
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, MAX_TEXT);
}

function childOf(parent: Element, names: readonly string[]): Element | null {
  for (const name of names) {
    const found = DomUtils.getElementsByTagName(name, parent.children, false, 1)[0];
    if (found) return found;
  }
  return null;
}

/** All text inside, as far as any use needs it; without recursion, since a document may be nested as deep as it is long. */
function textIn(element: Element): string {
  const open: Element['children'] = [...element.children].reverse();
  let text = '';
  for (let seen = 0; seen < MAX_NODES && text.length < MAX_TEXT * 5; seen++) {
    const node = open.pop();
    if (!node) break;
    if (node.type === 'text') text += node.data;
    else if ('children' in node) for (let at = node.children.length - 1; at >= 0; at--) open.push(node.children[at] as typeof node);
  }
  return text;
}

function said(parent: Element, ...names: string[]): string {
  const found = childOf(parent, names);
  return found ? textIn(found).trim() : '';
}

function linkOf(item: Element): string {
  const links = DomUtils.getElementsByTagName('link', item.children, false, 20);
  const chosen = links.find(({ attribs }) => (attribs.rel ?? 'alternate') === 'alternate') ?? links[0];
  return (chosen?.attribs.href ?? said(item, 'link')).slice(0, MAX_SHORT);
}

function itemOf(item: Element): Item {
  const html = said(item, 'content:encoded', 'content', 'description', 'summary');
  return {
    id: (said(item, 'guid', 'id') || (item.attribs['rdf:about'] ?? '')).slice(0, MAX_SHORT),
    title: plainText(said(item, 'title')).replace(/\n/g, ' ').slice(0, MAX_SHORT),
    link: linkOf(item),
    text: plainText(html),
    published: said(item, 'published', 'pubDate', 'dc:date', 'issued').slice(0, 100),
    updated: said(item, 'updated', 'modified', 'atom:updated').slice(0, 100),
  };
}

/** XML may come in UTF-16 and then says so by its first two bytes. */
function byMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** The characters of an answer: by its first bytes, its Content-Type, else by the XML declaration, else UTF-8. */
export function decode(bytes: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared =
    byMark(bytes) ?? /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? /<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(head)?.[1];
  try {
    return new TextDecoder(declared ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Null: it is nested too deep. */
function documentOf(xml: string): DomHandler['root'] | null {
  const handler = new DomHandler();
  const open = handler.onopentag.bind(handler);
  const close = handler.onclosetag.bind(handler);
  let depth = 0;
  let isTooDeep = false;
  handler.onopentag = (name, attributes) => {
    depth += 1;
    isTooDeep ||= depth > MAX_DEPTH;
    if (isTooDeep) parser.pause();
    else open(name, attributes);
  };
  handler.onclosetag = () => {
    depth -= 1;
    if (!isTooDeep) close();
  };
  const parser = new Parser(handler, { xmlMode: true });
  parser.end(xml);
  return isTooDeep ? null : handler.root;
}

/** Null: it is no feed. `cut`: its end is missing, so items may be. */
export function parsePage(xml: string): Page | 'cut' | null {
  const root = documentOf(xml)?.children.find((node): node is Element => 'name' in node && /^(rss|feed|rdf:rdf)$/i.test(String(node.name)));
  if (!root) return null;
  if (!new RegExp(`</${root.name}\\s*>\\s*(<!--[^]*-->\\s*)?$`).test(xml.slice(-2000))) return 'cut';
  const channel = childOf(root, ['channel']) ?? root;
  const items = DomUtils.getElementsByTagName((name) => name === 'item' || name === 'entry', root.children, true, MAX_ITEMS);
  return { title: plainText(said(channel, 'title')).replace(/\n/g, ' ').slice(0, MAX_SHORT), items: items.map(itemOf) };
}
