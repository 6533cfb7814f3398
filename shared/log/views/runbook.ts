// How an incident is worked on by runbooks: which ones, where a person is, what is done, with notes and times. Folded on demand.

import type { EventKind, LogEvent } from '../event';
import type { StepState } from '../kinds/runbooks';

export interface StepNote {
  readonly text: string;
  readonly by: string;
  readonly at: number;
}

/** Times are Unix ms. `arrivedAt`: when the position first came to the step. */
export interface StepProgress {
  readonly title: string;
  readonly state: StepState;
  readonly arrivedAt: number | null;
  readonly markedAt: number | null;
  readonly markedBy: string | null;
  readonly notes: readonly StepNote[];
}

export interface RunbookRemark extends StepNote {
  readonly step: string | null;
}

/** One runbook in one incident. */
export interface RunbookProgress {
  readonly runbook: string;
  readonly title: string;
  /** SHA-256 (hex) of the text that was opened last; '' before it was opened. */
  readonly version: string;
  readonly firstOpenedAt: number | null;
  readonly lastOpenedAt: number | null;
  /** How long it was open in all, ms, up to the last time it was left. */
  readonly openMs: number;
  readonly position: string | null;
  readonly steps: Readonly<Record<string, StepProgress>>;
  readonly remarks: readonly RunbookRemark[];
}

export interface AttachedRunbook {
  readonly runbook: string;
  readonly title: string;
  readonly why: string;
  readonly isByHand: boolean;
  readonly at: number;
}

export interface RunbookWork {
  /** In the order of attaching. */
  readonly attached: readonly AttachedRunbook[];
  /** What a person had open or attached last; null: nothing yet. */
  readonly current: string | null;
  readonly progress: Readonly<Record<string, RunbookProgress>>;
}

export const NO_RUNBOOK_WORK: RunbookWork = { attached: [], current: null, progress: {} };

/** The kinds that `foldRunbookWork` looks at. */
export const RUNBOOK_WORK_KINDS: readonly EventKind[] = [
  'runbook.attached',
  'runbook.detached',
  'runbook.opened',
  'runbook.left',
  'runbook.moved',
  'runbook.step-marked',
  'runbook.step-noted',
  'runbook.remarked',
];

const NOTHING_DONE: StepProgress = { title: '', state: 'open', arrivedAt: null, markedAt: null, markedBy: null, notes: [] };

/** Folds the events of one incident, oldest first; other kinds change nothing. */
export function foldRunbookWork(events: Iterable<LogEvent>): RunbookWork {
  let work = NO_RUNBOOK_WORK;
  for (const event of events) work = stepWork(work, event);
  return work;
}

function stepWork(work: RunbookWork, e: LogEvent): RunbookWork {
  switch (e.kind) {
    case 'runbook.attached': {
      const { runbook, title, why, isByHand } = e.data;
      const others = work.attached.filter((a) => a.runbook !== runbook);
      return {
        ...changed(work, runbook, (p) => ({ ...p, title })),
        attached: [...others, { runbook, title, why, isByHand, at: e.at }],
        current: runbook,
      };
    }
    case 'runbook.detached': {
      const attached = work.attached.filter((a) => a.runbook !== e.data.runbook);
      const current = work.current === e.data.runbook ? (attached.at(-1)?.runbook ?? null) : work.current;
      return { ...work, attached, current };
    }
    case 'runbook.opened': {
      const { runbook, title, version } = e.data;
      const opened = changed(work, runbook, (p) => ({ ...p, title, version, firstOpenedAt: p.firstOpenedAt ?? e.at, lastOpenedAt: e.at }));
      return { ...opened, current: runbook };
    }
    case 'runbook.left':
      return changed(work, e.data.runbook, (p) => ({ ...p, openMs: p.openMs + e.data.openMs }));
    case 'runbook.moved':
      return changed(work, e.data.runbook, (p) => ({
        ...withStep(p, e.data.step, '', (s) => ({ ...s, arrivedAt: s.arrivedAt ?? e.at })),
        position: e.data.step,
      }));
    case 'runbook.step-marked': {
      const { to, by } = e.data;
      return changed(work, e.data.runbook, (p) =>
        withStep(p, e.data.step, e.data.stepTitle, (s) => ({ ...s, state: to, markedAt: e.at, markedBy: by })),
      );
    }
    case 'runbook.step-noted':
      return changed(work, e.data.runbook, (p) =>
        withStep(p, e.data.step, e.data.stepTitle, (s) => ({ ...s, notes: [...s.notes, { text: e.data.text, by: e.data.by, at: e.at }] })),
      );
    case 'runbook.remarked':
      return changed(work, e.data.runbook, (p) => ({
        ...p,
        remarks: [...p.remarks, { step: e.data.step, text: e.data.text, by: e.data.by, at: e.at }],
      }));
    default:
      return work;
  }
}

function changed(work: RunbookWork, runbook: string, change: (p: RunbookProgress) => RunbookProgress): RunbookWork {
  return { ...work, progress: { ...work.progress, [runbook]: change(progressOf(work, runbook)) } };
}

function progressOf(work: RunbookWork, runbook: string): RunbookProgress {
  const known = Object.hasOwn(work.progress, runbook) ? work.progress[runbook] : undefined;
  return (
    known ?? {
      runbook,
      title: runbook,
      version: '',
      firstOpenedAt: null,
      lastOpenedAt: null,
      openMs: 0,
      position: null,
      steps: {},
      remarks: [],
    }
  );
}

function withStep(p: RunbookProgress, step: string, title: string, change: (s: StepProgress) => StepProgress): RunbookProgress {
  const before = (Object.hasOwn(p.steps, step) ? p.steps[step] : undefined) ?? NOTHING_DONE;
  return { ...p, steps: { ...p.steps, [step]: change({ ...before, title: title || before.title }) } };
}
