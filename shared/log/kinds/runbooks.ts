// Events of working by a runbook: which one, where a person is in it, what was run and what came out, what should be better.

export type StepState = 'open' | 'done' | 'skipped' | 'failed';

export interface RunbookEvents {
  'runbook.attached': { runbook: string; title: string; why: string; isByHand: boolean; by: string };
  'runbook.detached': { runbook: string; by: string };
  /** `version`: SHA-256 (hex) of the text that was shown. */
  'runbook.opened': { runbook: string; title: string; version: string; by: string };
  'runbook.left': { runbook: string; openMs: number; by: string };
  /** The position: the step a person is at. */
  'runbook.moved': { runbook: string; step: string; by: string };
  'runbook.step-marked': { runbook: string; step: string; stepTitle: string; to: StepState; by: string };
  'runbook.step-noted': { runbook: string; step: string; stepTitle: string; text: string; by: string };
  /** What should be better in the runbook; `step` null: the whole. */
  'runbook.remarked': { runbook: string; step: string | null; text: string; by: string };

  /** Approval steps and dangerous commands: a person said yes to exactly this text. */
  'run.approved': { runbook: string; step: string; commandSha256: string; by: string };
  'run.started': {
    run: string;
    runbook: string;
    step: string;
    kind: 'shell' | 'http' | 'promql';
    /** Exactly what runs, secrets redacted. */
    command: string;
    /** Folder or address, and user, as they were shown before. */
    where: string;
    as: string;
    variables: Readonly<Record<string, string>>;
    isTerminal: boolean;
    timeoutMs: number;
    by: string;
  };
  'run.finished': {
    run: string;
    how: 'exited' | 'cancelled' | 'timed-out' | 'could-not-start' | 'engine-ended';
    exitCode: number | null;
    durationMs: number;
    /** At most the limit of the settings: beginning and end, secrets redacted; hash and size are of all of it. */
    output: string;
    outputSha256: string;
    outputBytes: number;
    isCut: boolean;
  };
}
