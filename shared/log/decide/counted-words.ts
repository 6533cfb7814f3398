// The words of a message that stands for many incidents: how many, how bad, which; a restricted one by its number only.
import type { IncidentRow } from '../../domain/incident';
import { oneLine } from '../../domain/plain-text';
import type { Moment } from '../../settings/telling';

const VERB: Readonly<Record<Moment, string>> = {
  opened: 'opened',
  severity: 'changed severity',
  acknowledged: 'are in work',
  update: 'are due for an update',
  resolved: 'are resolved',
  closed: 'are closed',
};
const VERB_OF_ONE: Readonly<Record<Moment, string>> = {
  ...VERB,
  acknowledged: 'is in work',
  update: 'is due for an update',
  resolved: 'is resolved',
  closed: 'is closed',
};
const NAMED = 10;

export function countedWords(moment: Moment, rows: readonly IncidentRow[]): { readonly subject: string; readonly text: string } {
  const worstFirst = [...rows].sort(
    (a, b) => Number(b.isSecurity) - Number(a.isSecurity) || a.severity - b.severity || a.number - b.number,
  );
  const worst = `SEV${Math.min(...rows.map((r) => r.severity))}`;
  const subject =
    rows.length === 1 ? `1 incident ${VERB_OF_ONE[moment]}, ${worst}` : `${rows.length} incidents ${VERB[moment]}, worst ${worst}`;
  const lines = worstFirst
    .slice(0, NAMED)
    .map((r) => (r.isRestricted ? `INC-${r.number} SEV${r.severity}` : `INC-${r.number} SEV${r.severity} ${oneLine(r.title, 120)}`));
  const more = rows.length > NAMED ? [`and ${rows.length - NAMED} more`] : [];
  return { subject, text: [`${subject}.`, ...lines, ...more].join('\n') };
}
