// The board as the window sees it: asked for again whenever the engine says that an action changed.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError, EngineValues } from '../../../shared/contract';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';

export type Board = EngineValues['list-actions'];

export interface ShownBoard {
  /** What was last answered; kept while a newer answer is on its way and when it fails. */
  readonly board: Board | null;
  readonly error: CallError | null;
  refresh(): void;
}

const PAUSE_MS = 120;

export function useActions(): ShownBoard {
  const version = useDesk((s) => s.status?.actions?.version ?? 0);
  const trackers = useDesk((s) => s.settings?.trackers);
  const connection = useDesk((s) => s.connection);
  const [state, setState] = useState<{ board: Board | null; error: CallError | null }>({ board: null, error: null });
  const wanted = useRef(0);
  const fetch = useCallback(async () => {
    const turn = ++wanted.current;
    const reply = await callEngine('list-actions', {});
    if (turn !== wanted.current) return;
    setState((old) => (reply.ok ? { board: reply.value, error: null } : { board: old.board, error: reply.error }));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change at the engine is the reason to ask, not an input
  useEffect(() => {
    const timer = setTimeout(() => void fetch(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [fetch, version, trackers, connection]);
  return { ...state, refresh: () => void fetch() };
}
