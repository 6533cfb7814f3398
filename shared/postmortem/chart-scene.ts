// What a chart of a postmortem looks like, as shapes in a plane: the preview draws them with the window's colours, exports with ink on
// paper. Nothing here depends on fonts: texts are given room by their length.

import { revealLine } from '../domain/reveal-text';
import type { AlertLane } from '../log/views/lanes';
import { lengthWords } from '../rules/incident-times';
import type { ChartReference } from './chart-fence';
import { type Clock, clockOf } from './draft/moment';

/** `role` chooses the colour. `title` is told on hover and to readers of the screen. */
export type Shape =
  | {
      readonly shape: 'bar';
      readonly role: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly title: string;
    }
  | { readonly shape: 'line'; readonly role: string; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
  | {
      readonly shape: 'text';
      readonly role: string;
      readonly x: number;
      readonly y: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly text: string;
    };

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** The whole in one sentence, for who can't see it. */
  readonly words: string;
}

export const SCENE_WIDTH = 720;
const LETTER = 6.3;
const LABELS = 190;
const LANE = 20;
const ROW = 14;
const MOST_LANES = 24;
const MOST_ROWS = 4;
const BAR = 28;
const MOST_TICKS = 6;
const SECOND = 1000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800].map(
  (s) => s * SECOND,
);

function cut(text: string, room: number): string {
  const line = revealLine(text);
  const most = Math.max(0, Math.floor(room / LETTER));
  return line.length <= most ? line : most < 2 ? '' : `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `zone` (IANA) is that of the axis. Lanes are used by charts of alerts only. */
export function chartScene(chart: ChartReference, lanes: readonly AlertLane[], zone: string): Scene {
  return chart.chart === 'stages' ? stagesScene(chart) : alertsScene(chart, lanes, zone);
}

/** Each stretch between two marks is a stage, as wide as it was long, but never too thin to be seen. */
function stagesScene({ marks, caption }: ChartReference): Scene {
  const stages = marks
    .slice(1)
    .map((mark, i) => ({ name: `${marks[i]?.name ?? ''} to ${mark.name}`, ms: Math.max(0, mark.at - (marks[i]?.at ?? mark.at)) }));
  const total = stages.reduce((sum, { ms }) => sum + ms, 0) || 1;
  const least = 4;
  const room = SCENE_WIDTH - least * stages.length;
  const shapes: Shape[] = [];
  let x = 0;
  stages.forEach(({ name, ms }, i) => {
    const width = least + (room * ms) / total;
    const role = `stage-${i % 5}`;
    const y = ROW + i * LANE + BAR + 8;
    const line = `${name}: ${lengthWords(ms)}`;
    shapes.push({ shape: 'bar', role, x, y: 0, width: Math.max(1, width - 2), height: BAR, title: line });
    const inside = cut(lengthWords(ms), width - 10);
    if (inside === lengthWords(ms))
      shapes.push({ shape: 'text', role: 'on-stage', x: x + width / 2, y: BAR / 2 + 4, anchor: 'middle', text: inside });
    shapes.push({ shape: 'bar', role, x: 0, y: y - 9, width: 10, height: 10, title: '' });
    shapes.push({ shape: 'text', role: 'text', x: 18, y, anchor: 'start', text: cut(line, SCENE_WIDTH - 20) });
    x += width;
  });
  const words = `${revealLine(caption)}: ${stages.map(({ name, ms }) => `${name} ${lengthWords(ms)}`).join(', ')}`;
  return { width: SCENE_WIDTH, height: BAR + 16 + stages.length * LANE, shapes, words };
}

function alertsScene(chart: ChartReference, all: readonly AlertLane[], zone: string): Scene {
  const { from, to, caption } = chart;
  const clock = clockOf(zone, from, to);
  const width = SCENE_WIDTH - LABELS;
  const xOf = (at: number): number => LABELS + (width * (Math.min(to, Math.max(from, at)) - from)) / Math.max(1, to - from);
  const lanes = all.slice(0, MOST_LANES);
  const { placed, rows } = placeMarks(chart.marks, xOf);
  const top = rows * ROW + 8;
  const bottom = top + lanes.length * LANE;
  const left = all.length - lanes.length;
  const zoned = `${clock.zone}${left > 0 ? `; ${left} more lanes are in the incident` : ''}`;
  const shapes: Shape[] = [
    ...markShapes(placed, bottom),
    ...lanes.flatMap((lane, i) => laneShapes(lane, top + i * LANE, to, xOf, clock)),
    ...axisShapes(chart, top, bottom, xOf, clock),
    { shape: 'text', role: 'mute', x: 0, y: bottom + 16, anchor: 'start', text: cut(zoned, LABELS) },
  ];
  const words = `${revealLine(caption)}: ${lanes.length} lanes from ${clock.time(from)} to ${clock.time(to)}`;
  return { width: SCENE_WIDTH, height: bottom + 24, shapes, words };
}

interface Placed {
  readonly x: number;
  readonly start: number;
  readonly row: number;
  readonly text: string;
}

/** Names of marks stand in as few rows as they need not to cover each other. */
function placeMarks(marks: ChartReference['marks'], xOf: (at: number) => number): { placed: Placed[]; rows: number } {
  const ends: number[] = [];
  const placed = marks.map(({ name, at }): Placed => {
    const x = xOf(at);
    const text = cut(name, 120);
    const width = text.length * LETTER + 6;
    const start = Math.min(x, SCENE_WIDTH - width);
    const free = ends.findIndex((end) => end <= start);
    const row = free !== -1 ? free : Math.min(ends.length, MOST_ROWS - 1);
    ends[row] = start + width;
    return { x, start, row, text };
  });
  return { placed, rows: ends.length };
}

function markShapes(placed: readonly Placed[], bottom: number): Shape[] {
  return placed.flatMap(({ x, start, row, text }): Shape[] => [
    { shape: 'line', role: 'mark', x1: x, y1: row * ROW + ROW, x2: x, y2: bottom },
    { shape: 'text', role: 'mute', x: start, y: row * ROW + 11, anchor: 'start', text },
  ]);
}

function laneShapes({ label, spans }: AlertLane, y: number, to: number, xOf: (at: number) => number, clock: Clock): Shape[] {
  const name: Shape = { shape: 'text', role: 'text', x: LABELS - 8, y: y + 14, anchor: 'end', text: cut(label, LABELS - 12) };
  const bars = spans.map(([start, end]): Shape => {
    const x = xOf(start);
    const title = `${revealLine(label)}: ${clock.time(start)} to ${end === null ? 'still firing' : clock.time(end)}`;
    return { shape: 'bar', role: 'firing', x, y: y + 4, width: Math.max(2, xOf(end ?? to) - x), height: LANE - 8, title };
  });
  return [name, ...bars];
}

function axisShapes({ from, to }: ChartReference, top: number, bottom: number, xOf: (at: number) => number, clock: Clock): Shape[] {
  const span = Math.max(1, to - from);
  const step = STEPS.find((one) => span / one <= MOST_TICKS) ?? Math.ceil(span / MOST_TICKS);
  const shapes: Shape[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const time = step % 60_000 === 0 ? clock.time(at).slice(0, -3) : clock.time(at);
    const x = Math.min(SCENE_WIDTH - (time.length * LETTER) / 2, xOf(at));
    shapes.push({ shape: 'line', role: 'grid', x1: xOf(at), y1: top, x2: xOf(at), y2: bottom });
    shapes.push({ shape: 'text', role: 'mute', x, y: bottom + 16, anchor: 'middle', text: time });
  }
  return shapes;
}
