// Calls about running steps of a runbook. `run-step` is the only way by which anything starts.
import { z } from 'zod';
import type { RunEnd, RunPlan, RunSeries } from '../domain/run';
import type { RunView } from '../log/views/runs';
import { incidentId as incident } from './names';

const step = z.string().min(1).max(500);
const run = z.string().min(1).max(80);
const target = {
  incident,
  runbook: z.string().min(1).max(2100),
  step,
  /** Values of parameters by name, as a person typed them. */
  values: z.record(z.string().max(60), z.string().max(100_000)).default({}),
  /** One of the plan's servers; null: its first. */
  server: z.string().max(1000).nullable().default(null),
  /** In a terminal; null: as the runbook says. */
  isTerminal: z.boolean().nullable().default(null),
};

export const runCalls = {
  'plan-run': z.strictObject(target),
  'run-step': z.strictObject({
    ...target,
    /** The plan that was shown. */
    sha256: z.string().length(64),
    /** The plan's dangers, word for word, when a person said yes a second time. */
    accepted: z.array(z.string().max(2000)).max(300).default([]),
  }),
  'cancel-run': z.strictObject({ run }),
  /** For a run in a terminal. `isSecret`: struck out wherever it shows up in the output. */
  'type-into-run': z.strictObject({ run, text: z.string().min(1).max(4_000), isSecret: z.boolean().default(false) }),
  'resize-run': z.strictObject({ run, columns: z.number().int().min(20).max(500), rows: z.number().int().min(5).max(300) }),
  'get-run': z.strictObject({ incident, run }),
  /** A person said yes to an `Approval:` step; `text` is what was shown. */
  'approve-step': z.strictObject({ incident, runbook: target.runbook, step, text: z.string().min(1).max(500) }),
} as const;

export interface RunValues {
  'plan-run': RunPlan;
  'run-step': { run: string };
  'cancel-run': { done: true };
  'type-into-run': { done: true };
  'resize-run': { done: true };
  'get-run': { run: RunView; output: string; series: readonly RunSeries[] | null };
  'approve-step': { done: true };
}

/** Output while it comes, at most ten times a second; and the end. Never part of the sequence of events. */
export type RunPush =
  | {
      readonly push: 'run-output';
      readonly run: string;
      /** Whole lines. */
      readonly text: string;
      /** The last line so far; it replaces the one told before. */
      readonly partial: string;
      /** Bytes that came since the last push and are not in `text`. */
      readonly skipped: number;
      readonly totalBytes: number;
    }
  | {
      readonly push: 'run-ended';
      readonly run: string;
      readonly incident: string;
      readonly end: RunEnd;
      readonly series: readonly RunSeries[] | null;
    };
