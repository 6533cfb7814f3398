// The chosen theme before anything is drawn: a window that opens in the wrong colours flashes.
import { nativeTheme } from 'electron';
import { readKept } from './kept-file';
import { PREFERENCES_FILE } from './places';

const THEMES = ['system', 'dark', 'light'] as const;

/** Puts on the theme that `preferences.json` holds, the system's when it holds none. */
export function wearKeptTheme(profile: string): void {
  const { theme } = readKept(profile, PREFERENCES_FILE);
  nativeTheme.themeSource = THEMES.find((known) => known === theme) ?? 'system';
}
