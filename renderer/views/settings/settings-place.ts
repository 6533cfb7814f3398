// Which section of the settings is shown: others (the palette, the foot) may send a person straight to one.

import { create } from 'zustand';
import { useUi } from '../../store/ui';

export const useSettingsPlace = create<{ readonly section: string }>()(() => ({ section: 'person' }));

/** Shows a section the next time, or now, that the settings are on screen. */
export function showSection(section: string): void {
  useSettingsPlace.setState({ section });
}

/** Where settings of other tools are taken over. */
export function showImport(): void {
  showSection('exchange');
  useUi.getState().go('settings');
}
