// Hears of deep links and second starts from the first moment on; whoever serves them comes later.
import { app } from 'electron';
import { DEEP_LINK_SCHEME, type DeepLink, findDeepLink, parseDeepLink } from './deep-link';
import { note } from './journal';
import type { SecondStart } from './lifecycle';

export interface LinkServer {
  follow(link: DeepLink): void;
  show(): void;
}

export interface DeepLinks {
  /** What came before is handed over at once. */
  serve(server: LinkServer): void;
}

/** Must run before the app is ready: macOS tells of the link that started it very early. */
export function collectDeepLinks(first: DeepLink | null): DeepLinks {
  let waiting = first;
  let server: LinkServer | null = null;
  const take = (link: DeepLink | null): void => {
    if (!server) waiting = link ?? waiting;
    else if (link) server.follow(link);
    else server.show();
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = parseDeepLink(url);
    if (!link) note('warn', `refused: the link ${url}`);
    take(link);
  });
  // Chromium reorders a second start's command line, so the second start sends what it understood as data.
  app.on('second-instance', (_event, argv, _cwd, data) => take((data as SecondStart | null)?.deepLink ?? findDeepLink(argv)));
  app.on('activate', () => server?.show());
  return {
    serve: (by) => {
      server = by;
      if (waiting) by.follow(waiting);
      // The installers of Linux declare the scheme in the desktop entry.
      if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);
    },
  };
}
