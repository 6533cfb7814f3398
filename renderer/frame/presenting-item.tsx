// The switch "I'm presenting" of the status bar: pages hide details while others see the screen.
import { Presentation } from 'lucide-react';
import { msg } from '../../shared/words/words';
import { useDesk } from '../store/desk';
import { setPresenting } from '../store/presenting';

export function PresentingItem() {
  const presence = useDesk((state) => state.status?.presence);
  const areHidden = useDesk((state) => state.settings?.escalation.areDetailsHiddenWhenPresenting ?? true);
  const isLive = useDesk((state) => state.connection === 'live');
  if (!presence || !isLive) return null;
  const isSaid = presence.isPresentingSaid === true;
  const isHiding = isSaid || (presence.isPresenting && areHidden);
  const why = isSaid
    ? msg`Pages hide details because you are presenting. Press to show them again.`
    : isHiding
      ? msg`Pages hide details: the desktop says that others see the screen.`
      : msg`I’m presenting: hide details on pages`;
  return (
    <button
      type="button"
      className={`foot-item ${isHiding ? 'foot-unsure' : ''}`}
      aria-pressed={isSaid}
      aria-label={isHiding ? undefined : msg`I’m presenting`}
      title={why}
      onClick={() => void setPresenting(!isSaid)}
    >
      <Presentation size={13} aria-hidden />
      {isHiding && msg`Presenting: details hidden`}
    </button>
  );
}
