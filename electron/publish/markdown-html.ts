// Markdown to the body of a page. The text is hostile: no HTML of its own, no picture from elsewhere, links only where people go.
import MarkdownIt, { type Renderer, type Token } from 'markdown-it';
import { msg } from '../../shared/words/words';

export interface BodyOptions {
  /** Markup for a picture of the text, `words` being escaped; null: it is missing. */
  readonly picture: (sha256: string, words: string) => string | null;
  /** Markup for a fence; null: it is shown as its words. */
  readonly fence: (text: string, info: string) => string | null;
  /** Empty elements are closed, as XML wants them. */
  readonly isXhtml?: boolean;
}

type Rule = NonNullable<Renderer['rules'][string]>;

const limits = { html: false, linkify: false, typographer: false, maxNesting: 60 };
const escaped = new MarkdownIt().utils.escapeHtml;
const box = /^\[([ xX])\]\s+/;
const attributes = /\s*\(((?:(?:owner|due|kind|state|id):[^(),]*(?:,\s*)?)+)\)\s*$/;
const BRIEF_CHARS = 30;
const outside = /^(?:https?:\/\/|mailto:)/i;
const attachment = /^attachment:([0-9a-f]{64})$/;

/** HTML without scripts, styles or addresses that are loaded. Never throws, whatever the text. */
export function bodyHtml(text: string, options: BodyOptions): string {
  const markdown = new MarkdownIt({ ...limits, xhtmlOut: options.isXhtml === true });
  markdown.validateLink = () => true;
  Object.assign(markdown.renderer.rules, rulesOf(options));
  const tokens = markdown.parse(text, {});
  tick(tokens);
  return markdown.renderer.render(tokens, markdown.options, {});
}

function attributeOf(token: Token | undefined, name: string): string {
  return String(token?.attrGet(name) ?? '');
}

function rulesOf({ picture, fence }: BodyOptions): Record<string, Rule> {
  /** For each link that is open: does it lead outside? */
  const open: boolean[] = [];
  return {
    image: (tokens, index) => {
      const words = escaped(tokens[index]?.content ?? '');
      const address = attributeOf(tokens[index], 'src');
      const sha256 = attachment.exec(address)?.[1];
      const shown = sha256 === undefined ? null : picture(sha256, words);
      if (shown !== null) return shown;
      const why = sha256 === undefined && outside.test(address) ? msg`a picture at ${escaped(address)}` : msg`the picture is missing`;
      return `<span class="missing">${words === '' ? '' : `${words}: `}${why}</span>`;
    },
    link_open: (tokens, index) => {
      const address = attributeOf(tokens[index], 'href');
      const isOutside = outside.test(address);
      open.push(isOutside);
      return isOutside ? `<a href="${escaped(address)}">` : '<span class="source">';
    },
    link_close: () => (open.pop() ? '</a>' : '</span>'),
    fence: (tokens, index) => {
      const { content = '', info = '' } = tokens[index] ?? {};
      return fence(content, info.trim()) ?? `<pre><code>${escaped(content)}</code></pre>\n`;
    },
    task_box: (tokens, index) => `<span class="box">${tokens[index]?.meta?.isDone === true ? '\u2611' : '\u2610'}</span> `,
    task_facts: (tokens, index) => `<span class="facts">${escaped(tokens[index]?.content ?? '')}</span>`,
    td_open: (tokens, index) => `<td${classes(side(tokens[index]), isBriefFirst(tokens, index) ? 'brief' : null)}>`,
    th_open: (tokens, index) => `<th${classes(side(tokens[index]))}>`,
  };
}

function side(token: Token | undefined): string | null {
  return /text-align:\s*(left|right|center)/.exec(attributeOf(token, 'style'))?.[1] ?? null;
}

/** A cell that begins its row and is a time or a name: it stays on one line. */
function isBriefFirst(tokens: readonly Token[], index: number): boolean {
  const words = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
  return tokens[index - 1]?.type === 'tr_open' && words.length <= BRIEF_CHARS;
}

function classes(...names: readonly (string | null)[]): string {
  const given = names.filter((name) => name !== null);
  return given.length === 0 ? '' : ` class="${given.join(' ')}"`;
}

/** `- [ ] words (owner: @ana, due: 2026-12-24)` becomes a box, words, and facts in small letters. */
function tick(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open' || tokens[index - 2]?.type !== 'list_item_open') continue;
    const [first] = token.children ?? [];
    const found = box.exec(first?.type === 'text' ? first.content : '');
    if (!first || !found) continue;
    first.content = first.content.slice(found[0].length);
    tokens[index - 2]?.attrSet('class', 'task');
    const made = inlineToken('task_box', first);
    made.meta = { isDone: found[1] !== ' ' };
    const last = token.children?.at(-1);
    const facts = last?.type === 'text' ? attributes.exec(last.content) : null;
    token.children?.unshift(made);
    if (!last || !facts) continue;
    last.content = last.content.slice(0, facts.index);
    const said = (facts[1] ?? '').replace(/,?\s*id:\s*[^,]*/, '').trim();
    const shown = inlineToken('task_facts', first);
    shown.content = said;
    if (said !== '') token.children?.push(shown);
  }
}

function inlineToken(type: string, like: Token): Token {
  const Made = like.constructor as new (type: string, tag: string, nesting: 0) => Token;
  return new Made(type, '', 0);
}
