// Calls about being ready: drills with their scores.
import { z } from 'zod';
import type { DrillScore } from '../readiness/drill-score';

export const readinessCalls = {
  'get-readiness': z.strictObject({}),
  /** `scenario`: a file as `get-readiness` names it. Only one drill runs at a time. */
  'start-drill': z.strictObject({ scenario: z.string().min(1).max(300) }),
  /** Ends the drill that runs; its score is the answer. */
  'end-drill': z.strictObject({}),
} as const;

/** A script of a drill. `problem`: why it can't be played; '': it can. */
export interface DrillScenario {
  /** The file's name; `builtIn` for the one that Dogwatch brings. */
  readonly scenario: string;
  readonly title: string;
  readonly problem: string;
}

/** Times are Unix ms. */
export interface RunningDrill {
  readonly drill: string;
  readonly title: string;
  readonly startedAt: number;
  readonly by: string;
  readonly incidents: readonly string[];
}

export interface PastDrill {
  readonly drill: string;
  readonly title: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly by: string;
  readonly why: string;
  /** Null: it was cut off before it could be scored. */
  readonly score: DrillScore | null;
}

export interface DrillsView {
  readonly running: RunningDrill | null;
  /** Newest first. */
  readonly past: readonly PastDrill[];
  readonly scenarios: readonly DrillScenario[];
  /** Why the folder of the settings can't be read; '': it can, or there is none. */
  readonly folderProblem: string;
}

/** What foot and tray know of a drill. */
export interface DrillStatus {
  readonly title: string;
  readonly openCount: number;
}

export interface ReadinessValues {
  'get-readiness': { drills: DrillsView };
  'start-drill': { drill: string };
  'end-drill': { drill: string; score: DrillScore };
}
