// Splits alerts off into an incident of their own; undo merges it back.
import type { Alert } from '../../../shared/domain/alert';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { merge } from '../../store/commands';
import { tellDone, tellError } from '../../ui/toasts';

/** Resolves to true when the alerts left incident `id`. */
export async function splitOff(id: string, alerts: readonly Pick<Alert, 'feed' | 'key'>[]): Promise<boolean> {
  const reply = await callEngine('split-incident', { id, alerts: alerts.map(({ feed, key }) => ({ feed, key })) });
  if (!reply.ok) {
    tellError(reply.error);
    return false;
  }
  const { refused, to } = reply.value;
  if (refused.length > 0) {
    tellError({ what: msg`The split was refused`, remedy: refused.join(' · ') });
    return false;
  }
  tellDone(
    msg`${alerts.length} ${alerts.length === 1 ? msg`alert` : msg`alerts`} split off into an incident of their own`,
    () => void merge(id, [to]),
  );
  return true;
}
