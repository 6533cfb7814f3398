// Follows `INC-42` in a text: to a row that is on the desk, or to one of the past.
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { tellError } from '../../ui/toasts';

export async function showIncidentOf(number: number): Promise<void> {
  for (const row of useDesk.getState().rows.values()) if (row.number === number) return useUi.getState().showIncident(row.id);
  const reply = await callEngine('search', { text: `INC-${number}` });
  if (!reply.ok) return tellError(reply.error);
  const hit = reply.value.hits.find(({ row }) => row.number === number);
  if (hit) useUi.getState().showIncident(hit.row.id);
  else tellError({ what: `There is no INC-${number} on this desk.`, remedy: '' });
}
