// Asks for the passphrase that opens the log, before there is an engine or a console. The page has no bridge: the shell runs one question in it.
import { BrowserWindow } from 'electron';
import { msg } from '../../shared/words/words';
import { DIALOG_URL } from './app-protocol';
import { formAnswer } from './form-question';

/** The passphrase as typed, null when the window was closed. */
export async function askPassphrase(isRetry: boolean): Promise<string | null> {
  const window = new BrowserWindow({
    width: 440,
    height: 260,
    resizable: false,
    minimizable: false,
    maximizable: false,
    autoHideMenuBar: true,
    title: msg`Dogwatch: passphrase`,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  const closed = new Promise<null>((resolve) => window.once('closed', () => resolve(null)));
  const answered = window
    .loadURL(`${DIALOG_URL}${isRetry ? '#retry' : ''}`)
    .then(() => formAnswer(window.webContents, { needsWord: true, why: '' }));
  const answer = await Promise.race([closed, answered.catch(() => null)]);
  if (!window.isDestroyed()) window.destroy();
  return answer;
}
