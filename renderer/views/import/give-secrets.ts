// From what an import made to where its secrets are typed in.
import { useUi } from '../../store/ui';

/** Opens the form of a feed. */
export function giveSecrets(feed: string): void {
  useUi.getState().go('feeds');
  useUi.getState().openDialog({ kind: 'feed', feed });
}
