// The ticket that goes with a silence: written down as an action of the incident, pushed to a tracker, and waited for until it has a link.
import { useState } from 'react';
import type { ActionView, TrackerView } from '../../../shared/contract/actions';
import { pushActions, recordAction } from '../actions/action-acts';
import { useActions } from '../actions/use-actions';

export interface SilenceTicket {
  readonly trackers: readonly TrackerView[];
  /** False until the engine told which trackers there are. */
  readonly isKnown: boolean;
  /** The action, once it is written down. */
  readonly action: ActionView | null;
  readonly isMaking: boolean;
  /** The address of the ticket; null: none yet. */
  readonly url: string | null;
  /** `tracker` null: the action alone. Resolves to its id, or null when it was refused. */
  make(text: string, due: string, tracker: string | null): Promise<string | null>;
}

export function useSilenceTicket(incident: string): SilenceTicket {
  const { board, refresh } = useActions();
  const [made, setMade] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const action = board?.actions.find(({ id }) => id === made) ?? null;
  const make = async (text: string, due: string, tracker: string | null): Promise<string | null> => {
    setMaking(true);
    const id = made ?? (await recordAction({ incident, text, owner: null, due: due === '' ? null : due, kind: 'detect' }));
    setMade(id);
    if (id !== null && tracker !== null) await pushActions([id], tracker);
    refresh();
    setMaking(false);
    return id;
  };
  return { trackers: board?.trackers ?? [], isKnown: board !== null, action, isMaking, url: action?.ticket?.url ?? null, make };
}
