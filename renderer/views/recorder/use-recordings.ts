// What the flight recorder kept of one incident: asked when the incident changes, and again while something is being taken.
import { useCallback, useEffect, useState } from 'react';
import type { CallError, EngineValues } from '../../../shared/contract';
import { callEngine } from '../../bridge';

const AGAIN_MS = 1000;

export interface Recordings {
  readonly kept: EngineValues['list-recordings'] | null;
  readonly error: CallError | null;
  refresh(): void;
}

/** What was last known stays when an answer fails. `seq`: of the incident's last event. */
export function useRecordings(incident: string, seq: number): Recordings {
  const [kept, setKept] = useState<Recordings['kept']>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new event or turn is what asks again
  useEffect(() => {
    let isOver = false;
    void callEngine('list-recordings', { incident }).then((reply) => {
      if (isOver) return;
      if (reply.ok) setKept(reply.value);
      setError(reply.ok ? null : reply.error);
    });
    return () => {
      isOver = true;
    };
  }, [incident, seq, turn]);
  const isTaking = kept?.recordings.some((one) => one.state === 'taking') ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer that is not the last asks once more
  useEffect(() => {
    if (!isTaking) return;
    const timer = setTimeout(refresh, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isTaking, kept, refresh]);
  return { kept, error, refresh };
}
