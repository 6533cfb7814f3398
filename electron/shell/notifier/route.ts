// One adapter interface for every way to put a page on the screen; routes differ, what the pager learns does not.
import type { Urgency } from '../../../shared/log/event';
import { msg } from '../../../shared/words/words';

/** What is shown: plain text, already short and free of hidden characters. Routes escape for their own markup. */
export interface PageText {
  /** Pages of one thread replace each other. */
  readonly thread: string;
  readonly title: string;
  readonly body: string;
  readonly urgency: Urgency;
  /** Acknowledge and Snooze make sense only for a page about one incident. */
  readonly isActionable: boolean;
}

export type PageAction = 'acknowledge' | 'snooze' | 'open';

/** Buttons in the order in which they are shown, where the platform has buttons. */
export const PAGE_BUTTONS: readonly { readonly action: PageAction; readonly label: string }[] = [
  { action: 'acknowledge', label: msg`Acknowledge` },
  { action: 'snooze', label: msg`Snooze 15 min` },
  { action: 'open', label: msg`Open` },
];

/** The buttons that a page gets. */
export function buttonsOf(page: PageText): typeof PAGE_BUTTONS {
  return page.isActionable ? PAGE_BUTTONS : PAGE_BUTTONS.filter((button) => button.action === 'open');
}

/** What happens to a page after it was shown; each is told at most once. */
export interface PageListener {
  clicked(): void;
  dismissed(why: string): void;
  acted(action: PageAction): void;
}

/** Why a page can't be shown. `isFinal`: the service itself is away or hung, so another route to it would fare no better. */
export interface RouteFailure {
  readonly ok: false;
  readonly why: string;
  readonly isFinal: boolean;
}

/** `id` is the platform's own name of the page; `isReceipt` tells whether the platform confirmed that it took the page. */
export type Presented = { readonly ok: true; readonly id: string; readonly isReceipt: boolean } | RouteFailure;

/** Can this route reach a person right now? `isProved` is false where only showing a page would tell. */
export type Probe = { readonly ok: true; readonly hasButtons: boolean; readonly isProved: boolean } | RouteFailure;

export interface Route {
  readonly name: 'dbus' | 'notify-send' | 'electron' | 'node-notifier';
  /** Answers within 3 s. */
  probe(): Promise<Probe>;
  /** Answers within 3 s, never throws, never blocks the thread. */
  present(page: PageText, listener: PageListener): Promise<Presented>;
  /** Takes the thread's page off the screen; unknown threads are ignored. */
  withdraw(thread: string): void;
  close(): void;
}

export const ANSWER_TIMEOUT_MS = 3_000;
