// Picks the tray's picture from the committed sheets (assets/icons/tray, drawn by scripts/draw-icons.mjs).
import { join } from 'node:path';
import { type NativeImage, nativeImage, screen } from 'electron';
import type { TrayState } from './tray-state';

const COUNTS = 10;

/** Which cell of a sheet shows a state: 0 clear, 1 blind, then severity 1..5 times count 1..9 and more. */
export function cellOf(state: Pick<TrayState, 'shape' | 'severity' | 'count'>): number {
  if (state.shape === 'clear') return 0;
  if (state.shape === 'blind') return 1;
  const count = Math.min(Math.max(state.count, 1), COUNTS);
  return 2 + ((state.severity ?? 5) - 1) * COUNTS + (count - 1);
}

type Representation = readonly [scale: number, size: number];

/** Sheet sizes by scale factor. Panels of Linux get one picture and scale it themselves, so it is made for the screen at hand. */
function sizesFor(platform: NodeJS.Platform): readonly Representation[] {
  if (platform === 'linux') return [[1, screen.getPrimaryDisplay().scaleFactor > 1 ? 44 : 22]];
  const windows: readonly Representation[] = [
    [1, 16],
    [1.5, 24],
    [2, 32],
  ];
  return platform === 'win32' ? windows : windows.filter(([scale]) => scale !== 1.5);
}

const sheets = new Map<string, NativeImage>();

function cell(assets: string, theme: 'dark' | 'light', size: number, at: number): NativeImage {
  const path = join(assets, `icons/tray/on-${theme}-${size}.png`);
  const sheet = sheets.get(path) ?? nativeImage.createFromPath(path);
  sheets.set(path, sheet);
  return sheet.crop({ x: at * size, y: 0, width: size, height: size });
}

/** The picture of a state for a panel of this theme, with all scale factors of the platform. */
export function trayImage(assets: string, state: TrayState, theme: 'dark' | 'light'): NativeImage {
  const image = nativeImage.createEmpty();
  for (const [scaleFactor, size] of sizesFor(process.platform)) {
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer: cell(assets, theme, size, cellOf(state)).toPNG() });
  }
  if (process.platform === 'darwin') image.setTemplateImage(state.shape !== 'problems');
  return image;
}
