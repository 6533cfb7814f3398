// What was run in an incident and what a person approved. Folded on demand; outputs stay in the log.
import type { RunEnd, RunKind } from '../../domain/run';
import type { EventKind, LogEvent } from '../event';

/** `end` null: it runs, or nobody has told yet how it ended. Times are Unix ms. */
export interface RunView {
  readonly run: string;
  readonly runbook: string;
  readonly step: string;
  readonly kind: RunKind;
  readonly command: string;
  readonly where: string;
  readonly as: string;
  readonly by: string;
  readonly isTerminal: boolean;
  readonly startedAt: number;
  readonly end: Omit<RunEnd, 'output'> | null;
}

export interface RunApproval {
  readonly runbook: string;
  readonly step: string;
  readonly sha256: string;
  readonly by: string;
  readonly at: number;
}

/** Runs newest first. An approval falls when its step is marked open, skipped or failed. */
export interface IncidentRuns {
  readonly runs: readonly RunView[];
  readonly approvals: readonly RunApproval[];
}

/** The kinds that `foldRuns` looks at. */
export const RUN_KINDS: readonly EventKind[] = ['run.started', 'run.finished', 'run.approved', 'runbook.step-marked'];

/** Folds the events of one incident, oldest first; other kinds change nothing. */
export function foldRuns(events: Iterable<LogEvent>): IncidentRuns {
  const runs = new Map<string, RunView>();
  let approvals: RunApproval[] = [];
  for (const e of events) {
    if (e.kind === 'run.started') {
      const { run, runbook, step, kind, command, where, as, by, isTerminal } = e.data;
      runs.set(run, { run, runbook, step, kind, command, where, as, by, isTerminal, startedAt: e.at, end: null });
    } else if (e.kind === 'run.finished') {
      const { run, output: _, ...end } = e.data;
      const known = runs.get(run);
      if (known) runs.set(run, { ...known, end });
    } else if (e.kind === 'run.approved') {
      const { runbook, step, commandSha256: sha256, by } = e.data;
      approvals = [...approvals.filter((a) => !isOf(a, runbook, step)), { runbook, step, sha256, by, at: e.at }];
    } else if (e.kind === 'runbook.step-marked' && e.data.to !== 'done') {
      approvals = approvals.filter((a) => !isOf(a, e.data.runbook, e.data.step));
    }
  }
  return { runs: [...runs.values()].reverse(), approvals };
}

function isOf(a: RunApproval, runbook: string, step: string): boolean {
  return a.runbook === runbook && a.step === step;
}
