// The library of runbooks beyond its place: that texts are different now (which ones, who shows them asks), and which one is to be shown.
import { create } from 'zustand';
import { useUi } from './ui';

/** Rises with each change of texts. */
export const useLibraryChanges = create<{ readonly count: number }>()(() => ({ count: 0 }));

export function takeLibraryChange(): void {
  useLibraryChanges.setState(({ count }) => ({ count: count + 1 }));
}

let wanted: string | null = null;

/** Goes to the library and opens that runbook there. */
export function showRunbook(runbook: string): void {
  wanted = runbook;
  useUi.getState().go('runbooks');
}

/** The runbook that the library was asked to open; once. */
export function takeWantedRunbook(): string | null {
  const taken = wanted;
  wanted = null;
  return taken;
}
