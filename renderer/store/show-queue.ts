// The way to the queue: a postmortem that has the whole width would stand over it.
import { useDesk } from './desk';
import { useIncidentTab } from './incident-tab';
import { useUi } from './ui';
import { useWide } from './wide';

/** Goes to the queue; an incident that would hide it is let go of, its text is kept as always. */
export function showQueue(): void {
  const { selectedId, select, go } = useUi.getState();
  const { isWide, writing } = useWide.getState();
  const isOnPostmortem = useIncidentTab.getState().tab === 'postmortem';
  const isBegun = selectedId !== null && (writing === selectedId || useDesk.getState().rows.get(selectedId)?.postmortem?.status != null);
  go('queue');
  if (isWide && isOnPostmortem && isBegun) select(null);
}
