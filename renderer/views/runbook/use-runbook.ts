// A runbook as the engine has it now: its text as blocks and steps, its use, and how its source is.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { RunbookValues } from '../../../shared/contract/runbooks';
import { callEngine } from '../../bridge';
import { useLibraryChanges } from '../../store/library';

export type OpenedRunbook = RunbookValues['get-runbook'];

export interface ShownRunbook {
  readonly opened: OpenedRunbook | null;
  readonly error: CallError | null;
  /** When the text that stands here took the place of another that stood here, Unix ms; null: it did not. */
  readonly changedAt: number | null;
  refresh(): void;
}

interface State {
  readonly of: string | null;
  readonly opened: OpenedRunbook | null;
  readonly error: CallError | null;
  readonly changedAt: number | null;
}

const NOTHING: State = { of: null, opened: null, error: null, changedAt: null };

/** The next answer after `before`. An unchanged text stays the same object, so that nothing is drawn anew. */
function step(before: State, id: string, opened: OpenedRunbook): State {
  const known = before.of === id ? before.opened : null;
  if (!known) return { of: id, opened, error: null, changedAt: null };
  const { info } = opened.document;
  if (known.document.info.version === info.version) return { ...before, opened: { ...opened, document: known.document }, error: null };
  return { of: id, opened, error: null, changedAt: info.changedAt ?? info.origin.fetchedAt ?? opened.source?.readAt ?? null };
}

/** What belongs to another id is never shown; a text that was there stays while it is asked for again. */
export function useRunbook(id: string | null): ShownRunbook {
  const [state, setState] = useState<State>(NOTHING);
  const changes = useLibraryChanges((s) => s.count);
  const asked = useRef(0);
  const refresh = useCallback(() => {
    if (id === null) return;
    asked.current += 1;
    const mine = asked.current;
    void callEngine('get-runbook', { id }).then((reply) => {
      if (mine !== asked.current) return;
      setState((before) =>
        reply.ok ? step(before, id, reply.value) : { ...(before.of === id ? before : NOTHING), of: id, error: reply.error },
      );
    });
  }, [id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: changes of the library are the reason to ask, not an input
  useEffect(() => {
    refresh();
    return () => {
      asked.current += 1;
    };
  }, [refresh, changes]);
  const isMine = state.of === id;
  const { opened, error, changedAt } = isMine ? state : NOTHING;
  return { opened, error, changedAt, refresh };
}
