// The entry of this timeline that a link led to.
import { useEffect, useState } from 'react';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useIncidentTab } from '../../store/incident-tab';
import { tellError } from '../../ui/toasts';

/** Its seq; null: no link led here, or it is still looked up. `id` is the incident's. */
export function useLedTo(id: string): number | null {
  const event = useIncidentTab(({ entry }) => (entry?.incident === id ? entry.event : null));
  const [led, setLed] = useState<{ readonly event: string; readonly seq: number } | null>(null);
  useEffect(() => {
    if (event === null) return;
    let isOver = false;
    void callEngine('find-entries', { id, text: event }).then((reply) => {
      if (isOver) return;
      const seq = reply.ok ? reply.value.seqs[0] : undefined;
      if (seq !== undefined) setLed({ event, seq });
      else
        tellError(
          reply.ok ? { what: msg`This timeline has no such entry.`, remedy: msg`The link may come from another desk.` } : reply.error,
        );
    });
    return () => {
      isOver = true;
    };
  }, [id, event]);
  return event !== null && led?.event === event ? led.seq : null;
}
