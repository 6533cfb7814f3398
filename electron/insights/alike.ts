// Incidents of a period that are alike: from its newest incidents the past is searched as for "last time", and what was found once leads no
// group of its own.
import { type AlikeGroup, MOST_GROUPS } from '../../shared/insights/alike';
import type { IncidentFacts } from '../../shared/insights/facts';
import type { Material } from '../../shared/insights/material';
import { similarIncidents } from '../../shared/rules/similar-incidents';
import type { Look } from '../engine/slices';
import type { ReadLog } from '../log/store';
import { lookAlikes } from '../postmortem/look-alikes';

type AlikeLog = Pick<ReadLog, 'incidentsWith' | 'row'>;

/** So many leaders are tried; each asks the full-text index some times. */
const MOST_LEADERS = 24;
/** The index answers with at most sixty for a word, so groups are never much larger. */
const MOST_ALIKE = 200;

/** A group, and the incidents in it: the leader, then the most similar first. */
export interface FoundGroup extends AlikeGroup {
  readonly ids: readonly string[];
}

/** Yields between leaders. */
export function* alikeGroups(log: AlikeLog, { incidents }: Material): Look<FoundGroup[]> {
  const inPeriod = new Set(incidents.map(({ id }) => id));
  yield;
  const grouped = new Set<string>();
  const groups: FoundGroup[] = [];
  for (const { id } of leadersOf(incidents)) {
    const row = grouped.has(id) ? undefined : log.row(id);
    if (row === undefined) continue;
    const found = lookAlikes(log, row, [row.labels.alertname ?? row.title]).filter(
      (one) => inPeriod.has(one.row.id) && !grouped.has(one.row.id),
    );
    const alike = similarIncidents(row, found, MOST_ALIKE);
    yield;
    if (alike.length === 0) continue;
    const ids = [id, ...alike.map((one) => one.id)];
    for (const one of ids) grouped.add(one);
    const why = mostFrequent(alike.map((one) => one.why));
    groups.push({ incident: id, number: row.number, title: row.isRestricted ? '' : row.title, n: ids.length, why, ids });
  }
  return groups.sort((a, b) => b.n - a.n || b.number - a.number).slice(0, MOST_GROUPS);
}

/** The newest incident of each rule, those of the most frequent rules first. */
function leadersOf(incidents: readonly IncidentFacts[]): IncidentFacts[] {
  const rules = new Map<string, { newest: IncidentFacts; n: number }>();
  for (const facts of incidents) {
    const { rule } = facts;
    rules.set(rule, { newest: facts, n: (rules.get(rule)?.n ?? 0) + 1 });
  }
  const sorted = [...rules.values()].sort((a, b) => b.n - a.n || b.newest.triggeredAt - a.newest.triggeredAt);
  return sorted.slice(0, MOST_LEADERS).map(({ newest }) => newest);
}

function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}
