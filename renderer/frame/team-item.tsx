// How the link to the team stands, in the foot; nothing where sharing is off.
import { Unplug, Users } from 'lucide-react';
import { revealLine } from '../../shared/domain/reveal-text';
import { teamWords } from '../../shared/rules/team-words';
import { msg } from '../../shared/words/words';
import { useDesk } from '../store/desk';
import { useUi } from '../store/ui';

export function TeamItem() {
  const sharing = useDesk((state) => state.status?.sharing);
  const isLive = useDesk((state) => state.connection === 'live');
  if (!sharing || !isLive) return null;
  const { tone, short, why, remedy } = teamWords(sharing);
  const Shape = tone === 'unsure' ? Unplug : Users;
  const long = revealLine(`${why} ${remedy}`.trim());
  return (
    <button
      type="button"
      className={`foot-item ${tone === 'unsure' ? 'foot-unsure' : ''}`}
      title={long || msg`The link to the team’s servers stands`}
      onClick={() => useUi.getState().go('feeds')}
    >
      <Shape size={12} aria-hidden />
      {short}
    </button>
  );
}
