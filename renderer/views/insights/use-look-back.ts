// One look back as the window sees it: asked for when the choice changes, and again when the engine has read everything.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { LookBack } from '../../../shared/contract/insights';
import type { Scope } from '../../../shared/insights/material';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { useInsightNews } from '../../store/insight-news';

export interface Look {
  /** What was last answered; kept while a newer answer is on its way and when it fails. */
  readonly look: LookBack | null;
  readonly error: CallError | null;
  readonly isAsking: boolean;
  refresh(): void;
}

/** `scope` null asks nothing. */
export function useLookBack(scope: Scope | null): Look {
  const connection = useDesk((state) => state.connection);
  const version = useInsightNews((state) => state.version);
  const settings = useDesk((state) => state.settings?.insights);
  const [state, setState] = useState<{ look: LookBack | null; error: CallError | null; isAsking: boolean }>({
    look: null,
    error: null,
    isAsking: true,
  });
  const turn = useRef(0);
  const ask = useCallback(async () => {
    if (scope === null) return;
    const mine = ++turn.current;
    setState((old) => ({ ...old, isAsking: true }));
    const reply = await callEngine('look-back', { scope });
    if (mine !== turn.current) return;
    setState((old) => {
      if (!reply.ok) return { look: old.look, error: reply.error, isAsking: false };
      const isPartial = reply.value.overview === null && old.look?.overview != null;
      return { look: isPartial ? old.look : reply.value, error: null, isAsking: reply.value.overview === null };
    });
  }, [scope]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of the engine are the reason to ask, not an input
  useEffect(() => void ask(), [ask, version, connection, settings]);
  return { ...state, refresh: () => void ask() };
}
