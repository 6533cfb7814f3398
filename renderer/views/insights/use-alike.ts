// Groups of incidents that are alike, asked for after the pictures: finding them costs more than counting.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { AlikeGroup } from '../../../shared/insights/alike';
import type { Scope } from '../../../shared/insights/material';
import { callEngine } from '../../bridge';

export interface AlikeState {
  /** Null: not answered yet. */
  readonly groups: readonly AlikeGroup[] | null;
  readonly error: CallError | null;
}

const NOT_YET: AlikeState = { groups: null, error: null };

export function useAlike(scope: Scope): AlikeState & { retry(): void } {
  const [state, setState] = useState(NOT_YET);
  const turn = useRef(0);
  const { from, to, service, severity } = scope;
  const ask = useCallback(async () => {
    const mine = ++turn.current;
    setState(NOT_YET);
    const reply = await callEngine('list-alike', { scope: { from, to, service, severity } });
    if (mine === turn.current) setState(reply.ok ? { groups: reply.value.groups, error: null } : { groups: null, error: reply.error });
  }, [from, to, service, severity]);
  useEffect(() => void ask(), [ask]);
  return { ...state, retry: () => void ask() };
}
