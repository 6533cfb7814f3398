// Key combinations that work anywhere on the desktop: one brings the window up, one the dialog that reports an incident.
import { globalShortcut } from 'electron';

export interface Shortcut {
  /** Electron's spelling, '' for none. */
  readonly accelerator: string;
  readonly run: () => void;
}

/** Registers these in place of the earlier ones; false when the system refuses one, or both are the same. */
export function setGlobalShortcuts(shortcuts: readonly Shortcut[]): boolean {
  globalShortcut.unregisterAll();
  const wanted = shortcuts.filter(({ accelerator }) => accelerator !== '');
  if (new Set(wanted.map(({ accelerator }) => accelerator)).size < wanted.length) return false;
  try {
    return wanted.map(({ accelerator, run }) => globalShortcut.register(accelerator, run)).every(Boolean);
  } catch {
    return false;
  }
}
