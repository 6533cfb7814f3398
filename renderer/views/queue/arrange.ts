// Which rows the queue shows, in which order and groups. Pure and fast: 2,000 rows in a few milliseconds at every commit.
import { firingCount } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import { isDrill } from '../../../shared/readiness/drill';
import { isReview } from '../../../shared/readiness/policy-review';
import { msg } from '../../../shared/words/words';
import type { QueueFilter, QueueTab, SortBy } from '../../store/ui';
import { haystackOf, isProblem, isSilenced, isSnoozed, isWaiting, wordsOfText } from './row-facts';

export interface ArrangeOptions {
  readonly filter: QueueFilter;
  /** Incidents whose alerts match the text although the row does not. */
  readonly matchedIds: ReadonlySet<string>;
  readonly groupBy: string;
  readonly sortBy: SortBy;
  /** Name of a feed by its id, for groups by feed. */
  readonly feedNames: ReadonlyMap<string, string>;
}

/** A group in the order of its most urgent row; without grouping there is one with an empty key. */
export interface Group {
  readonly key: string;
  readonly label: string;
  readonly ids: readonly string[];
  readonly alertCount: number;
}

const TAB_TEST: Readonly<Record<QueueTab, (row: IncidentRow) => boolean>> = {
  open: isProblem,
  unacknowledged: (row) => row.status === 'open' && row.snoozedUntil === null && !isSilenced(row),
  acknowledged: (row) => row.status === 'acknowledged',
  snoozed: isSnoozed,
  silenced: (row) => isWaiting(row) && isSilenced(row),
  resolved: (row) => row.status === 'resolved',
  closed: (row) => row.status === 'closed' || row.status === 'merged',
};

/** How many rows each tab lists, the text filter aside. */
export function countTabs(rows: Iterable<IncidentRow>): Record<QueueTab, number> {
  const counts: Record<QueueTab, number> = { open: 0, unacknowledged: 0, acknowledged: 0, snoozed: 0, silenced: 0, resolved: 0, closed: 0 };
  const tabs = Object.entries(TAB_TEST) as [QueueTab, (row: IncidentRow) => boolean][];
  for (const row of rows) for (const [tab, test] of tabs) if (test(row)) counts[tab]++;
  return counts;
}

export function filterRows(rows: Iterable<IncidentRow>, filter: QueueFilter, matchedIds: ReadonlySet<string>): IncidentRow[] {
  const test = TAB_TEST[filter.tab];
  const words = wordsOfText(filter.text);
  const found: IncidentRow[] = [];
  for (const row of rows) {
    if (!test(row)) continue;
    if (words.length > 0 && !matchedIds.has(row.id) && !isTextIn(row, words)) continue;
    found.push(row);
  }
  return found;
}

function isTextIn(row: IncidentRow, words: readonly string[]): boolean {
  const text = haystackOf(row);
  return words.every((word) => text.includes(word));
}

/** Security incidents that wait stand before everything else, whatever the rest is sorted by; what is held back too. Reviews of policies and then drills stand last. */
function securityFirst(rows: readonly IncidentRow[]): IncidentRow[] {
  const isFirst = (row: IncidentRow): boolean => row.isSecurity && isWaiting(row) && !isDrill(row);
  const isRest = (row: IncidentRow): boolean => !isFirst(row) && !isReview(row) && !isDrill(row);
  return [...rows.filter(isFirst), ...rows.filter(isRest), ...rows.filter(isReview), ...rows.filter(isDrill)];
}

/** Lower is more urgent: what is held back sinks, then severity, and who has not been acknowledged. */
export function urgencyRank(row: IncidentRow): number {
  const heldBack = isSnoozed(row) || isSilenced(row) ? 1 : 0;
  const state = row.status === 'open' ? 0 : row.status === 'acknowledged' ? 1 : 2;
  return heldBack * 1000 + row.severity * 10 + state;
}

/** Sorts a copy: security first, then by urgency (younger first within a rank), by age (oldest first) or by the last change (latest first). */
export function sortRows(rows: readonly IncidentRow[], sortBy: SortBy): IncidentRow[] {
  if (sortBy === 'age') return securityFirst([...rows].sort((a, b) => a.startedAt - b.startedAt || a.number - b.number));
  if (sortBy === 'changed') return securityFirst([...rows].sort((a, b) => b.lastChangeAt - a.lastChangeAt || b.number - a.number));
  const ranked = rows.map((row) => ({ row, rank: urgencyRank(row) }));
  ranked.sort((a, b) => a.rank - b.rank || b.row.startedAt - a.row.startedAt || b.row.number - a.row.number);
  return securityFirst(ranked.map((entry) => entry.row));
}

/** Key and label of the group a row belongs to; rows without a value stand together. */
function groupOf(row: IncidentRow, groupBy: string, feedNames: ReadonlyMap<string, string>): readonly [key: string, label: string] {
  if (groupBy === '') return ['', ''];
  if (groupBy === 'severity') return [`SEV${row.severity}`, `SEV${row.severity}`];
  if (groupBy === 'feed') {
    const key = row.feeds.join('+');
    return [key, row.feeds.map((feed) => feedNames.get(feed) ?? feed).join(' + ') || msg`no feed`];
  }
  const value = groupBy === 'service' ? (row.service ?? row.labels.service) : row.labels[groupBy];
  return value ? [value, value] : ['', msg`no ${groupBy}`];
}

/** Filters, sorts and groups. Groups follow the order of their first row. */
export function arrange(rows: Iterable<IncidentRow>, options: ArrangeOptions): readonly Group[] {
  const sorted = sortRows(filterRows(rows, options.filter, options.matchedIds), options.sortBy);
  const groups = new Map<string, { key: string; label: string; ids: string[]; alertCount: number }>();
  for (const row of sorted) {
    const [key, label] = groupOf(row, options.groupBy, options.feedNames);
    let group = groups.get(key);
    if (!group) {
      group = { key, label, ids: [], alertCount: 0 };
      groups.set(key, group);
    }
    group.ids.push(row.id);
    group.alertCount += firingCount(row.tally);
  }
  return [...groups.values()];
}

/** Names of labels that rows can be grouped by, most used first. */
export function labelNames(rows: Iterable<IncidentRow>): readonly string[] {
  const uses = new Map<string, number>();
  for (const row of rows) for (const name in row.labels) uses.set(name, (uses.get(name) ?? 0) + 1);
  uses.delete('service');
  return [...uses].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
}
