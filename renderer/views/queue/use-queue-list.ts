// Brings together what the list is made of: rows, filter, matches, grouping and the person's presence.
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { setArrivals, useArrivals } from '../../store/arrivals';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { arrange } from './arrange';
import { flatten, type Item } from './hold';
import { type KeptList, ListKeeper } from './list-keeper';
import { useMatched } from './use-matched';
import { type Past, usePast } from './use-past';
import { usePresence } from './use-presence';

export interface QueueList {
  readonly items: readonly Item[];
  readonly kept: KeptList;
  readonly past: Past;
}

export function useQueueList(list: RefObject<HTMLElement | null>): QueueList {
  const { filter, groupBy, sortBy, selectedId, collapsedGroups } = useUi(
    useShallow(({ filter, groupBy, sortBy, selectedId, collapsedGroups }) => ({ filter, groupBy, sortBy, selectedId, collapsedGroups })),
  );
  const isPast = filter.tab === 'closed';
  const deskRows = useDesk((state) => state.rows);
  const feedNames = useFeedNames();
  const past = usePast(isPast);
  const matchedIds = useMatched(isPast ? '' : filter.text);
  const releases = useArrivals((state) => state.releases);
  const presence = usePresence(list);
  const keeper = useRef<ListKeeper | null>(null);
  keeper.current ??= new ListKeeper();
  const listKeeper = keeper.current;

  const rows = isPast ? past.rows : deskRows;
  const fresh = useMemo(
    () => arrange(rows.values(), { filter, matchedIds, groupBy, sortBy, feedNames }),
    [rows, filter, matchedIds, groupBy, sortBy, feedNames],
  );
  const signature = [filter.tab, filter.text, matchedIds.size, groupBy, sortBy, releases, isPast ? rows.size : ''].join('\n');
  const kept = listKeeper.next({ fresh, rows, signature, selectedId, ...presence });
  const items = useMemo(() => flatten(kept.groups, collapsedGroups), [kept.groups, collapsedGroups]);

  useEffect(() => useUi.getState().setOrder(items.flatMap((item) => (item.kind === 'row' ? [item.id] : []))), [items]);
  useEffect(() => {
    const severities = kept.waitingIds.map((id) => kept.rowOf(id)?.severity ?? 5);
    setArrivals(kept.waitingIds.length, severities.length > 0 ? severities.reduce((a, b) => (a < b ? a : b)) : null);
  }, [kept]);
  return { items, kept, past };
}

/** The same map as long as no feed was added, removed or renamed: health comes with every poll. */
function useFeedNames(): ReadonlyMap<string, string> {
  const text = useDesk((state) => state.feeds.map((feed) => `${feed.feed}\t${feed.name}`).join('\n'));
  return useMemo(() => new Map(text.split('\n').map((line) => line.split('\t') as [string, string])), [text]);
}
