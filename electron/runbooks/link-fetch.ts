// Fetches one runbook by its link: over http(s) only, without logins and cookies, three redirects at most, each looked at.

import { msg } from '../../shared/words/words';
import type { HttpClient } from '../feeds/http';
import { failureOfStatus, isHtml } from '../feeds/http-answer';
import { refuseLink } from './address-guard';

const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 15_000;

export type Fetched = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** Pages of a code host that show a Markdown file: the file itself is asked instead. */
export function rawAddress(link: string): string {
  const url = new URL(link);
  const github = /^\/([^/]+)\/([^/]+)\/blob\/(.+)$/.exec(url.pathname);
  if (url.hostname === 'github.com' && github) return `https://raw.githubusercontent.com/${github[1]}/${github[2]}/${github[3]}`;
  if (url.pathname.includes('/-/blob/')) return `${url.origin}${url.pathname.replace('/-/blob/', '/-/raw/')}`;
  url.hash = '';
  return url.href;
}

/** `named`: hosts of private networks that may be asked. The client brings the limits of size and the check of addresses. */
export async function fetchRunbook(http: HttpClient, link: string, named: readonly string[], signal: AbortSignal): Promise<Fetched> {
  if (!URL.canParse(link)) return { ok: false, why: msg`The link is no address.` };
  let url = new URL(rawAddress(link));
  for (let i = 0; i <= MAX_REDIRECTS; i++) {
    const refused = refuseLink(url, named);
    if (refused) return { ok: false, why: refused };
    const headers = { accept: 'text/markdown, text/plain;q=0.9, text/html;q=0.8' };
    const result = await http.request({ url: url.href, headers, timeoutMs: TIMEOUT_MS, keepsRedirects: true }, signal);
    if (!result.ok) return { ok: false, why: result.failure.what };
    const { answer } = result;
    const next = answer.headers.location;
    if (answer.status >= 300 && answer.status < 400 && next !== undefined && URL.canParse(next, url.href)) {
      url = new URL(next, url);
      continue;
    }
    const failure = failureOfStatus(answer);
    if (failure) return { ok: false, why: failure.what };
    return textOf(new TextDecoder().decode(answer.bytes), isHtml(answer), answer.headers['content-type'] ?? '', url.href);
  }
  return { ok: false, why: msg`The server sends us on and on.` };
}

async function textOf(body: string, isPage: boolean, type: string, base: string): Promise<Fetched> {
  if (isPage) {
    const { htmlToMarkdown } = await import('./html-markdown');
    const { title, text } = htmlToMarkdown(body, base);
    if (/\b(log ?in|sign ?in|anmelden|single sign.on)\b/i.test(title) && text.length < 2000)
      return { ok: false, why: msg`A login page stands before the runbook.` };
    return text.length < 20 ? { ok: false, why: msg`The page holds no text; it may need a browser.` } : { ok: true, text };
  }
  if (/^(image|audio|video|font)\/|octet-stream|application\/(pdf|zip|gzip)/i.test(type) || body.includes('\0'))
    return { ok: false, why: msg`The link leads to ${type.split(';')[0] || 'data'}, not to a text.` };
  return body.trim() === '' ? { ok: false, why: msg`The answer is empty.` } : { ok: true, text: body };
}
