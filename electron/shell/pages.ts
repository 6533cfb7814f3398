// Carries pages from the engine to the screen and what happened to them back; the engine alone decides what an action does.
import type { EngineToShell, PageOutcome, ShellToEngine } from '../../shared/contract';
import type { Notifier, Receipt } from './notifier/notifier';
import { type Sound, soundOf } from './sounds';

export interface PageDesk {
  readonly notifier: Pick<Notifier, 'present' | 'withdraw'>;
  readonly send: (message: ShellToEngine) => void;
  readonly play: (sound: Sound) => void;
  /** Shows the window with this incident, or the queue when there is not exactly one. */
  readonly open: (incident: string | null) => void;
  readonly onOutcome: (title: string, outcome: PageOutcome, receipt: Receipt | undefined) => void;
}

/** Shows one page of the engine and reports each outcome to it. */
export async function showPage(desk: PageDesk, message: Extract<EngineToShell, { type: 'page' }>): Promise<void> {
  const { request, areDetailsHidden } = message;
  const [first] = request.incidents;
  const subject = request.count <= 1 && first ? first : null;
  const sound = soundOf(request);
  if (sound) desk.play(sound);
  await desk.notifier.present(request, areDetailsHidden, (outcome, receipt) => {
    desk.send({ type: 'page-outcome', page: request.page, incidents: request.incidents, outcome });
    desk.onOutcome(request.title, outcome, receipt);
    if (outcome.kind === 'clicked' || (outcome.kind === 'acted' && outcome.action === 'open')) desk.open(subject);
  });
}
