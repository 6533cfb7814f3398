// The library as the place shows it: what fits the words, page by page, and how each source is.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { RunbookListEntry, RunbookSourceHealth } from '../../../shared/contract/runbooks';
import { callEngine } from '../../bridge';

const PAGE = 100;
const TYPING_MS = 80;
const SOURCES_EVERY_MS = 5_000;

export interface ShownLibrary {
  readonly entries: readonly RunbookListEntry[];
  readonly total: number;
  /** Null until the first answer. */
  readonly tookMs: number | null;
  readonly error: CallError | null;
  /** Rows up to this one are wanted. */
  want(upTo: number): void;
  refresh(): void;
}

export function useLibrary(text: string): ShownLibrary {
  const [state, setState] = useState<Omit<ShownLibrary, 'want' | 'refresh'> & { text: string }>({
    entries: [],
    total: 0,
    tookMs: null,
    error: null,
    text: '',
  });
  const asked = useRef(0);
  const load = useCallback(
    async (before: readonly RunbookListEntry[]): Promise<void> => {
      asked.current += 1;
      const mine = asked.current;
      const reply = await callEngine('list-runbooks', { text, offset: before.length, limit: PAGE });
      if (mine !== asked.current) return;
      if (!reply.ok) return setState((s) => ({ ...s, error: reply.error }));
      const { runbooks, total, tookMs } = reply.value;
      setState({ entries: [...before, ...runbooks], total, tookMs, error: null, text });
    },
    [text],
  );
  useEffect(() => {
    const timer = setTimeout(() => void load([]), TYPING_MS);
    return () => {
      clearTimeout(timer);
      asked.current += 1;
    };
  }, [load]);
  const loading = useRef(false);
  const want = useCallback(
    (upTo: number): void => {
      if (loading.current || upTo < state.entries.length - 20 || state.entries.length >= state.total || state.text !== text) return;
      loading.current = true;
      void load(state.entries).finally(() => {
        loading.current = false;
      });
    },
    [load, state, text],
  );
  return { ...state, want, refresh: () => void load([]) };
}

/** Sources and their health, looked at again every few seconds while the place is open. */
export function useSources(): readonly RunbookSourceHealth[] | null {
  const [sources, setSources] = useState<readonly RunbookSourceHealth[] | null>(null);
  useEffect(() => {
    const look = (): void => void callEngine('list-runbook-sources', {}).then((reply) => reply.ok && setSources(reply.value.sources));
    look();
    const timer = setInterval(look, SOURCES_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return sources;
}
