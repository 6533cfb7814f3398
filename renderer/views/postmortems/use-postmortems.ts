// All postmortems, asked for again when one of them changed or the line to the engine is up again.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { PostmortemRow } from '../../../shared/domain/postmortem';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { usePostmortemVersion } from '../../store/postmortem-news';

const PAUSE_MS = 100;

export interface ShownPostmortems {
  /** What was last answered; null until the first answer. */
  readonly rows: readonly PostmortemRow[] | null;
  readonly error: CallError | null;
  refresh(): void;
}

export function usePostmortems(): ShownPostmortems {
  const version = usePostmortemVersion(null);
  const connection = useDesk((s) => s.connection);
  const [state, setState] = useState<Omit<ShownPostmortems, 'refresh'>>({ rows: null, error: null });
  const turn = useRef(0);
  const fetch = useCallback(async () => {
    const mine = ++turn.current;
    const reply = await callEngine('list-postmortems', {});
    if (mine !== turn.current) return;
    setState((old) => (reply.ok ? { rows: reply.value.rows, error: null } : { ...old, error: reply.error }));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news, or a line that is up again, is the reason to ask, not an input
  useEffect(() => {
    const timer = setTimeout(() => void fetch(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      turn.current += 1;
    };
  }, [fetch, version, connection]);
  return { ...state, refresh: () => void fetch() };
}
