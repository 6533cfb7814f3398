// What an escalation did so far and why it ended. Folded on demand: the row keeps only where it stands.
import { msg } from '../../words/words';
import type { EventKind, LogEvent } from '../event';
import type { ActEvents } from '../kinds/acts';

/** A step that was done. `to`: who was told by name; '' = the person of this desk, or nobody when it tells people. */
export type DoneStep = Pick<ActEvents['escalation.stepped'], 'step' | 'does' | 'to' | 'why'> & { readonly at: number };

/** The newest run of an escalation. Times are Unix ms. */
export interface EscalationStory {
  /** Id of the policy among the settings, which may have changed since. */
  readonly policy: string;
  readonly begunAt: number;
  readonly steps: readonly DoneStep[];
  /** Null: it goes on. */
  readonly ended: { readonly at: number; readonly why: string } | null;
}

/** The kinds that `foldEscalation` looks at. */
export const ESCALATION_KINDS: readonly EventKind[] = [
  'escalation.begun',
  'escalation.stepped',
  'incident.acknowledged',
  'incident.snoozed',
  'incident.resolved',
  'incident.closed',
  'incident.merged',
];

/** Folds the events of one incident, oldest first; null: nothing ever escalated. */
export function foldEscalation(events: Iterable<LogEvent>): EscalationStory | null {
  let story: EscalationStory | null = null;
  for (const event of events) {
    if (event.kind === 'escalation.begun') story = { policy: event.data.policy, begunAt: event.at, steps: [], ended: null };
    if (!story || story.ended) continue;
    if (event.kind === 'escalation.stepped') {
      const { step, does, to, why } = event.data;
      story = { ...story, steps: [...story.steps, { step, does, to, why, at: event.at }] };
    }
    const why = endWords(event);
    if (why) story = { ...story, ended: { at: event.at, why } };
  }
  return story;
}

function endWords(event: LogEvent): string | null {
  if (event.kind === 'incident.acknowledged') return msg`${event.data.by} has it`;
  if (event.kind === 'incident.snoozed') return msg`${event.data.by} snoozed it`;
  if (event.kind === 'incident.resolved') return event.data.isAutomatic ? msg`resolved by itself` : 'resolved';
  if (event.kind === 'incident.closed') return 'closed';
  if (event.kind === 'incident.merged') return msg`merged into INC-${event.data.intoNumber}`;
  return null;
}
