// The timeline as far as it was loaded: the newest entries come with the incident's detail, older ones by pages. Entries never
// change, so what was loaded stays when newer ones come.
import type { CallError, EngineValues, Reply, TimelineEntry } from '../../../shared/contract';

/** Oldest first, without a hole, up to the newest known. */
export interface LoadedTimeline {
  readonly entries: readonly TimelineEntry[];
  /** All there are, the ones not loaded included. */
  readonly total: number;
  readonly isLoading: boolean;
  readonly error: CallError | null;
}

export const NO_TIMELINE: LoadedTimeline = { entries: [], total: 0, isLoading: false, error: null };
export const OLDER_PAGE = 500;

/** Brings in the newest entries as they are now. More of them than a page came since: what was loaded before has a hole and goes. */
export function withNewest(known: LoadedTimeline, newest: readonly TimelineEntry[], total: number): LoadedTimeline {
  const first = newest[0]?.seq ?? 0;
  const hasHole = total - newest.length > known.total;
  const older = hasHole ? [] : known.entries.filter((entry) => entry.seq < first);
  return { ...known, entries: [...older, ...newest], total };
}

/** Puts a page before the entries; one that was asked for another first entry is of no use any more. */
export function withOlder(known: LoadedTimeline, before: number, reply: Reply<EngineValues['list-timeline']>): LoadedTimeline {
  if (!reply.ok) return { ...known, isLoading: false, error: reply.error };
  if (known.entries[0]?.seq !== before) return { ...known, isLoading: false, error: null };
  const entries = [...reply.value.entries, ...known.entries];
  // An empty page is the end, whatever was counted.
  const total = reply.value.entries.length === 0 ? entries.length : Math.max(known.total, reply.value.total);
  return { entries, total, isLoading: false, error: null };
}

export function hasOlder({ entries, total }: LoadedTimeline): boolean {
  return entries.length > 0 && entries.length < total;
}
