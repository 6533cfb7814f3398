// Writes down where the window stands, a moment after it moved and when it closes. The store's code is loaded with the first move.
import type { BrowserWindow } from 'electron';
import { WINDOW_FILE, type WindowState } from './window-state';

const MOVED_MS = 300;

async function write(profile: string, state: WindowState): Promise<void> {
  const { default: Store } = await import('electron-store');
  new Store<WindowState>({ name: WINDOW_FILE, cwd: profile, clearInvalidConfig: true }).set(state);
}

/** Remembers every change of the window's place in `window.json`, which `openConsoleWindow` reads at the next start. */
export function keepWindowPlace(browser: BrowserWindow, profile: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    if (!browser.isDestroyed()) void write(profile, { bounds: browser.getNormalBounds(), isMaximized: browser.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, MOVED_MS);
  };
  for (const change of ['resize', 'move', 'maximize', 'unmaximize'] as const) browser.on(change as 'resize', soon);
  browser.on('close', save);
}
