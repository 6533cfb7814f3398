// "3 new" over the list: incidents that wait because the person is in it.
import { ArrowUp } from 'lucide-react';
import { showArrivals, useArrivals } from '../../store/arrivals';
import { KeyHint } from '../../ui/kbd';
import { rich } from '../../ui/rich';
import { SeverityShape } from '../../ui/severity-shape';

export function ArrivalsBar() {
  const waiting = useArrivals((state) => state.waiting);
  const worst = useArrivals((state) => state.worst);
  return (
    <div className="arrivals" aria-live="polite">
      {waiting > 0 && worst !== null && (
        <button type="button" className="arrivals-button" onClick={showArrivals}>
          <SeverityShape severity={worst} size={16} />
          {rich`${waiting} new`}
          <ArrowUp size={13} aria-hidden />
          <KeyHint command="new" />
        </button>
      )}
    </div>
  );
}
