// Second route on Linux: the `notify-send` program of libnotify 0.8 or newer, for buses that our own client can't speak to.
// Facts: notify-send(1): `--action` waits and prints the chosen name, `--print-id` prints the id first.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { msg } from '../../../shared/words/words';
import { escapeMarkup } from './page-text';
import {
  ANSWER_TIMEOUT_MS,
  buttonsOf,
  PAGE_BUTTONS,
  type PageListener,
  type PageText,
  type Presented,
  type Probe,
  type Route,
} from './route';

/** Into a pipe, notify-send would print the id only when it ends; coreutils' stdbuf makes it print line by line, in the same process. */
const UNBUFFERED = ['-oL', 'notify-send'];

const CLOSE_NOTIFICATION = [
  ...['call', '--session', '--dest=org.freedesktop.Notifications', '--object-path=/org/freedesktop/Notifications'],
  '--method=org.freedesktop.Notifications.CloseNotification',
];

/** Arguments for one page; the text stands after `--`, so it is never read as an option. */
export function notifySendArguments(page: PageText, replaces: string | undefined): string[] {
  const actions = [...buttonsOf(page).map((button) => `--action=${button.action}=${button.label}`), '--action=default=Open'];
  return [
    '--print-id',
    '--app-name=Dogwatch',
    `--urgency=${page.urgency}`,
    '--hint=string:desktop-entry:dogwatch',
    ...(replaces ? [`--replace-id=${replaces}`] : []),
    ...actions,
    '--',
    page.title,
    escapeMarkup(page.body),
  ];
}

/** Does this `notify-send --version` know actions (libnotify 0.8)? */
export function knowsActions(version: string): boolean {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  return major > 0 || minor >= 8;
}

interface Shown {
  readonly id: string;
  readonly child: ChildProcess;
}

/** Route `notify-send`. */
export class NotifySendRoute implements Route {
  readonly name = 'notify-send';
  private readonly shown = new Map<string, Shown>();

  probe(): Promise<Probe> {
    return new Promise((resolve) => {
      execFile('stdbuf', [...UNBUFFERED, '--version'], { timeout: ANSWER_TIMEOUT_MS }, (error, stdout) => {
        if (error) return resolve({ ok: false, isFinal: false, why: msg`The programs notify-send and stdbuf are not installed.` });
        if (!knowsActions(stdout))
          return resolve({ ok: false, isFinal: false, why: msg`${stdout.trim()} is too old for buttons; 0.8 is needed.` });
        resolve({ ok: true, hasButtons: true, isProved: false });
      });
    });
  }

  present(page: PageText, listener: PageListener): Promise<Presented> {
    const earlier = this.shown.get(page.thread);
    const child = spawn('stdbuf', [...UNBUFFERED, ...notifySendArguments(page, earlier?.id)], { stdio: ['ignore', 'pipe', 'pipe'] });
    return new Promise((resolve) => {
      let words = '';
      const fail = (why: string): void => {
        clearTimeout(timer);
        resolve({ ok: false, isFinal: true, why });
      };
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        fail(msg`The notification service is hung: notify-send had no answer within 3 s.`);
      }, ANSWER_TIMEOUT_MS);
      child.once('error', (error) => fail(msg`notify-send did not start: ${error.message}`));
      child.stderr.on('data', (chunk: Buffer) => {
        words = (words + chunk.toString('utf8')).slice(0, 500);
      });
      child.once('close', () => fail(words.trim() || msg`notify-send ended without showing the page`));
      this.follow(child, page.thread, listener, (id) => {
        clearTimeout(timer);
        resolve({ ok: true, id, isReceipt: true });
      });
    });
  }

  /** notify-send can't take a page back (SIGINT does it only in newer ones); glib's gdbus can, and where it is missing the page stays. */
  withdraw(thread: string): void {
    const shown = this.shown.get(thread);
    if (!shown) return;
    this.shown.delete(thread);
    shown.child.kill('SIGKILL');
    execFile('gdbus', [...CLOSE_NOTIFICATION, shown.id], { timeout: ANSWER_TIMEOUT_MS }, () => {});
  }

  close(): void {
    for (const thread of [...this.shown.keys()]) this.withdraw(thread);
  }

  private follow(child: ChildProcess, thread: string, listener: PageListener, onShown: (id: string) => void): void {
    if (!child.stdout) return;
    let isShown = false;
    let chosen: string | null = null;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (isShown) chosen = line.trim();
      else {
        isShown = true;
        this.shown.get(thread)?.child.kill('SIGKILL');
        this.shown.set(thread, { id: line.trim(), child });
        onShown(line.trim());
      }
    });
    child.once('close', () => {
      if (this.shown.get(thread)?.child !== child) return;
      this.shown.delete(thread);
      const button = PAGE_BUTTONS.find((known) => known.action === chosen);
      if (button) listener.acted(button.action);
      else if (chosen === 'default') listener.clicked();
      else listener.dismissed(msg`closed on screen`);
    });
  }
}
