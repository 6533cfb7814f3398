// Where a person is in a runbook. It moves at once on screen, and goes to the log when it rests, so that leafing leaves no trail.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunbookStep } from '../../../shared/domain/runbook';
import { callEngine } from '../../bridge';

const REST_MS = 1_000;

export interface Position {
  /** Index among the steps; -1 before the first move in a runbook without a kept position. */
  readonly at: number;
  moveTo(index: number): void;
}

/** `kept`: the step that the log knows. Another window's move is followed until this one moves itself. */
export function usePosition(incident: string | null, runbook: string, steps: readonly RunbookStep[], kept: string | null): Position {
  const [own, setOwn] = useState<{ runbook: string; step: string } | null>(null);
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; send(): void } | null>(null);
  const flush = useCallback(() => {
    if (!pending.current) return;
    clearTimeout(pending.current.timer);
    pending.current.send();
    pending.current = null;
  }, []);
  useEffect(() => flush, [flush]);
  const step = own?.runbook === runbook ? own.step : kept;
  const moveTo = (index: number): void => {
    const to = steps[index];
    if (!to) return;
    setOwn({ runbook, step: to.id });
    if (incident === null) return;
    if (pending.current) clearTimeout(pending.current.timer);
    const send = (): void => void callEngine('move-in-runbook', { incident, runbook, step: to.id });
    pending.current = { timer: setTimeout(flush, REST_MS), send };
  };
  return { at: step === null ? -1 : steps.findIndex((s) => s.id === step), moveTo };
}
