// How a dialog names the incidents it is about.
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { incidentName, useDesk } from '../../store/desk';

/** `INC-42`, or `3 incidents`; what the desk no longer holds is counted all the same. */
export function namesOf(ids: readonly string[], rows: ReadonlyMap<string, IncidentRow>): string {
  const [only] = ids;
  const row = ids.length === 1 && only !== undefined ? rows.get(only) : undefined;
  return row ? incidentName(row) : ids.length === 1 ? msg`this incident` : msg`${ids.length} incidents`;
}

export function useNamesOf(ids: readonly string[]): string {
  return useDesk((s) => namesOf(ids, s.rows));
}
