// One line above the queue while a received shift waits: from whom, since when, and the way to it.
import { ArrowLeftRight } from 'lucide-react';
import { useEffect } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { useDesk } from '../../store/desk';
import { refreshReceivedShift, useReceivedShift } from '../../store/received-shift';
import { useUi } from '../../store/ui';
import { exactTime, wallTime } from '../../ui/time-words';

/** The queue is drawn first: the answer needs code of the engine that is not read until somebody asks. */
const ASKED_AFTER_MS = 400;

export function ShiftNotice() {
  const shift = useReceivedShift((s) => s.shift);
  const isLive = useDesk((s) => s.connection === 'live');
  useEffect(() => {
    if (!isLive) return;
    const timer = setTimeout(() => void refreshReceivedShift(), ASKED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isLive]);
  if (!shift) return null;
  const { from, madeAt, incidents } = shift.bundle;
  return (
    <section className="absence" aria-label="A shift waits to be taken over">
      <ArrowLeftRight size={14} aria-hidden />
      <span title={exactTime(madeAt)}>
        From <b>{revealLine(from.name)}’s shift</b>, {wallTime(madeAt)}: {incidents.length}{' '}
        {incidents.length === 1 ? 'incident' : 'incidents'} handed over
      </span>
      <button type="button" className="chip" onClick={() => useUi.getState().go('shift')}>
        Look and take over
      </button>
    </section>
  );
}
