// The selected incident as the panel needs it: its row, live from the desk, and its detail, fetched when the row moves on.
import { useEffect, useRef, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { useLibraryChanges } from '../../store/library';
import { usePastNews } from '../../store/past-news';
import { createDetailLoader, type DetailLoader, type DetailState, NOTHING_YET } from './detail-loader';

export interface ShownIncident extends DetailState {
  /** The newer of the live row and the fetched one; null until one of them is known. */
  readonly row: IncidentRow | null;
  /** Fetches again now, e.g. on Retry or after an act on an incident that the desk no longer holds. */
  refresh(): void;
}

/** Keeps the detail of one incident fresh. What belongs to another id is never shown. */
export function useIncidentDetail(id: string): ShownIncident {
  const live = useDesk((s) => s.rows.get(id));
  const [state, setState] = useState<DetailState & { of: string }>({ ...NOTHING_YET, of: id });
  const loader = useRef<DetailLoader | null>(null);
  const connection = useDesk((s) => s.connection);
  // Which runbooks fit is part of the detail.
  const libraryChanges = useLibraryChanges((s) => s.count);

  useEffect(() => {
    const mine = createDetailLoader(
      () => callEngine('get-incident', { id }),
      (next) => setState({ ...next, of: id }),
    );
    loader.current = mine;
    return () => mine.end();
  }, [id]);

  const pastNews = usePastNews((s) => s.count);
  const seq = live?.seq;
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new seq, another library or a line that is up again is the reason to fetch, not an input
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else loader.current?.want();
  }, [seq, connection, libraryChanges, pastNews]);

  const shown = state.of === id ? state : NOTHING_YET;
  const fetched = shown.detail?.row;
  const row = live && (!fetched || live.seq >= fetched.seq) ? live : (fetched ?? null);
  return { ...shown, row, refresh: () => loader.current?.now() };
}
