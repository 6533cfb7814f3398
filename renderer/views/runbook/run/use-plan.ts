// Asks the engine what exactly would run, again with every change of a value. What is shown is the engine's own answer.
import { useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../../shared/contract';
import type { RunPlan } from '../../../../shared/domain/run';
import { callEngine } from '../../../bridge';

export interface RunTarget {
  readonly incident: string;
  readonly runbook: string;
  readonly step: string;
}

export interface ShownPlan {
  readonly plan: RunPlan | null;
  readonly error: CallError | null;
  /** True while the plan is of older values: nothing can be started then. */
  readonly isStale: boolean;
  again(): void;
}

const TYPING_MS = 120;

export function usePlan(
  { incident, runbook, step }: RunTarget,
  values: Readonly<Record<string, string>>,
  server: string | null,
  isTerminal: boolean | null,
): ShownPlan {
  const [state, setState] = useState<{ plan: RunPlan | null; error: CallError | null; of: string }>({ plan: null, error: null, of: '' });
  const [round, setRound] = useState(0);
  const asked = useRef(0);
  const key = JSON.stringify([values, server, isTerminal, round]);
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    const [given, chosen, terminal] = JSON.parse(key) as [Record<string, string>, string | null, boolean | null];
    const timer = setTimeout(
      () => {
        const asks = { incident, runbook, step, values: given, server: chosen, isTerminal: terminal };
        void callEngine('plan-run', asks).then((reply) => {
          if (mine !== asked.current) return;
          setState((s) => (reply.ok ? { plan: reply.value, error: null, of: key } : { plan: s.plan, error: reply.error, of: key }));
        });
      },
      mine === 1 ? 0 : TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [incident, runbook, step, key]);
  return { plan: state.plan, error: state.error, isStale: state.of !== key || state.error !== null, again: () => setRound((n) => n + 1) };
}
