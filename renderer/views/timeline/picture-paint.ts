// Paints the scene on a canvas. Marks that fall on one pixel are painted once, so ten thousand cost what a hundred do.
import { msg } from '../../../shared/words/words';
import { AXIS_PX, GUTTER_PX, lanePx, ROW_PX, ROW_WORDS, type Scene } from './picture-scene';
import { ticks, xOf } from './time-scale';
import type { MarkRow, Span } from './timeline-filter';

export interface View {
  readonly shown: Span;
  readonly selected: Span | null;
  /** Where the keyboard is, Unix ms; null: the picture has no focus. */
  readonly cursor: number | null;
  readonly pinned: ReadonlySet<number>;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Palette {
  readonly text: string;
  readonly mute: string;
  readonly line: string;
  readonly firing: string;
  readonly accent: string;
  readonly rows: Readonly<Record<MarkRow, string>>;
}

/** The tokens of the look that the canvas stands in. */
export function paletteOf(canvas: HTMLElement): Palette {
  const style = getComputedStyle(canvas);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const [accent, mute, security] = [token('--accent'), token('--mute'), token('--security')];
  const rows = {
    stages: token('--text'),
    pages: token('--s1'),
    people: accent,
    notes: token('--s3'),
    runbooks: token('--ok'),
    messages: security,
  };
  return { text: token('--text'), mute, line: token('--line'), firing: token('--s2'), accent, rows };
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short' });
const seconds = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium' });
const dayAndClock = new Intl.DateTimeFormat('sv-SE', { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
const TICK_PX = 92;
const EDGE_PX = 24;

export function paint(ctx: CanvasRenderingContext2D, scene: Scene, view: View, palette: Palette): void {
  const { width, height, shown } = view;
  const room = width - GUTTER_PX;
  const x = (at: number): number => GUTTER_PX + xOf(at, shown, room);
  ctx.clearRect(0, 0, width, height);
  ctx.font = '11px system-ui, sans-serif';
  ctx.textBaseline = 'middle';
  paintSelection(ctx, view, palette, x);
  ctx.save();
  ctx.beginPath();
  ctx.rect(GUTTER_PX, 0, room, height);
  ctx.clip();
  paintAxis(ctx, view, palette, x);
  const below = paintLanes(ctx, scene, palette, x, width);
  paintRows(ctx, scene, view, palette, x, below);
  if (view.cursor !== null) line(ctx, x(view.cursor), 0, height - AXIS_PX, palette.accent);
  ctx.restore();
  paintNames(ctx, scene, palette, below);
}

function paintLanes(
  ctx: CanvasRenderingContext2D,
  { lanes, now }: Scene,
  palette: Palette,
  x: (at: number) => number,
  width: number,
): number {
  const each = lanePx(lanes.length);
  const thick = Math.max(1, each - (each > 4 ? 3 : 1));
  ctx.fillStyle = palette.firing;
  lanes.forEach(({ spans }, i) => {
    let painted = -1;
    for (const [from, to] of spans) {
      const end = Math.min(width, x(to ?? now));
      const start = Math.max(GUTTER_PX, painted, x(from));
      if (end < GUTTER_PX || end <= painted) continue;
      painted = Math.max(end, start + 2);
      ctx.fillRect(start, 4 + i * each, painted - start, thick);
    }
  });
  return 4 + lanes.length * each + (lanes.length > 0 ? 3 : 0);
}

function paintRows(
  ctx: CanvasRenderingContext2D,
  { rows }: Scene,
  { pinned, width }: View,
  palette: Palette,
  x: (at: number) => number,
  top: number,
): void {
  rows.forEach(({ row, marks }, i) => {
    const y = top + i * ROW_PX;
    rule(ctx, GUTTER_PX, y + ROW_PX / 2, width, palette.line);
    let last = -10;
    for (const { seq, happenedAt } of marks) {
      const at = Math.round(x(happenedAt));
      const isPinned = pinned.has(seq);
      if (at < GUTTER_PX - 3 || at > width + 3 || (at === last && !isPinned)) continue;
      last = at;
      ctx.fillStyle = palette.rows[row];
      ctx.fillRect(at - 1, y + 3, 3, ROW_PX - 6);
      if (isPinned) diamond(ctx, at + 0.5, y + ROW_PX / 2, 5, palette.accent);
    }
  });
}

function paintAxis(ctx: CanvasRenderingContext2D, { shown, width, height }: View, palette: Palette, x: (at: number) => number): void {
  const offsetMs = -new Date(shown[0]).getTimezoneOffset() * 60_000;
  const length = shown[1] - shown[0];
  const words = length > 36 * 3_600_000 ? dayAndClock : length < 5 * 60_000 ? seconds : clock;
  ctx.fillStyle = palette.mute;
  ctx.textAlign = 'center';
  for (const at of ticks(shown, Math.max(2, Math.floor((width - GUTTER_PX) / TICK_PX)), offsetMs)) {
    line(ctx, Math.round(x(at)) + 0.5, 0, height - AXIS_PX, palette.line);
    // A moment at the very edge has its line, but no room for its words.
    if (x(at) > GUTTER_PX + EDGE_PX && x(at) < width - EDGE_PX) ctx.fillText(words.format(at), x(at), height - AXIS_PX / 2);
  }
}

function paintNames(ctx: CanvasRenderingContext2D, { lanes, rows }: Scene, palette: Palette, below: number): void {
  ctx.fillStyle = palette.mute;
  ctx.textAlign = 'left';
  if (lanes.length > 0) ctx.fillText(msg`Alerts`, 16, Math.max(9, below / 2));
  for (const [i, { row }] of rows.entries()) ctx.fillText(ROW_WORDS[row], 16, below + i * ROW_PX + ROW_PX / 2);
}

function paintSelection(ctx: CanvasRenderingContext2D, { selected, height }: View, palette: Palette, x: (at: number) => number): void {
  if (!selected) return;
  const from = Math.max(GUTTER_PX, x(selected[0]));
  const to = Math.max(from + 1, x(selected[1]));
  ctx.globalAlpha = 0.18;
  ctx.fillStyle = palette.accent;
  ctx.fillRect(from, 0, to - from, height - AXIS_PX);
  ctx.globalAlpha = 1;
  for (const edge of [from, to]) line(ctx, edge, 0, height - AXIS_PX, palette.accent);
}

function line(ctx: CanvasRenderingContext2D, x: number, from: number, to: number, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x, from);
  ctx.lineTo(x, to);
  ctx.stroke();
}

function rule(ctx: CanvasRenderingContext2D, from: number, y: number, to: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.fillRect(from, Math.round(y), to - from, 1);
}

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, size: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x, y - size);
  ctx.lineTo(x + size, y);
  ctx.lineTo(x, y + size);
  ctx.lineTo(x - size, y);
  ctx.fill();
}
