// Serves the window's files at app://console with strict headers. file:// is not used: with the fuses of a release it can't read an asar.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { protocol } from 'electron';

export const APP_SCHEME = 'app';
export const APP_HOST = 'console';
export const CONSOLE_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;
export const DIALOG_URL = `${APP_SCHEME}://${APP_HOST}/dialogs/passphrase.html`;

/** Folders of the assets that pages may read; all else comes from the built window. */
const FROM_ASSETS = ['/sounds/', '/dialogs/'];

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.json': 'application/json',
};

/** Is this address one of the console's own pages? */
export function isConsoleUrl(url: string): boolean {
  return url === CONSOLE_URL || url.startsWith(`${APP_SCHEME}://${APP_HOST}/`);
}

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}

/** The policy of one answer. `nonce` lets the page's own style elements in (Mantine writes some); scripts come from files only. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The file that an address means, or null when it lies outside of `roots`. Sounds and dialogs are assets. */
export function fileOf(address: string, roots: { readonly renderer: string; readonly assets: string }): string | null {
  const url = new URL(address);
  if (url.host !== APP_HOST) return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const root = resolve(FROM_ASSETS.some((folder) => path.startsWith(folder)) ? roots.assets : roots.renderer);
  const file = resolve(join(root, path));
  return file.startsWith(root + sep) ? file : null;
}

function headersFor(file: string, nonce: string): Record<string, string> {
  return {
    'content-type': MIME[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}

/** Puts the nonce where Vite and the window look for it. */
function withNonce(html: string, nonce: string): string {
  return html.replace(/<head>/i, `<head><meta property="csp-nonce" nonce="${nonce}">`);
}

/** Answers app://console. `roots.renderer` is the built window, `roots.assets` holds sounds and dialogs. */
export function serveConsole(roots: { readonly renderer: string; readonly assets: string }): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, roots) : null;
    const nonce = randomBytes(16).toString('base64');
    const missing = (): Response => new Response('not found', { status: 404, headers: headersFor('.txt', nonce) });
    if (!file) return missing();
    try {
      const bytes = await readFile(file);
      const body = extname(file) === '.html' ? withNonce(bytes.toString('utf8'), nonce) : new Uint8Array(bytes);
      return new Response(body, { headers: headersFor(file, nonce) });
    } catch {
      return missing();
    }
  });
}
