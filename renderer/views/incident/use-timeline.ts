// `LoadedTimeline` of one incident, kept by React: newer entries come by themselves, older ones when they are wanted.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import { callEngine } from '../../bridge';
import { hasOlder, type LoadedTimeline, NO_TIMELINE, OLDER_PAGE, withNewest, withOlder } from './timeline-pages';

export interface Timeline extends LoadedTimeline {
  /** Asks for the page before the oldest entry; nothing while one is on its way or there is none. */
  loadOlder(): void;
}

/** For one incident: another one needs another component (a `key`). */
export function useTimeline(detail: IncidentDetail): Timeline {
  const [loaded, setLoaded] = useState(() => withNewest(NO_TIMELINE, detail.timeline, detail.timelineTotal));
  const { id } = detail.row;
  const now = useRef(loaded);
  const put = useCallback((next: LoadedTimeline) => {
    now.current = next;
    setLoaded(next);
  }, []);
  useEffect(() => put(withNewest(now.current, detail.timeline, detail.timelineTotal)), [detail, put]);
  const loadOlder = useCallback(async () => {
    const before = now.current.entries[0]?.seq;
    if (now.current.isLoading || before === undefined || !hasOlder(now.current)) return;
    put({ ...now.current, isLoading: true, error: null });
    put(withOlder(now.current, before, await callEngine('list-timeline', { id, before, limit: OLDER_PAGE })));
  }, [id, put]);
  return { ...loaded, loadOlder: () => void loadOlder() };
}
