// The incidents behind a number, as many as are looked at.
import { useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { BehindRow } from '../../../shared/contract/insights';
import type { Behind } from '../../../shared/insights/behind';
import type { Scope } from '../../../shared/insights/material';
import { callEngine } from '../../bridge';

interface Listed {
  readonly rows: readonly BehindRow[];
  /** Null: not answered yet. */
  readonly total: number | null;
  readonly error: CallError | null;
}

const NOTHING: Listed = { rows: [], total: null, error: null };

export function useBehind(scope: Scope, behind: Behind): Listed & { more(): void; retry(): void } {
  const [listed, setListed] = useState<Listed>(NOTHING);
  const turn = useRef(0);
  const isBusy = useRef(false);
  const fetch = async (offset: number): Promise<void> => {
    const mine = turn.current;
    isBusy.current = true;
    const reply = await callEngine('list-behind', { scope, behind, offset });
    if (mine !== turn.current) return;
    isBusy.current = false;
    setListed((old) =>
      reply.ok
        ? { rows: [...(offset === 0 ? [] : old.rows), ...reply.value.rows], total: reply.value.total, error: null }
        : { ...old, error: reply.error },
    );
  };
  const restart = (): void => {
    turn.current += 1;
    setListed(NOTHING);
    void fetch(0);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number or scope begins anew
  useEffect(restart, [scope, behind]);
  const more = (): void => {
    if (!isBusy.current && listed.total !== null && listed.rows.length > 0 && listed.rows.length < listed.total)
      void fetch(listed.rows.length);
  };
  return { ...listed, more, retry: restart };
}
