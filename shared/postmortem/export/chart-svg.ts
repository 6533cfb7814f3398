// Draws the charts of a postmortem for paper: when each alert fired, and how long each stage took. Plain SVG: nothing in it loads or runs.
import type { AlertLane } from '../../log/views/lanes';
import { lengthWords } from '../../rules/incident-times';
import { clockText } from '../../rules/wall-clock';
import type { ChartReference } from '../chart-fence';

export interface ChartInk {
  /** Lanes of the chart's incident; null: nobody knows them, and nothing is drawn. */
  readonly lanes: readonly AlertLane[] | null;
  /** IANA name; its times are shown. */
  readonly timeZone: string;
}

const WIDTH = 640;
const LABELS = 190;
const LANE = 16;
const HEAD = 22;
const STAGES = ['#f2a65a', '#f2d04b', '#6fbf8f', '#7fb3e0', '#b9a3dd'];
const MAX_LANES = 24;

/** One `<svg>` with its caption; null: there is nothing to draw. */
export function chartSvg(chart: ChartReference, { lanes, timeZone }: ChartInk): string | null {
  const { from, to, caption } = chart;
  if (to <= from) return null;
  const body = chart.chart === 'stages' ? stageBars(chart) : lanes && laneBars(chart, lanes, timeZone);
  if (!body) return null;
  const label = escaped(caption);
  const svg = `<svg viewBox="0 0 ${WIDTH} ${body.height}" width="${WIDTH}" height="${body.height}" role="img" aria-label="${label}" font-family="sans-serif" font-size="10" fill="#1a2230">${body.marks}</svg>`;
  return caption === '' ? svg : `${svg}<span class="caption">${label}</span>`;
}

interface Drawn {
  readonly marks: string;
  readonly height: number;
}

function stageBars({ marks, from, to }: ChartReference): Drawn | null {
  const inside = marks.filter(({ at }) => at >= from && at <= to);
  if (inside.length === 0) return null;
  const end = Math.max(to, ...inside.map(({ at }) => at));
  const first = inside[0]?.at ?? from;
  const x = (at: number): number => (WIDTH * (at - first)) / Math.max(1, end - first);
  const parts = inside.map(({ name, at }, index) => {
    const until = inside[index + 1]?.at ?? end;
    const [left, width] = [x(at), Math.max(2, x(until) - x(at) - 2)];
    const colour = STAGES[index % STAGES.length] ?? '#b9c3cf';
    const words = `${escaped(name)} ${lengthWords(until - at)}`;
    const key = `<rect x="${(index * WIDTH) / inside.length}" y="34" width="9" height="9" rx="2" fill="${colour}"/><text x="${(index * WIDTH) / inside.length + 13}" y="42">${words}</text>`;
    return `<rect x="${left.toFixed(1)}" y="4" width="${width.toFixed(1)}" height="20" rx="2" fill="${colour}"/>${key}`;
  });
  return { marks: parts.join(''), height: 50 };
}

function laneBars({ from, to }: ChartReference, lanes: readonly AlertLane[], timeZone: string): Drawn | null {
  const shown = lanes.slice(0, MAX_LANES);
  if (shown.length === 0) return null;
  const x = (at: number): number => LABELS + ((WIDTH - LABELS - 10) * (Math.min(Math.max(at, from), to) - from)) / (to - from);
  const height = HEAD + shown.length * LANE + 6;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = from + share * (to - from);
    const anchor = share === 1 ? 'end' : share === 0 ? 'start' : 'middle';
    return `<line x1="${x(at).toFixed(1)}" y1="${HEAD - 6}" x2="${x(at).toFixed(1)}" y2="${height}" stroke="#d5dbe3"/><text x="${x(at).toFixed(1)}" y="11" text-anchor="${anchor}" fill="#546072">${clockText(at, timeZone)}</text>`;
  });
  const rows = shown.map(({ label, spans }, index) => {
    const top = HEAD + index * LANE;
    const bars = spans
      .filter(([start, end]) => start <= to && (end ?? to) >= from)
      .map(
        ([start, end]) =>
          `<rect x="${x(start).toFixed(1)}" y="${top + 2}" width="${Math.max(2, x(end ?? to) - x(start)).toFixed(1)}" height="10" rx="2" fill="#c2572b"/>`,
      );
    return `<text x="0" y="${top + 10}">${escaped(cut(label, 34))}</text>${bars.join('')}`;
  });
  const more = lanes.length - shown.length;
  const note = more > 0 ? `<text x="0" y="${height + 8}" fill="#546072">and ${more} more</text>` : '';
  return { marks: ticks.join('') + rows.join('') + note, height: more > 0 ? height + 14 : height };
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}\u2026`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
