// Says once, in passing, that a new version is there; not to somebody who has just asked and sees the answer.
import { useEffect, useRef } from 'react';
import { msg } from '../../shared/words/words';
import { useUi } from '../store/ui';
import { useUpdates } from '../store/updates';
import { offer } from '../ui/toasts';
import { showSection } from '../views/settings/settings-place';

function showUpdates(): void {
  showSection('updates');
  useUi.getState().go('settings');
}

export function UpdateNews() {
  const update = useUpdates((state) => state.update);
  const said = useRef('');
  const wasChecking = useRef(false);
  useEffect(() => {
    if (update?.step === 'found' && said.current !== update.offer.version) {
      said.current = update.offer.version;
      if (!wasChecking.current) offer(msg`Dogwatch ${update.offer.version} is there`, msg`See what’s new`, showUpdates);
    }
    wasChecking.current = update?.step === 'checking';
  }, [update]);
  return null;
}
