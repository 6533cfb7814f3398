// The route on macOS and Windows: Electron's own Notification. Never used on Linux, where a hung service would block the whole shell.
// Facts: buttons on macOS always and on Windows from Electron 42; `action` tells (event, index) up to 39 and (details) from 40.
import { Notification } from 'electron';
import { msg } from '../../../shared/words/words';
import {
  ANSWER_TIMEOUT_MS,
  buttonsOf,
  type PageAction,
  type PageListener,
  type PageText,
  type Presented,
  type Probe,
  type Route,
} from './route';

const ELECTRON_MAJOR = Number.parseInt(process.versions.electron ?? '0', 10);

function hasButtons(): boolean {
  return process.platform === 'darwin' || (process.platform === 'win32' && ELECTRON_MAJOR >= 42);
}

/** The button's place in either shape of the `action` event. */
export function actionIndex(first: unknown, second: unknown): number {
  if (typeof second === 'number') return second;
  const details = first as { actionIndex?: unknown } | null;
  return typeof details?.actionIndex === 'number' ? details.actionIndex : -1;
}

/** Route `electron`. `failed` (no permission, no AppUserModelId) becomes the page's failure. */
export class ElectronRoute implements Route {
  readonly name = 'electron';
  private readonly shown = new Map<string, Notification>();

  probe(): Promise<Probe> {
    if (!Notification.isSupported())
      return Promise.resolve({ ok: false, isFinal: false, why: msg`This system does not support notifications.` });
    return Promise.resolve({ ok: true, hasButtons: hasButtons(), isProved: false });
  }

  present(page: PageText, listener: PageListener): Promise<Presented> {
    this.withdraw(page.thread);
    const buttons = hasButtons() ? buttonsOf(page) : [];
    const notification = new Notification({
      title: page.title,
      body: page.body,
      silent: true,
      urgency: page.urgency,
      timeoutType: page.urgency === 'critical' ? 'never' : 'default',
      actions: buttons.map((button) => ({ type: 'button', text: button.label })),
    });
    this.shown.set(page.thread, notification);
    this.listen(
      notification,
      page.thread,
      listener,
      buttons.map((button) => button.action),
    );
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => resolve({ ok: false, isFinal: false, why: msg`The system did not confirm the notification within 3 s.` }),
        ANSWER_TIMEOUT_MS,
      );
      const done = (presented: Presented): void => {
        clearTimeout(timer);
        resolve(presented);
      };
      notification.once('show', () => done({ ok: true, id: page.thread, isReceipt: true }));
      notification.once('failed', (_event, why) =>
        done({ ok: false, isFinal: false, why: msg`The system refused the notification: ${why}. Are notifications allowed for Dogwatch?` }),
      );
      notification.show();
    });
  }

  withdraw(thread: string): void {
    const shown = this.shown.get(thread);
    this.shown.delete(thread);
    shown?.close();
  }

  close(): void {
    for (const thread of [...this.shown.keys()]) this.withdraw(thread);
  }

  private listen(notification: Notification, thread: string, listener: PageListener, actions: readonly PageAction[]): void {
    const once = (tell: () => void) => (): void => {
      if (this.shown.get(thread) !== notification) return;
      this.shown.delete(thread);
      tell();
    };
    notification.on(
      'click',
      once(() => listener.clicked()),
    );
    notification.on(
      'close',
      once(() => listener.dismissed(msg`closed on screen`)),
    );
    notification.on('action', (first: unknown, second?: unknown) => {
      const action = actions[actionIndex(first, second)];
      once(() => (action ? listener.acted(action) : listener.clicked()))();
    });
  }
}
