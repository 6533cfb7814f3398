// Which past incidents are like this one, and why: the same alert, the same service, the same place, rare words in common. What the
// full-text index finds is judged here; the reason is always shown.
import type { IncidentRow } from '../domain/incident';

/** A past incident that the index found; `words` and `alertNames` are those it was found by. */
export interface Candidate {
  readonly row: IncidentRow;
  readonly alertNames: readonly string[];
  readonly words: readonly string[];
}

export interface SimilarIncident {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly severity: IncidentRow['severity'];
  readonly isRestricted: boolean;
  /** Unix ms. */
  readonly openedAt: number;
  /** How long it took from opening to resolution, ms; null: it is not resolved. */
  readonly resolvedAfterMs: number | null;
  /** `same alert HighErrorRate, same service checkout`. Restricted ones give no reason. */
  readonly why: string;
  readonly score: number;
}

const SAME_ALERT = 4;
const HAS_ALERT = 2;
const SAME_SERVICE = 3;
const SAME_LABEL = 1;
const WORD = 1;
const MOST_FOR_LABELS = 2;
const MOST_FOR_WORDS = 3;
/** Less is chance: one service has many different incidents. */
const LEAST_SCORE = 4;
const SHORTEST_WORD = 4;

const COMMON = new Set(
  `about above after alert alerts again been below down error errors fail failed failing failure firing from have high into less more
   over rate service than that then this threshold time under warning when with critical`.split(/\s+/),
);

/** Words of a title that tell it from others: no stop words, no numbers, longest first; at most `most`. */
export function tellingWords(title: string, most = 5): string[] {
  const words = title.toLowerCase().match(/\p{L}[\p{L}\p{N}_-]*/gu) ?? [];
  const telling = words.filter((word) => word.length >= SHORTEST_WORD && !COMMON.has(word));
  return [...new Set(telling)].sort((a, b) => b.length - a.length).slice(0, most);
}

/** The name of the alert that made the group, else the title. */
function alertOf(row: IncidentRow): string {
  return row.labels.alertname ?? row.title;
}

/** The most similar first, at most `most`. Itself, what was merged, and what is only alike by chance stay out. */
export function similarIncidents(row: IncidentRow, candidates: readonly Candidate[], most: number): SimilarIncident[] {
  return candidates
    .filter((one) => one.row.id !== row.id && one.row.status !== 'merged')
    .map((one) => judge(row, one))
    .filter((one) => one.score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || b.openedAt - a.openedAt)
    .slice(0, most);
}

function judge(row: IncidentRow, { row: other, alertNames, words }: Candidate): SimilarIncident {
  const why: string[] = [];
  let score = 0;
  const add = (points: number, reason: string): void => {
    score += points;
    why.push(reason);
  };
  const name = alertOf(row);
  if (alertOf(other) === name) add(SAME_ALERT, `same alert ${name}`);
  const shared = alertNames.filter((one) => one !== alertOf(other) || one !== name);
  if (shared.length > 0) add(HAS_ALERT, `also about ${shared.slice(0, 2).join(', ')}`);
  if (row.service !== null && row.service === other.service) add(SAME_SERVICE, `same service ${row.service}`);
  const labels = Object.entries(row.labels).filter(
    ([label, value]) => label !== 'alertname' && value !== row.service && other.labels[label] === value,
  );
  if (labels.length > 0)
    add(
      Math.min(MOST_FOR_LABELS, labels.length * SAME_LABEL),
      `same ${labels
        .slice(0, 2)
        .map(([label, value]) => `${label} ${value}`)
        .join(', ')}`,
    );
  if (words.length > 0) add(Math.min(MOST_FOR_WORDS, words.length * WORD), `in common: ${words.slice(0, 3).join(', ')}`);
  return {
    ...{ id: other.id, number: other.number, title: other.title, severity: other.severity, isRestricted: other.isRestricted },
    ...{ openedAt: other.openedAt, resolvedAfterMs: other.resolvedAt === null ? null : other.resolvedAt - other.openedAt },
    ...{ why: other.isRestricted ? '' : why.join(', '), score },
  };
}
