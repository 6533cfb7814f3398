// A link from an alert is somebody else's text: the person sees the whole address before the browser does.
import { type BrowserWindow, dialog, shell } from 'electron';
import { msg } from '../../shared/words/words';

/** The address as the browser will read it (host in ASCII), or null when it is not http(s) or carries a password. */
export function plainUrl(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  return url && isWeb && !url.username && !url.password ? url.href : null;
}

/** Asks, then opens; false when the person said no or the address is none to open. */
export async function openLink(parent: BrowserWindow, text: string): Promise<boolean> {
  const url = plainUrl(text);
  if (!url) return false;
  const { response } = await dialog.showMessageBox(parent, {
    type: 'question',
    message: msg`Open this link in your browser?`,
    detail: url,
    buttons: [msg`Open`, msg`Cancel`],
    defaultId: 1,
    cancelId: 1,
  });
  if (response !== 0) return false;
  await shell.openExternal(url);
  return true;
}
