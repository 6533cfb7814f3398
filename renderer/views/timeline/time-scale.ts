// What part of the time the picture shows, and where a moment stands in it. Pure: all times Unix ms, all lengths CSS pixels.
import type { Span } from './timeline-filter';

const SHORTEST_MS = 1_000;

export function xOf(at: number, [from, to]: Span, width: number): number {
  return ((at - from) / Math.max(1, to - from)) * width;
}

export function timeAt(x: number, [from, to]: Span, width: number): number {
  return Math.round(from + (x / Math.max(1, width)) * (to - from));
}

/** `factor` below 1 shows less of the time, around `at`; never more than `whole` nor less than a second. */
export function zoomed([from, to]: Span, whole: Span, at: number, factor: number): Span {
  const length = Math.max(SHORTEST_MS, Math.min(whole[1] - whole[0], (to - from) * factor));
  const share = (at - from) / Math.max(1, to - from);
  return within([at - share * length, at + (1 - share) * length], whole);
}

/** Moved by `ms`, as far as there is something to see. */
export function moved([from, to]: Span, whole: Span, ms: number): Span {
  return within([from + ms, to + ms], whole);
}

function within([from, to]: Span, [first, last]: Span): Span {
  const length = Math.min(to - from, last - first);
  const start = Math.round(Math.max(first, Math.min(last - length, from)));
  return [start, Math.round(start + length)];
}

const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 604_800].map(
  (s) => s * 1_000,
);

/** Round moments for the axis, at most `most` of them. `offsetMs`: how far the zone of the reader is ahead of UTC. */
export function ticks([from, to]: Span, most: number, offsetMs: number): number[] {
  const step = STEPS_MS.find((ms) => (to - from) / ms <= most) ?? Math.ceil((to - from) / most);
  const result: number[] = [];
  for (let at = Math.ceil((from + offsetMs) / step) * step - offsetMs; at <= to; at += step) result.push(at);
  return result;
}
