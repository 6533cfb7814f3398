// Carries pages from the engine to the screen and what happened to them back; the engine alone decides what an action does.
import type { EngineToShell, PageOutcome, ShellToEngine } from '../../shared/contract';
import type { Notifier, Receipt } from './notifier/notifier';
import { type Sound, soundOf } from './sounds';

export type PageMessage = Extract<EngineToShell, { type: 'page' }>;

/** Pages that stand on the screen as far as anybody told, by their thread: what is locked later must not go on telling. */
export class LivePages {
  private readonly shown = new Map<string, PageMessage>();

  all(): readonly PageMessage[] {
    return [...this.shown.values()];
  }

  follow(message: PageMessage, outcome: PageOutcome): void {
    if (outcome.kind === 'shown') this.shown.set(message.request.thread, message);
    else if (this.shown.get(message.request.thread) === message) this.shown.delete(message.request.thread);
  }

  withdraw(threads: readonly string[]): void {
    for (const thread of threads) this.shown.delete(thread);
  }
}

export interface PageDesk {
  readonly notifier: Pick<Notifier, 'present' | 'withdraw'>;
  readonly isLocked: () => boolean;
  readonly live: LivePages;
  readonly send: (message: ShellToEngine) => void;
  readonly play: (sound: Sound) => void;
  /** Shows the window with this incident, or the queue when there is not exactly one. */
  readonly open: (incident: string | null) => void;
  readonly onOutcome: (title: string, outcome: PageOutcome, receipt: Receipt | undefined) => void;
}

/** Shows one page of the engine and reports each outcome to it. `isAgain`: it was shown before, which is neither heard nor reported twice. */
export async function showPage(desk: PageDesk, message: PageMessage, isAgain: boolean): Promise<void> {
  const { request } = message;
  const [first] = request.incidents;
  const subject = request.count <= 1 && first ? first : null;
  const sound = soundOf(request);
  if (sound && !isAgain) desk.play(sound);
  const isLocked = desk.isLocked();
  // Without its incidents it has no buttons: whoever passes a locked desk must not take a page over.
  const told = isLocked ? { ...request, incidents: [] } : request;
  await desk.notifier.present(told, message.areDetailsHidden || isLocked, (reported, receipt) => {
    desk.live.follow(message, reported);
    // Buttons that were on the screen before the lock do no more than to show it.
    const outcome: PageOutcome = reported.kind === 'acted' && desk.isLocked() ? { kind: 'clicked' } : reported;
    if (isAgain && (outcome.kind === 'shown' || outcome.kind === 'failed')) return;
    desk.send({ type: 'page-outcome', page: request.page, incidents: request.incidents, outcome });
    desk.onOutcome(request.title, outcome, receipt);
    if (outcome.kind === 'clicked' || (outcome.kind === 'acted' && outcome.action === 'open')) desk.open(subject);
  });
}
