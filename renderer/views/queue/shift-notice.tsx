// One line above the queue while a received shift waits: from whom, since when, and the way to it.
import { ArrowLeftRight } from 'lucide-react';
import { useEffect } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { refreshReceivedShift, useReceivedShift } from '../../store/received-shift';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
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
    <section className="absence" aria-label={msg`A shift waits to be taken over`}>
      <ArrowLeftRight size={14} aria-hidden />
      <span title={exactTime(madeAt)}>
        {msg`From`} <b>{rich`${revealLine(from.name)}’s shift`}</b>
        {rich`, ${wallTime(madeAt)}: ${incidents.length} ${incidents.length === 1 ? msg`incident` : msg`incidents`} handed over`}
      </span>
      <button type="button" className="chip" onClick={() => useUi.getState().go('shift')}>{msg`Look and take over`}</button>
    </section>
  );
}
