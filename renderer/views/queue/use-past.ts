// Closed and merged incidents are not in the window's memory: they are asked for, 200 at a time, latest first.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { callEngine } from '../../bridge';
import { usePastNews } from '../../store/past-news';

const PAGE = 200;

export interface Past {
  readonly rows: ReadonlyMap<string, IncidentRow>;
  /** All there are, the ones not loaded included; null before the first answer. */
  readonly total: number | null;
  readonly error: CallError | null;
  loadMore(): void;
  retry(): void;
}

interface Loaded {
  readonly rows: ReadonlyMap<string, IncidentRow>;
  readonly total: number | null;
  readonly error: CallError | null;
}

const NOTHING: Loaded = { rows: new Map(), total: null, error: null };

/** Loads the first page when it is switched on and forgets all when it is switched off. */
export function usePast(isOn: boolean): Past {
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const load = useCallback(async (before: number | null) => {
    const reply = await callEngine('list-past', { status: 'ended', before, limit: PAGE });
    setLoaded((now) => {
      if (!reply.ok) return { ...now, error: reply.error };
      const rows = new Map(before === null ? [] : now.rows);
      for (const row of reply.value.rows) rows.set(row.id, row);
      return { rows, total: reply.value.total, error: null };
    });
  }, []);
  useEffect(() => {
    if (isOn) void load(null);
    return () => setLoaded(NOTHING);
  }, [isOn, load]);
  const news = usePastNews((s) => s.count);
  const told = useRef(news);
  useEffect(() => {
    if (isOn && told.current !== news) void load(null);
    told.current = news;
  }, [isOn, news, load]);
  const oldest = [...loaded.rows.values()].reduce<number | null>(
    (least, row) => (row.closedAt !== null && (least === null || row.closedAt < least) ? row.closedAt : least),
    null,
  );
  return { ...loaded, loadMore: () => void load(oldest), retry: () => void load(null) };
}
