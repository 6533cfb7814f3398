// One key combination, anywhere on the desktop, brings the window up.
import { globalShortcut } from 'electron';

/** Registers `accelerator` (Electron's spelling, '' for none) in place of the earlier one; false when the system refuses it. */
export function setGlobalShortcut(accelerator: string, show: () => void): boolean {
  globalShortcut.unregisterAll();
  if (!accelerator) return true;
  try {
    return globalShortcut.register(accelerator, show);
  } catch {
    return false;
  }
}
