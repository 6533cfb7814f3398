// The question before an update is installed, in a dialog of the shell: a page can't answer it. It says what is open now.
import { type BrowserWindow, dialog } from 'electron';
import type { UpdateOffer } from '../../../shared/contract/update';
import { counted, msg } from '../../../shared/words/words';

/** `open`: incidents that are open now; null when that is not known. True: install it. */
export async function askInstall(parent: BrowserWindow, offer: UpdateOffer, open: number | null): Promise<boolean> {
  const busy =
    open === null
      ? msg`Whether incidents are open is not known now.`
      : open === 0
        ? msg`No incident is open.`
        : msg`${counted(open, msg`incident is open`, msg`incidents are open`)}. Better wait until it is over.`;
  const { response } = await dialog.showMessageBox(parent, {
    type: open === 0 ? 'question' : 'warning',
    message: msg`Install Dogwatch ${offer.version} and start it?`,
    detail: `${busy}\n${msg`Until it is back, about a minute, this desk watches nothing and pages nobody. The system may ask for your password.`}`,
    buttons: [msg`Install and restart`, msg`Later`],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
