// Watches a page from inside: when each frame began, what blocked it, how many rows the queue had. Functions with `InPage` in their
// name run in the page, so they use nothing from here.
import type { Page } from '@playwright/test';
import { quantile } from './quantile';

/** What the page noted; times are Unix ms. */
export interface FrameLog {
  /** Chromium's own frame times: multiples of a refresh. */
  readonly frames: readonly number[];
  /** When the callbacks really ran. */
  readonly ran: readonly number[];
  readonly longTasks: readonly number[];
  /** Changes of the queue's row count: [when, rows], seen at the beginning of a frame. */
  readonly rows: readonly (readonly [number, number])[];
}

interface Probe {
  frames: number[];
  ran: number[];
  longTasks: number[];
  rows: [number, number][];
  isOn: boolean;
}
type Probed = typeof globalThis & { benchProbe: Probe };

function watchInPage(): void {
  const probe: Probe = { frames: [], ran: [], longTasks: [], rows: [], isOn: true };
  (globalThis as Probed).benchProbe = probe;
  const origin = performance.timeOrigin;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) probe.longTasks.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  let grid: Element | null = null;
  let last = -1;
  const frame = (at: number): void => {
    if (!probe.isOn) {
      observer.disconnect();
      return;
    }
    const now = performance.now();
    probe.frames.push(origin + at);
    probe.ran.push(origin + now);
    if (!grid?.isConnected) grid = document.querySelector('[role=grid][aria-label="Incident queue"]');
    const rows = Number(grid?.getAttribute('aria-rowcount') ?? 0);
    if (rows !== last) probe.rows.push([origin + now, rows]);
    last = rows;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function takeInPage(): FrameLog {
  const { benchProbe } = globalThis as Probed;
  benchProbe.isOn = false;
  return benchProbe;
}

/** Starts watching; the answer ends it and gives what was seen. */
export async function watchFrames(page: Page): Promise<() => Promise<FrameLog>> {
  await page.evaluate(watchInPage);
  return () => page.evaluate(takeInPage);
}

/** Ms between those of `times` that lie between `from` and `to`. */
export function gapsOf(times: readonly number[], from = 0, to = Number.POSITIVE_INFINITY): number[] {
  const inside = times.filter((at) => at >= from && at <= to);
  return inside.slice(1).map((at, i) => at - (inside[i] ?? at));
}

export interface FrameFigures {
  readonly p99Ms: number;
  /** Longest time between two frames that really ran. */
  readonly freezeMs: number;
  readonly count: number;
}

export function figuresOf(log: FrameLog, from = 0, to = Number.POSITIVE_INFINITY): FrameFigures {
  const gaps = gapsOf(log.frames, from, to);
  return { p99Ms: quantile(gaps, 0.99), freezeMs: Math.max(0, ...gapsOf(log.ran, from, to)), count: gaps.length };
}
