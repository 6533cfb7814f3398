// Puts the deep link of an incident on the clipboard, so that it can be said to others.
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { incidentName } from '../../store/desk';
import { tellDone, tellError } from '../../ui/toasts';

/** `dogwatch://incident/INC-42` */
export function deepLink(row: Pick<IncidentRow, 'number'>): string {
  return `dogwatch://incident/${incidentName(row)}`;
}

export async function copyLink(row: Pick<IncidentRow, 'number'>): Promise<void> {
  const link = deepLink(row);
  try {
    await navigator.clipboard.writeText(link);
    tellDone(msg`${link} copied`);
  } catch {
    tellError({ what: msg`The clipboard refused the link.`, remedy: msg`Copy it from here: ${link}` });
  }
}
