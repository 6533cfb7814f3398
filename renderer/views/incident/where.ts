// Where an incident happens, in a few words: its service, then the other labels that made its group.
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';

const NOT_A_PLACE = new Set(['alertname', 'service', 'severity']);

/** E.g. `checkout · prod · eu-west-1`; '' when nothing is known. */
export function whereWords(row: Pick<IncidentRow, 'service' | 'labels'>): string {
  const places = Object.entries(row.labels).filter(([name]) => !NOT_A_PLACE.has(name));
  const words = [row.service ?? '', ...places.map(([, value]) => value)].map(revealLine).filter(Boolean);
  return [...new Set(words)].join(' · ');
}
