// The head of a postmortem: what it is about in a table, and the sentence that begins the summary.

import { printIncidentLink } from '../../domain/incident-link';
import { plural } from '../../log/views/words';
import { isDrill, marked } from '../../readiness/drill';
import { incidentDurations, lengthWords } from '../../rules/incident-times';
import { durationWords } from './durations';
import { escapeCut } from './escape';
import type { Material } from './input';
import { heldRoles } from './roles';
import { WORDS_FOR_NOTHING } from './words';

const TITLE = 200;

export function titleOf({ row }: Material): string {
  return marked(isDrill(row), escapeCut(row.title, TITLE) || 'Incident without a title');
}

/** `2026-11-22 03:04:10 to 03:30:00`, or how far it is. */
export function spanWords({ clock, from, times, row }: Material): string {
  const start = `${clock.day(from)} ${clock.time(from).slice(-8)}`;
  const end = times.resolved ?? times.restored;
  if (end === null)
    return `${start}, ${row.status === 'closed' || row.status === 'resolved' ? 'end unknown' : 'still going on'} (${clock.zone})`;
  const day = clock.day(end) === clock.day(from) ? '' : `${clock.day(end)} `;
  return `${start} to ${day}${clock.time(end).slice(-8)} (${clock.zone})`;
}

/** `SEV1 (opened as SEV3, SEV1 at 03:10:00)`. */
export function severityWords({ row, events, clock }: Material): string {
  const changes: string[] = [];
  for (const e of events) {
    if (e.kind === 'incident.opened' && changes.length === 0) changes.push(`opened as SEV${e.data.severity}`);
    else if (e.kind === 'incident.severity-changed') changes.push(`SEV${e.data.to} at ${clock.time(e.at)}`);
  }
  return changes.length > 1 ? `SEV${row.severity} (${changes.join(', ')})` : `SEV${row.severity}`;
}

export function factsTable(material: Material): string {
  const { row, times } = material;
  const roles = heldRoles(row).map((name) => escapeCut(name, 60));
  const kind = [
    row.isSecurity && 'security incident',
    row.isRestricted && 'restricted to those who need to know',
    row.isFlapping && 'flapping',
  ];
  const facts: (readonly [string, string])[] = [
    ['Incident', `[INC-${row.number}](${printIncidentLink(row.number)})`],
    ['Severity', severityWords(material)],
    ['When', spanWords(material)],
    ['Duration', durationWords(incidentDurations(times).toResolve)],
    ['Service', row.service === null ? WORDS_FOR_NOTHING.service : escapeCut(row.service, 100)],
    ['Alerts', plural(row.alertCount, 'alert')],
    ['Roles', roles.length > 0 ? `${roles.join(', ')}` : WORDS_FOR_NOTHING.roles],
  ];
  const special = kind.filter((word) => word !== false).join(', ');
  if (special !== '') facts.push(['Kind', special]);
  return ['| | |', '| --- | --- |', ...facts.map(([name, value]) => `| **${name}** | ${value} |`)].join('\n');
}

/** Only what the log knows; what it meant is for the author. */
export function summarySentence(material: Material): string {
  const { row, times } = material;
  const { toResolve } = incidentDurations(times);
  const service = row.service === null ? '' : ` in ${escapeCut(row.service, 100)}`;
  const end = 'ms' in toResolve ? `, resolved ${lengthWords(toResolve.ms)} after it was detected` : '';
  return `SEV${row.severity}${service}: ${titleOf(material)}. ${spanWords(material)}${end}.`;
}
