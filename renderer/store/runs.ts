// Runs of steps as the engine tells them while they go on: the newest lines of each, and how it ended. A command may print without end;
// what is held here may not grow with it.
import { create } from 'zustand';
import type { RunPush } from '../../shared/contract/runs';
import type { RunEnd, RunSeries } from '../../shared/domain/run';
import { msg } from '../../shared/words/words';

const MOST_LINES = 2_000;
const LINE_CHARS = 2_000;
const MOST_RUNS = 10;

export interface LiveRun {
  readonly lines: readonly string[];
  /** The line that is not yet over. */
  readonly partial: string;
  /** Lines that were let go at the beginning. */
  readonly isCut: boolean;
  readonly totalBytes: number;
  readonly end: RunEnd | null;
  readonly series: readonly RunSeries[] | null;
}

export const NO_OUTPUT: LiveRun = { lines: [], partial: '', isCut: false, totalBytes: 0, end: null, series: null };

export const useRuns = create<{ readonly runs: ReadonlyMap<string, LiveRun> }>()(() => ({ runs: new Map() }));

export function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text)
    .split('\n')
    .map((line) => (line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS)}…` : line));
}

/** Takes a push; the oldest runs are forgotten, for the log has them. */
export function takeRunPush(push: RunPush): void {
  const runs = new Map(useRuns.getState().runs);
  runs.set(push.run, stepRun(runs.get(push.run) ?? NO_OUTPUT, push));
  for (const old of [...runs.keys()].slice(0, Math.max(0, runs.size - MOST_RUNS))) runs.delete(old);
  useRuns.setState({ runs });
}

export function stepRun(run: LiveRun, push: RunPush): LiveRun {
  if (push.push === 'run-ended') {
    const { end, series } = push;
    return { lines: linesOf(end.output), partial: '', isCut: end.isCut, totalBytes: end.outputBytes, end, series };
  }
  const gap = push.skipped > 0 ? [msg`… ${push.skipped.toLocaleString('en')} bytes not shown …`] : [];
  const lines = [...run.lines, ...gap, ...linesOf(push.text)];
  const isCut = run.isCut || push.skipped > 0 || lines.length > MOST_LINES;
  return { ...run, lines: lines.slice(-MOST_LINES), partial: push.partial.slice(-LINE_CHARS), isCut, totalBytes: push.totalBytes };
}
