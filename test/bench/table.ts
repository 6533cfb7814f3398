// Prints rows as a Markdown table, so that what the terminal shows can stand in docs/bench.md as it is.
import type { BenchRow } from './row';

const HEADS = ['what', 'measured', 'baseline', 'ratio', 'reach', 'ok', 'note'] as const;

/** Three digits say what a bench can say. */
function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en-US');
  return size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function cells(row: BenchRow): readonly string[] {
  const { what, measured, unit, baseline, ratio, reach, isReached, note } = row;
  return [
    what,
    `${figure(measured)} ${unit}`,
    baseline === null ? '' : `${figure(baseline)} ${unit}`,
    ratio === null ? '' : `${figure(ratio)} x`,
    reach,
    isReached === null ? '' : isReached ? 'yes' : 'NO',
    note,
  ];
}

/** Lines of the table with aligned columns. */
export function tableOf(rows: readonly BenchRow[]): string {
  const lines = [HEADS, ...rows.map(cells)];
  const widths = HEADS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const draw = (line: readonly string[]): string => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = HEADS, ...body] = lines;
  return [draw(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(draw)].join('\n');
}
