// Looks for past incidents that may be like one: asks the full-text index for its alert names, its service and the telling words of its
// title; what comes back is judged by the rule.
import type { IncidentRow } from '../../shared/domain/incident';
import { type Candidate, tellingWords } from '../../shared/rules/similar-incidents';
import type { ReadLog } from '../log/store';

const MOST_NAMES = 4;
const MOST_HITS = 60;
/** A word that so many incidents have tells none from the others. */
const COMMON_HITS = 40;

/** `alertNames`: distinct names of the incident's alerts. */
export function lookAlikes(log: Pick<ReadLog, 'incidentsWith' | 'row'>, row: IncidentRow, alertNames: readonly string[]): Candidate[] {
  const found = new Map<string, { alertNames: string[]; words: string[] }>();
  const ask = (text: string, note: (one: { alertNames: string[]; words: string[] }) => void, mostHits = MOST_HITS): void => {
    const hits = log.incidentsWith(text, MOST_HITS);
    if (hits.length > mostHits) return;
    for (const incident of hits) {
      const one = found.get(incident) ?? { alertNames: [], words: [] };
      found.set(incident, one);
      note(one);
    }
  };
  for (const name of alertNames.slice(0, MOST_NAMES)) ask(name, (one) => one.alertNames.push(name));
  if (row.service !== null && alertNames[0] !== undefined) ask(`${row.service} ${alertNames[0]}`, () => undefined);
  for (const word of tellingWords(row.title)) ask(word, (one) => one.words.push(word), COMMON_HITS);
  return [...found].flatMap(([id, by]) => {
    const other = log.row(id);
    return other ? [{ row: other, ...by }] : [];
  });
}
