// The rows of a postmortem's timeline: chosen from all events of the incident, folded where machines repeat themselves, and so many
// that a person can read them. What is left out is counted.
import type { LogEvent } from '../../log/event';
import type { ActContent } from '../../log/kinds/acts';
import { pinnedEntries } from '../../log/views/evidence-facts';
import { tellEvent } from '../../log/views/timeline';
import { escapeCut } from './escape';
import type { RoleBook } from './roles';
import type { Rank, Row, RowContext } from './row';
import { learn, rowOf, withWhy } from './row-words';

/** A timeline that is longer is not read. */
export const MOST_ROWS = 400;

export interface Rows {
  /** By source time. */
  readonly rows: readonly Row[];
  /** Events that have no row here, repetitions that were folded not counted. */
  readonly leftOut: number;
  readonly book: RoleBook;
  readonly acts: ReadonlyMap<string, ActContent>;
}

export interface RowsInput {
  readonly events: readonly LogEvent[];
  readonly book: RoleBook;
  readonly feedName: (feed: string) => string;
}

/** `events`: all of one incident, oldest first. */
export function gatherRows({ events, book, feedName }: RowsInput, most = MOST_ROWS): Rows {
  const ctx: RowContext = {
    book,
    feedName,
    acts: new Map(),
    commands: new Map(),
    opened: new Set(),
    hasOpened: false,
    hasPaged: false,
    hasFired: false,
  };
  const pinned = pinnedEntries(events);
  const rows: Row[] = [];
  for (const event of events) {
    learn(ctx, event);
    const row = rowOf(event, ctx);
    if (pinned.has(event.id)) rows.push({ ...(row ?? plainRow(event, book)), rank: 0, fold: null });
    else if (row) rows.push(row);
  }
  rows.push(...impactRows(events));
  rows.sort((a, b) => a.at - b.at || a.seq - b.seq);
  const folded = foldRows(rows);
  const kept = choose(folded, most);
  const told = kept.reduce((sum, { times = 1 }) => sum + times, 0);
  return { rows: kept, leftOut: Math.max(0, events.length - told), book, acts: ctx.acts };
}

/** What a person pinned is told whatever its kind is. */
function plainRow(event: LogEvent, book: RoleBook): Row {
  const { text, detail, at, happenedAt = at } = tellEvent(event);
  const say = (): string => withWhy(escapeCut(book.withoutNames(text), 200), book.withoutNames(detail));
  return { seq: event.seq, event: event.id, at: happenedAt, seenAt: at, rank: 0, fold: null, count: 1, say };
}

/** The confirmed moments stand where they happened, with a link to the event that confirmed them. */
function impactRows(events: readonly LogEvent[]): Row[] {
  const last = events.findLast((event) => event.kind === 'incident.impact-set');
  if (last?.kind !== 'incident.impact-set') return [];
  const { impactStart, mitigatedAt, restoredAt } = last.data;
  const row = (at: number | null, words: string): Row[] =>
    at === null ? [] : [{ seq: last.seq, event: last.id, at, seenAt: at, rank: 1, fold: null, count: 1, say: () => words }];
  return [
    ...row(impactStart, '**Impact starts** (confirmed)'),
    ...row(mitigatedAt, '**Mitigated** (confirmed)'),
    ...row(restoredAt, '**Restored** (confirmed)'),
  ];
}

/** Neighbours that say the same become one row with their number and their last moment. */
export function foldRows(rows: readonly Row[]): Row[] {
  const folded: Row[] = [];
  for (const row of rows) {
    const last = folded.at(-1);
    if (!last || row.fold === null || last.fold !== row.fold) folded.push(row);
    else folded[folded.length - 1] = { ...last, count: last.count + row.count, times: (last.times ?? 1) + 1, until: row.at };
  }
  return folded;
}

/** The most important first; of those that only partly fit, the beginning and the end. */
function choose(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  const kept = new Set<Row>();
  for (const rank of [0, 1, 2, 3] as const satisfies readonly Rank[]) {
    const mine = rows.filter((row) => row.rank === rank);
    const room = most - kept.size;
    const fitting = mine.length <= room ? mine : [...mine.slice(0, Math.ceil(room / 2)), ...mine.slice(mine.length - Math.floor(room / 2))];
    for (const row of fitting) kept.add(row);
    if (kept.size >= most) break;
  }
  return rows.filter((row) => kept.has(row));
}
