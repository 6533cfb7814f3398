// Full-text search over all history while a person types: waits for a pause, and an old answer never replaces a newer one.
import { useEffect, useState } from 'react';
import type { CallError, EngineValues } from '../../../shared/contract';
import { callEngine } from '../../bridge';

export type HistorySearch =
  | { readonly state: 'idle' | 'searching' }
  | { readonly state: 'found'; readonly hits: EngineValues['search']['hits'] }
  | { readonly state: 'failed'; readonly error: CallError };

const PAUSE_MS = 160;
const SHORTEST = 2;

/** Searches 160 ms after the last key; less than two characters find nothing. */
export function useHistorySearch(query: string, limit: number): HistorySearch {
  const [search, setSearch] = useState<HistorySearch>({ state: 'idle' });
  const text = query.trim();
  useEffect(() => {
    if (text.length < SHORTEST) return setSearch({ state: 'idle' });
    let isStale = false;
    const timer = setTimeout(async () => {
      setSearch((before) => (before.state === 'found' ? before : { state: 'searching' }));
      const reply = await callEngine('search', { text, limit });
      if (!isStale) setSearch(reply.ok ? { state: 'found', hits: reply.value.hits } : { state: 'failed', error: reply.error });
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [text, limit]);
  return search;
}
