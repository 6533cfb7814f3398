// Evidence of use: what the events of working by a runbook say about the runbook itself.
import type { RunbookUse } from '../contract/runbooks';

/** One event of working by a runbook, newest first in lists. `openMs` for `left`, `state` for `marked`, `text` for `remarked`. */
export interface UseEvent {
  readonly runbook: string;
  readonly incident: string | null;
  readonly kind: 'opened' | 'left' | 'marked' | 'noted' | 'remarked';
  readonly step: string | null;
  readonly title: string;
  readonly state: string | null;
  readonly openMs: number | null;
  readonly text: string | null;
  readonly person: string;
  readonly at: number;
}

const MAX_STEPS = 20;
const MAX_REMARKS = 50;

/** `uses`: of one runbook, newest first. */
export function sumUpUse(uses: readonly UseEvent[]): RunbookUse {
  const work = uses.filter((u) => u.kind !== 'remarked');
  const openMs = new Map<string, number>();
  for (const u of work)
    if (u.kind === 'left' && u.incident !== null) openMs.set(u.incident, (openMs.get(u.incident) ?? 0) + (u.openMs ?? 0));
  return {
    incidents: new Set(work.map((u) => u.incident)).size,
    lastUsedAt: work[0]?.at ?? null,
    medianOpenMs: median([...openMs.values()]),
    failedSteps: stepsMarked(work, 'failed'),
    skippedSteps: stepsMarked(work, 'skipped'),
    remarks: uses
      .filter((u) => u.kind === 'remarked')
      .slice(0, MAX_REMARKS)
      .map((u) => ({ runbook: u.runbook, incident: u.incident, step: u.step, text: u.text ?? '', by: u.person, at: u.at })),
  };
}

/** The last mark of a step in each incident counts; the most frequent first. */
function stepsMarked(work: readonly UseEvent[], state: string): { step: string; title: string; times: number }[] {
  const last = new Map<string, UseEvent>();
  for (const u of work) {
    const key = `${u.incident}\n${u.step}`;
    if (u.kind === 'marked' && u.step !== null && !last.has(key)) last.set(key, u);
  }
  const counts = new Map<string, { step: string; title: string; times: number }>();
  for (const u of last.values()) {
    if (u.state !== state || u.step === null) continue;
    const known = counts.get(u.step);
    counts.set(u.step, { step: u.step, title: known?.title ?? u.title, times: (known?.times ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.times - a.times).slice(0, MAX_STEPS);
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined || upper === undefined ? null : (middle + upper) / 2;
}
