// Whether a postmortem has the whole main area: chosen once, remembered by this window.
import { create } from 'zustand';

const PLACE = 'postmortem-is-narrow';

interface Wide {
  readonly isWide: boolean;
  /** Incident whose postmortem is open for writing, also one of the past that is not on the desk; null: none. */
  readonly writing: string | null;
}

export const useWide = create<Wide>()(() => ({ writing: null, isWide: globalThis.localStorage?.getItem(PLACE) !== '1' }));

export function toggleWide(): void {
  const isWide = !useWide.getState().isWide;
  if (isWide) localStorage.removeItem(PLACE);
  else localStorage.setItem(PLACE, '1');
  useWide.setState({ isWide });
}
