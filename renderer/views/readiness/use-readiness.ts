// What the engine knows of being ready: asked for again when a drill begins, ends or gets an incident.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError, EngineValues } from '../../../shared/contract';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';

export type Readiness = EngineValues['get-readiness'];

export interface ShownReadiness {
  /** What was last answered; kept while a newer answer is on its way and when it fails. */
  readonly readiness: Readiness | null;
  readonly error: CallError | null;
  refresh(): void;
}

export function useReadiness(): ShownReadiness {
  const drill = useDesk((s) => (s.status?.drill ? `${s.status.drill.title}\n${s.status.drill.openCount}` : ''));
  const settings = useDesk((s) => s.settings?.drills);
  const connection = useDesk((s) => s.connection);
  const [state, setState] = useState<Omit<ShownReadiness, 'refresh'>>({ readiness: null, error: null });
  const wanted = useRef(0);
  const fetch = useCallback(async () => {
    const turn = ++wanted.current;
    const reply = await callEngine('get-readiness', {});
    if (turn !== wanted.current) return;
    setState((old) => (reply.ok ? { readiness: reply.value, error: null } : { readiness: old.readiness, error: reply.error }));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change at the engine is the reason to ask, not an input
  useEffect(() => void fetch(), [fetch, drill, settings, connection]);
  return { ...state, refresh: () => void fetch() };
}
