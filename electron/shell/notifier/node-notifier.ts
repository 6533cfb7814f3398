/// <reference path="../untyped-modules.d.ts" />
// The last route: node-notifier, when nothing better is there. It has no buttons on Linux, tells no clicks and gives no receipt.
// Facts: text that starts with `-` would be read as an option, and NUL throws; shell characters are escaped by the package. On Linux it
// calls notify-send, whose service may read the body as markup; elsewhere the text is shown as it is.
import { msg } from '../../../shared/words/words';
import { escapeMarkup } from './page-text';
import { ANSWER_TIMEOUT_MS, type PageText, type Presented, type Probe, type Route } from './route';

/** Text that the programs behind node-notifier can't take for an option. */
export function notAnOption(text: string): string {
  return text.startsWith('-') ? `\u2013${text.slice(1)}` : text;
}

/** Route `node-notifier`. */
export class NodeNotifierRoute implements Route {
  readonly name = 'node-notifier';

  private readonly bodyOf: (text: string) => string;

  constructor(platform: NodeJS.Platform) {
    this.bodyOf = platform === 'linux' ? escapeMarkup : (text) => text;
  }

  async probe(): Promise<Probe> {
    try {
      await import('node-notifier');
      return { ok: true, hasButtons: false, isProved: false };
    } catch {
      return { ok: false, isFinal: false, why: msg`node-notifier is not installed.` };
    }
  }

  async present(page: PageText): Promise<Presented> {
    const { default: notifier } = await import('node-notifier');
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => resolve({ ok: false, isFinal: false, why: msg`node-notifier had no answer within 3 s.` }),
        ANSWER_TIMEOUT_MS,
      );
      notifier.notify(
        {
          title: notAnOption(page.title),
          message: this.bodyOf(notAnOption(page.body)) || ' ',
          urgency: page.urgency,
          'app-name': 'Dogwatch',
        },
        (error) => {
          clearTimeout(timer);
          resolve(error ? { ok: false, isFinal: false, why: error.message } : { ok: true, id: '', isReceipt: false });
        },
      );
    });
  }

  withdraw(): void {}

  close(): void {}
}
