// Tells screen readers about new pages, and at once when the watch breaks.
import { msg } from '../../shared/words/words';
import { useAnnouncement } from '../store/announcements';
import { useDesk } from '../store/desk';

export function LiveRegion() {
  const { words, count } = useAnnouncement();
  const isDown = useDesk((state) => state.connection === 'engine-down');
  const isBlind = useDesk((state) => state.status?.state === 'blind');
  const alarm = isDown ? msg`Blind: the engine is down.` : isBlind ? msg`Blind: not everything is watched.` : '';
  return (
    <>
      <div className="visually-hidden" aria-live="polite" role="status" aria-label={msg`Pages`}>
        <span key={count}>{words}</span>
      </div>
      <div className="visually-hidden" aria-live="assertive" role="alert">
        {alarm}
      </div>
    </>
  );
}
