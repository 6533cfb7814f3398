// Serves the window's files at app://console with strict headers. file:// is not used: with the fuses of a release it can't read an asar.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { type ProtocolRequest, type ProtocolResponse, protocol } from 'electron';
import type { Spoken } from './spoken-language';
import { spokenPage } from './spoken-page';

export const APP_SCHEME = 'app';
export const APP_HOST = 'console';
export const CONSOLE_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;
/** A site of its own, so that a page which is loaded in place of the console gets a process of its own and the console's ends. */
const LOCKED_HOST = 'locked';
export const LOCKED_URL = `${APP_SCHEME}://${LOCKED_HOST}/dialogs/locked.html`;
export const DIALOG_URL = `${APP_SCHEME}://${APP_HOST}/dialogs/passphrase.html`;

/** `renderer` is the built window, `assets` holds sounds and dialogs. */
export interface Roots {
  readonly renderer: string;
  readonly assets: string;
}

/** Folders of the assets that pages may read; all else comes from the built window. */
const FROM_ASSETS = ['/sounds/', '/dialogs/', '/words/'];

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
export function fileOf(address: string, roots: Roots): string | null {
  const url = new URL(address);
  if (url.host !== APP_HOST && url.host !== LOCKED_HOST) return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const isAsset = FROM_ASSETS.some((folder) => path.startsWith(folder));
  if (url.host === LOCKED_HOST && !isAsset) return null;
  const root = resolve(isAsset ? roots.assets : roots.renderer);
  const file = resolve(join(root, path));
  return file.startsWith(root + sep) ? file : null;
}

/** No opener policy: no page here is opened by another, and the policy would cost the start a second renderer process to move into. */
function headersFor(file: string, nonce: string): Record<string, string> {
  return {
    'content-type': MIME[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}

/** Puts the nonce where Vite and the window look for it, and on the page's own style elements. */
function withNonce(html: string, nonce: string): string {
  return html.replace(/<head>/i, `<head><meta property="csp-nonce" nonce="${nonce}">`).replace(/<style>/gi, `<style nonce="${nonce}">`);
}

async function answerFor(request: ProtocolRequest, roots: Roots, spoken: Spoken): Promise<ProtocolResponse> {
  const file = request.method === 'GET' ? fileOf(request.url, roots) : null;
  const nonce = randomBytes(16).toString('base64');
  const bytes = file === null ? null : await readFile(file).catch(() => null);
  if (file === null || bytes === null) return { statusCode: 404, headers: headersFor('.txt', nonce), data: Buffer.from('not found') };
  const data = extname(file) === '.html' ? Buffer.from(withNonce(spokenPage(bytes.toString('utf8'), spoken), nonce)) : bytes;
  return { statusCode: 200, headers: headersFor(file, nonce), data };
}

/**
 * Answers app://console. Not by `protocol.handle`: that builds each answer with fetch's classes, and loading those costs the start
 * 30 ms (docs/decisions/0014).
 */
export function serveConsole(roots: Roots, spoken: Spoken): void {
  protocol.registerBufferProtocol(APP_SCHEME, (request, answer) => void answerFor(request, roots, spoken).then(answer));
}
