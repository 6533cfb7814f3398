// A runbook as the engine has it now: its text as blocks and steps, its use, and how its source is.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { RunbookValues } from '../../../shared/contract/runbooks';
import { callEngine } from '../../bridge';

export type OpenedRunbook = RunbookValues['get-runbook'];

export interface ShownRunbook {
  readonly opened: OpenedRunbook | null;
  readonly error: CallError | null;
  refresh(): void;
}

/** What belongs to another id is never shown; a text that was there stays while it is asked for again. */
export function useRunbook(id: string | null): ShownRunbook {
  const [state, setState] = useState<{ of: string | null; opened: OpenedRunbook | null; error: CallError | null }>({
    of: null,
    opened: null,
    error: null,
  });
  const asked = useRef(0);
  const refresh = useCallback(() => {
    if (id === null) return;
    asked.current += 1;
    const mine = asked.current;
    void callEngine('get-runbook', { id }).then((reply) => {
      if (mine !== asked.current) return;
      setState((before) =>
        reply.ok
          ? { of: id, opened: reply.value, error: null }
          : { of: id, opened: before.of === id ? before.opened : null, error: reply.error },
      );
    });
  }, [id]);
  useEffect(() => {
    refresh();
    return () => {
      asked.current += 1;
    };
  }, [refresh]);
  const isMine = state.of === id;
  return { opened: isMine ? state.opened : null, error: isMine ? state.error : null, refresh };
}
