// What the engine answers to a question without arguments: kept while a newer answer is on its way and when that fails.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError, Reply } from '../../../shared/contract';
import { useDesk } from '../../store/desk';

export interface Answer<V> {
  readonly value: V | null;
  readonly error: CallError | null;
  refresh(): void;
}

/** Asks again whenever the settings or `reason` change, and when the engine is back. `ask` must stay the same. */
export function useAnswer<V>(ask: () => Promise<Reply<V>>, reason: string): Answer<V> {
  const connection = useDesk((s) => s.connection);
  const settings = useDesk((s) => s.settings);
  const [state, setState] = useState<Omit<Answer<V>, 'refresh'>>({ value: null, error: null });
  const wanted = useRef(0);
  const fetch = useCallback(async () => {
    const turn = ++wanted.current;
    const reply = await ask();
    if (turn !== wanted.current) return;
    setState((old) => (reply.ok ? { value: reply.value, error: null } : { value: old.value, error: reply.error }));
  }, [ask]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change at the engine is the reason to ask, not an input
  useEffect(() => void fetch(), [fetch, reason, connection, settings]);
  return { ...state, refresh: () => void fetch() };
}
