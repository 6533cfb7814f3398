// The foot's answer to "who has the duty?": the first schedule in words, the others in the tooltip.
import { CalendarClock } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { onCallLines } from '../../shared/rules/on-call-words';
import { MACHINE_ZONE } from '../../shared/rules/wall-clock';
import { useDesk } from '../store/desk';
import { useUi } from '../store/ui';
import { useTimeWords } from '../ui/clock';

export function OnCallItem() {
  const { onCall, isLive } = useDesk(useShallow(({ status, connection }) => ({ onCall: status?.onCall, isLive: connection === 'live' })));
  const text = useTimeWords((now) => onCallLines(onCall ?? [], now, MACHINE_ZONE).join('\n'));
  const [first, ...more] = text.split('\n');
  if (!first || !isLive) return null;
  const [who, until] = first.replace(/ · next .*/, '').split(/(?= until )/);
  const isSure = (onCall ?? []).every(({ state }) => state === 'known');
  return (
    <button
      type="button"
      className={isSure ? 'foot-item' : 'foot-item foot-unsure'}
      title={text}
      onClick={() => useUi.getState().go('on-call')}
    >
      <CalendarClock size={12} aria-hidden />
      {who}
      {until && <span className="foot-spare">{until}</span>}
      {more.length > 0 && ` (+${more.length})`}
    </button>
  );
}
