// What no page may ever do: leave the console, open windows, embed, reach the network, or get a permission.
import { app, type Session, session, type WebContents } from 'electron';
import { isConsoleUrl } from './app-protocol';
import { note } from './journal';

const NETWORK = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

/** The only permission ever given, and only to the console: writing text to the clipboard after a click. */
const ALLOWED = 'clipboard-sanitized-write';

function confine(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }, what: string): void => {
    event.preventDefault();
    note('warn', `refused: ${what}`);
  };
  contents.on('will-frame-navigate', (event) => {
    if (!isConsoleUrl(event.url) || !event.isMainFrame) refuse(event, `navigation to ${event.url}`);
  });
  contents.on('will-redirect', (event) => refuse(event, 'a redirect'));
  contents.on('will-attach-webview', (event) => refuse(event, 'an embedded page'));
  contents.setWindowOpenHandler(({ url }) => {
    note('warn', `refused: a new window for ${url}`);
    return { action: 'deny' };
  });
}

function closePermissions(of: Session): void {
  const may = (permission: string, url: string | undefined): boolean => permission === ALLOWED && url !== undefined && isConsoleUrl(url);
  of.setPermissionRequestHandler((_contents, permission, answer, details) => answer(may(permission, details.requestingUrl)));
  of.setPermissionCheckHandler((contents, permission) => may(permission, contents?.getURL()));
  of.setDevicePermissionHandler(() => false);
  of.webRequest.onBeforeRequest({ urls: NETWORK }, (details, answer) => {
    note('warn', `refused: request for ${details.url}`);
    answer({ cancel: true });
  });
}

/** Confines every page this process will ever make. Must run before the first window. */
export function hardenPages(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  closePermissions(session.defaultSession);
}
