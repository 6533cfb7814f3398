// Where the window stood last time, if that place is still on a screen.
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface WindowState {
  readonly bounds: Bounds | null;
  readonly isMaximized: boolean;
}

/** Kept by electron-store under this name in the profile. */
export const WINDOW_FILE = 'window';

export const SMALLEST = { width: 720, height: 480 } as const;
export const USUAL = { width: 1440, height: 900 } as const;
/** So many pixels of the window must be on a screen, or it could not be grabbed. */
const GRIP = 80;

function overlap(aFrom: number, aLength: number, bFrom: number, bLength: number): number {
  return Math.min(aFrom + aLength, bFrom + bLength) - Math.max(aFrom, bFrom);
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false;
  const v = value as Record<string, unknown>;
  return ['x', 'y', 'width', 'height'].every((key) => Number.isFinite(v[key]));
}

/** Size and, when it can still be reached on one of `screens`, place of the window; centred otherwise. */
export function fitToScreens(
  kept: unknown,
  screens: readonly Bounds[],
): Partial<Bounds> & { readonly width: number; readonly height: number } {
  if (!isBounds(kept)) return { ...USUAL };
  const width = Math.max(SMALLEST.width, Math.round(kept.width));
  const height = Math.max(SMALLEST.height, Math.round(kept.height));
  const isReachable = screens.some(
    (s) => overlap(kept.x, width, s.x, s.width) >= GRIP && overlap(kept.y, height, s.y, s.height) >= GRIP && kept.y >= s.y - GRIP,
  );
  return isReachable ? { x: Math.round(kept.x), y: Math.round(kept.y), width, height } : { width, height };
}
