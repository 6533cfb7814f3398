// Whether a postmortem has the whole main area: chosen once, remembered by this window.
import { create } from 'zustand';

const PLACE = 'postmortem-is-narrow';

export const useWide = create<{ readonly isWide: boolean }>()(() => ({ isWide: globalThis.localStorage?.getItem(PLACE) !== '1' }));

export function toggleWide(): void {
  const isWide = !useWide.getState().isWide;
  if (isWide) localStorage.removeItem(PLACE);
  else localStorage.setItem(PLACE, '1');
  useWide.setState({ isWide });
}
