// Which section of the settings is shown: others (the palette, the foot) may send a person straight to one.
import { create } from 'zustand';

export const useSettingsPlace = create<{ readonly section: string }>()(() => ({ section: 'person' }));

/** Shows a section the next time, or now, that the settings are on screen. */
export function showSection(section: string): void {
  useSettingsPlace.setState({ section });
}
