// What the picture of a timeline holds, from top to bottom: lanes of alerts, rows of marks, the axis.
import type { AlertLane } from '../../../shared/log/views/lanes';
import { msg } from '../../../shared/words/words';
import { bySourceTime, type Mark } from './marks';
import { type MarkRow, rowOf, type Span } from './timeline-filter';

export const ROW_WORDS: Readonly<Record<MarkRow, string>> = {
  stages: msg`Stages`,
  pages: msg`Pages`,
  people: msg`People`,
  notes: msg`Notes`,
  runbooks: msg`Runs`,
  messages: msg`Sent`,
};
const ROWS = Object.keys(ROW_WORDS) as MarkRow[];

export interface Scene {
  readonly lanes: readonly AlertLane[];
  /** Rows that hold a mark, each by source time. */
  readonly rows: readonly { readonly row: MarkRow; readonly marks: readonly Mark[] }[];
  readonly whole: Span;
  /** When the scene was made, Unix ms: alerts that still fire reach to it. */
  readonly now: number;
}

const MARGIN = 0.02;

export function sceneOf(marks: readonly Mark[], lanes: readonly AlertLane[], now: number): Scene {
  const sorted = [...marks].sort(bySourceTime);
  const byRow = new Map<MarkRow, Mark[]>(ROWS.map((row) => [row, []]));
  for (const mark of sorted) {
    const row = rowOf(mark.kind);
    if (row) byRow.get(row)?.push(mark);
  }
  const rows = ROWS.map((row) => ({ row, marks: byRow.get(row) ?? [] })).filter((one) => one.marks.length > 0);
  return { lanes, rows, whole: wholeOf(sorted, lanes, now), now };
}

function wholeOf(sorted: readonly Mark[], lanes: readonly AlertLane[], now: number): Span {
  let from = sorted[0]?.happenedAt ?? now;
  let to = sorted.at(-1)?.happenedAt ?? now;
  for (const { spans } of lanes)
    for (const [start, end] of spans) {
      from = Math.min(from, start);
      to = Math.max(to, end ?? now);
    }
  const margin = Math.max(1_000, (to - from) * MARGIN);
  return [Math.floor(from - margin), Math.ceil(to + margin)];
}

export const GUTTER_PX = 62;
export const AXIS_PX = 18;
export const ROW_PX = 15;
const LANES_PX = 66;

/** Height of one lane: many share the room of a few. */
export function lanePx(count: number): number {
  return Math.max(2, Math.min(11, Math.floor(LANES_PX / Math.max(1, count))));
}

export function heightOf({ lanes, rows }: Scene): number {
  return lanes.length * lanePx(lanes.length) + (lanes.length > 0 ? 5 : 0) + rows.length * ROW_PX + AXIS_PX + 6;
}
