// What the marks of steps look like and add up to.
import type { RunbookStep } from '../../../shared/domain/runbook';
import type { StepState } from '../../../shared/log/kinds/runbooks';
import type { RunbookProgress } from '../../../shared/log/views/runbook';

/** A sign, a word: never colour alone. */
export const MARKS: Readonly<Record<StepState, { readonly sign: string; readonly word: string }>> = {
  open: { sign: '○', word: 'open' },
  done: { sign: '✓', word: 'done' },
  skipped: { sign: '↷', word: 'skipped' },
  failed: { sign: '✕', word: 'failed' },
};

export interface StepTally {
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
}

/** Steps that somebody works on; of a runbook of prose its headings. */
export function workSteps(steps: readonly RunbookStep[]): readonly RunbookStep[] {
  const work = steps.filter((s) => s.kind !== 'heading');
  return work.length > 0 ? work : steps;
}

export function stateOf(progress: RunbookProgress | null, step: string): StepState {
  return progress && Object.hasOwn(progress.steps, step) ? (progress.steps[step]?.state ?? 'open') : 'open';
}

export function tallySteps(steps: readonly RunbookStep[], progress: RunbookProgress | null): StepTally {
  const tally = { total: 0, done: 0, skipped: 0, failed: 0 };
  for (const step of workSteps(steps)) {
    tally.total += 1;
    const state = stateOf(progress, step.id);
    if (state !== 'open') tally[state] += 1;
  }
  return tally;
}

/** The step to go to when one was marked: the next open one after it, else the same. */
export function nextOpen(steps: readonly RunbookStep[], at: number, progress: RunbookProgress | null): number {
  for (let i = at + 1; i < steps.length; i++) {
    const step = steps[i];
    if (step && step.kind !== 'heading' && stateOf(progress, step.id) === 'open') return i;
  }
  return at;
}
