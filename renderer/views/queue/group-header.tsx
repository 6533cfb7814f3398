// Header of a group: what its rows share, how many there are, and the way to fold it.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { EMPTY_TALLY, firingCount } from '../../../shared/domain/alert';
import { revealLine } from '../../../shared/domain/reveal-text';
import { counted, msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import type { Group } from './arrange';

export function GroupHeader({ group, place, top, isCollapsed }: { group: Group; place: number; top: number; isCollapsed: boolean }) {
  const alerts = useDesk((state) => group.ids.reduce((sum, id) => sum + firingCount(state.rows.get(id)?.tally ?? EMPTY_TALLY), 0));
  const Chevron = isCollapsed ? ChevronRight : ChevronDown;
  return (
    <div role="row" className="queue-group" style={{ transform: `translateY(${top}px)` }} aria-rowindex={place}>
      <span role="gridcell" aria-colspan={7}>
        <button
          type="button"
          className="queue-group-button"
          aria-expanded={!isCollapsed}
          onClick={() => useUi.getState().toggleGroup(group.key)}
        >
          <Chevron size={13} aria-hidden />
          <b>{revealLine(group.label)}</b>
          <span>
            {counted(group.ids.length, msg`incident`, msg`incidents`)}
            {alerts > 0 && ` · ${counted(alerts, msg`alert`, msg`alerts`)}`}
          </span>
        </button>
      </span>
    </div>
  );
}
