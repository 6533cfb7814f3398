// What a person chose for this machine (not for the desk): theme, autostart, shortcut, saved views. Kept by electron-store in the profile.
import Store from 'electron-store';
import type { Preferences } from '../../shared/contract';
import { PREFERENCES_FILE } from './places';

const DEFAULTS: Preferences = {
  theme: 'system',
  language: 'system',
  isAutostartOn: false,
  globalShortcut: '',
  reportShortcut: '',
  lockShortcut: '',
  lockAfterMinutes: 0,
  isLockedWithScreen: false,
  views: [],
  hasSeenFirstRun: false,
  guideStep: 0,
};

/** Changes to preferences; a key that is left out or undefined stays as it is. */
export type PreferencesPatch = { readonly [K in keyof Preferences]?: Preferences[K] | undefined };

export interface PreferenceStore {
  get(): Preferences;
  set(patch: PreferencesPatch): Preferences;
}

/** Opens `preferences.json` in the profile; an unreadable file is replaced by the defaults. */
export function openPreferences(profile: string): PreferenceStore {
  const store = new Store<Preferences>({
    name: PREFERENCES_FILE,
    cwd: profile,
    defaults: DEFAULTS,
    clearInvalidConfig: true,
    configFileMode: 0o600,
  });
  return {
    get: () => ({ ...DEFAULTS, ...store.store }),
    set: (patch) => {
      const known = Object.entries(patch).filter(([key, value]) => key in DEFAULTS && value !== undefined);
      store.set(Object.fromEntries(known) as Partial<Preferences>);
      return { ...DEFAULTS, ...store.store };
    },
  };
}
