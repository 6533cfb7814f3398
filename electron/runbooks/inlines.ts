// The pieces of one line of Markdown as plain data. Links that are not http(s) or a runbook beside this one are only text.
import type { Token } from 'markdown-it';
import type { RunbookInline } from '../../shared/domain/runbook-text';

interface Form {
  strong: number;
  em: number;
  s: number;
}

/** `link` is the target of the link around, if any. */
export function inlinesOf(token: Token | undefined): RunbookInline[] {
  const out: RunbookInline[] = [];
  const form: Form = { strong: 0, em: 0, s: 0 };
  let link: { readonly href: string; text: string } | null = null;
  for (const t of token?.children ?? []) {
    if (t.type === 'link_open') link = { href: String(t.attrGet('href') ?? ''), text: '' };
    else if (t.type === 'link_close' && link) {
      out.push(linkOf(link.href, link.text));
      link = null;
    } else if (link) link.text += textOf(t);
    else if (t.type === 'image') out.push(linkOf(String(t.attrGet('src') ?? ''), `picture: ${t.content || 'without a name'}`));
    else if (!changesForm(t, form)) push(out, t, form);
  }
  return out;
}

function changesForm(t: Token, form: Form): boolean {
  const name = t.type.replace(/_(open|close)$/, '');
  if (name !== 'strong' && name !== 'em' && name !== 's') return false;
  form[name] += t.nesting;
  return true;
}

function push(out: RunbookInline[], t: Token, form: Form): void {
  if (t.type === 'code_inline') out.push({ kind: 'code', text: t.content });
  else if (t.type === 'hardbreak') out.push({ kind: 'break' });
  else if (textOf(t) !== '') {
    const last = out.at(-1);
    const piece = { kind: 'text', text: textOf(t), isStrong: form.strong > 0, isEmphasis: form.em > 0, isStruck: form.s > 0 } as const;
    const isSame =
      last?.kind === 'text' && last.isStrong === piece.isStrong && last.isEmphasis === piece.isEmphasis && last.isStruck === piece.isStruck;
    if (isSame) out[out.length - 1] = { ...last, text: last.text + piece.text };
    else out.push(piece);
  }
}

function textOf(t: Token): string {
  return t.type === 'softbreak' || t.type === 'hardbreak' ? ' ' : t.type === 'image' ? `picture: ${t.content}` : t.content;
}

function linkOf(href: string, text: string): RunbookInline {
  if (/^https?:\/\//i.test(href) && URL.canParse(href)) return { kind: 'link', text: text || href, to: 'url', target: new URL(href).href };
  const path = /^(?![a-z][a-z0-9+.-]*:|\/\/|#)([^?#]+\.(?:md|markdown))(?:#.*)?$/i.exec(href)?.[1];
  if (path) return { kind: 'link', text: text || path, to: 'runbook', target: decoded(path) };
  return {
    kind: 'text',
    text: text === href ? text : `${text} (${href.slice(0, 200)})`,
    isStrong: false,
    isEmphasis: false,
    isStruck: false,
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
