// A wiki's page as Markdown that can be read: the main part of it, without menus, scripts and forms. Not faithful, just useful at night.
import { Parser } from 'htmlparser2';

const DROPPED = new Set([
  'script',
  'style',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'noscript',
  'svg',
  'iframe',
  'template',
  'button',
  'select',
  'head',
  'dialog',
]);
const MAIN = new Set(['main', 'article']);
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'ul',
  'ol',
  'table',
  'tr',
  'blockquote',
  'details',
  'summary',
  'figure',
  'dl',
  'dt',
  'dd',
  'main',
  'article',
]);
const MAX_DEPTH = 500;

/** Never throws. `base` makes relative links whole. */
export function htmlToMarkdown(html: string, base: string): { readonly title: string; readonly text: string } {
  const whole = new Writer(base, false);
  whole.read(html);
  const isMarked = whole.hasMain;
  const writer = isMarked ? new Writer(base, true) : whole;
  if (isMarked) writer.read(html);
  const text = writer.done();
  const title = whole.title.replace(/\s+/g, ' ').trim();
  return { title, text: /^# /m.test(text) || title === '' ? text : `# ${title}\n\n${text}` };
}

class Writer {
  title = '';
  hasMain = false;
  private out = '';
  /** Last character of it: looking at the end of a text that grows costs its whole length each time. */
  private last = '';
  private readonly base: string;
  private readonly isMainOnly: boolean;
  private readonly lists: { next: number | null }[] = [];
  private dropped = 0;
  private main = 0;
  private depth = 0;
  private pre: string | null = null;
  private href: string | null = null;
  private isTitle = false;
  private isCode = false;

  constructor(base: string, isMainOnly: boolean) {
    this.base = base;
    this.isMainOnly = isMainOnly;
  }

  read(html: string): void {
    const parser = new Parser(
      {
        onopentag: (name, attributes) => this.open(name, attributes),
        ontext: (text) => this.text(text),
        onclosetag: (name) => this.close(name),
      },
      { decodeEntities: true },
    );
    parser.write(html);
    parser.end();
  }

  done(): string {
    return this.out
      .replace(/(?<![ \t])[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  private get isMuted(): boolean {
    return this.dropped > 0 || this.depth > MAX_DEPTH || (this.isMainOnly && this.main === 0);
  }

  private open(name: string, attributes: Record<string, string>): void {
    this.depth += 1;
    if (name === 'title' && this.title === '') this.isTitle = true;
    if (MAIN.has(name) || attributes.role === 'main') {
      this.hasMain = true;
      this.main += 1;
    } else if (this.main > 0) this.main += 1;
    if (DROPPED.has(name) || this.dropped > 0) this.dropped += 1;
    if (!this.isMuted) this.begin(name, attributes);
  }

  private begin(name: string, attributes: Record<string, string>): void {
    if (/^h[1-6]$/.test(name)) this.write(`\n\n${'#'.repeat(Number(name[1]))} `);
    else if (name === 'pre') this.pre = '';
    else if (name === 'code' && this.pre === null) this.code(true);
    else if (name === 'a') this.href = this.whole(attributes.href);
    else if (name === 'li') this.write(`\n${'  '.repeat(Math.max(0, this.lists.length - 1))}${this.bullet()} `);
    else if (name === 'br') this.write('\n');
    else if (name === 'td' || name === 'th') this.write(' | ');
    else if (name === 'input' && attributes.type === 'checkbox') this.write(attributes.checked === undefined ? '[ ] ' : '[x] ');
    else if (BLOCKS.has(name) && (name === 'tr' || this.lists.length === 0)) this.write(name === 'tr' ? '\n' : '\n\n');
    if (name === 'ul' || name === 'ol') this.lists.push({ next: name === 'ol' ? 1 : null });
  }

  private close(name: string): void {
    if (name === 'title') this.isTitle = false;
    if (!this.isMuted) this.finish(name);
    this.depth = Math.max(0, this.depth - 1);
    this.main = Math.max(0, this.main - 1);
    this.dropped = Math.max(0, this.dropped - 1);
  }

  private finish(name: string): void {
    if (name === 'pre' && this.pre !== null) {
      const longest = this.pre.match(/`+/g)?.reduce((most, run) => Math.max(most, run.length), 0) ?? 0;
      const fence = '`'.repeat(Math.max(3, longest + 1));
      const text = this.pre.replace(/^\n+/, '').trimEnd();
      this.pre = null;
      this.write(`\n\n${fence}\n${text}\n${fence}\n\n`);
    } else if (name === 'code' && this.pre === null) this.code(false);
    else if (name === 'a' && this.href !== null) {
      this.write(` <${this.href}>`);
      this.href = null;
    } else if (name === 'ul' || name === 'ol') {
      this.lists.pop();
      this.write('\n\n');
    } else if (/^h[1-6]$/.test(name) || (BLOCKS.has(name) && this.lists.length === 0 && name !== 'tr')) this.write('\n\n');
  }

  private text(text: string): void {
    if (this.isTitle) this.title = (this.title + text).slice(0, 300);
    if (this.isMuted) return;
    if (this.pre !== null) this.pre += text;
    else {
      const line = text.replace(/\s+/g, ' ');
      const words = this.isCode ? line.replaceAll('`', '') : line.replace(/[\\`*_[\]<>]/g, '\\$&');
      this.write(this.last.trim() === '' ? words.trimStart() : words);
    }
  }

  private code(isCode: boolean): void {
    this.isCode = isCode;
    this.write('`');
  }

  private write(text: string): void {
    if (this.pre !== null || text === '') return;
    this.out += text;
    this.last = text.slice(-1);
  }

  private bullet(): string {
    const list = this.lists.at(-1);
    if (!list || list.next === null) return '-';
    list.next += 1;
    return `${list.next - 1}.`;
  }

  private whole(href: string | undefined): string | null {
    if (href === undefined || href.startsWith('#') || !URL.canParse(href, this.base)) return null;
    const url = new URL(href, this.base);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  }
}
