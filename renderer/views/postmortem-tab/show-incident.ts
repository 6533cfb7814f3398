// Follows `INC-42` in a text, or a time that is a link to an entry of its timeline: to a row that is on the desk, or to one of the past.
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { openTimelineEntry } from '../../store/incident-tab';
import { useUi } from '../../store/ui';
import { tellError } from '../../ui/toasts';

/** `event`: ULID of the entry to show; null: the incident as it is. */
export async function showIncidentOf(number: number, event: string | null): Promise<void> {
  for (const row of useDesk.getState().rows.values()) if (row.number === number) return show(row.id, event);
  const reply = await callEngine('search', { text: `INC-${number}` });
  if (!reply.ok) return tellError(reply.error);
  const hit = reply.value.hits.find(({ row }) => row.number === number);
  if (hit) show(hit.row.id, event);
  else tellError({ what: msg`There is no INC-${number} on this desk.`, remedy: '' });
}

function show(id: string, event: string | null): void {
  useUi.getState().showIncident(id);
  if (event !== null) openTimelineEntry(id, event);
}
