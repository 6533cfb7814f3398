// Past incidents like this one, asked for once an incident is looked at: the past does not change while one looks.
import { useCallback, useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { LastTime } from '../../../shared/contract/postmortem-draft';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';

const MOST = 3;

export interface SimilarState {
  /** Null: not answered yet. */
  readonly similar: readonly LastTime[] | null;
  readonly error: CallError | null;
}

const NOT_YET: SimilarState = { similar: null, error: null };

export function useSimilar(id: string): SimilarState & { retry(): void } {
  const [state, setState] = useState(NOT_YET);
  const [turn, setTurn] = useState(0);
  const connection = useDesk((s) => s.connection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn or a line that is up again is the reason to ask
  useEffect(() => {
    let isOver = false;
    setState(NOT_YET);
    void callEngine('similar-incidents', { incident: id, limit: MOST }).then((reply) => {
      if (!isOver) setState(reply.ok ? { similar: reply.value.similar, error: null } : { similar: null, error: reply.error });
    });
    return () => {
      isOver = true;
    };
  }, [id, turn, connection]);
  return { ...state, retry: useCallback(() => setTurn((n) => n + 1), []) };
}
