// Tells who shows a runbook that texts of the library are different now; which ones, and whether it is theirs, they ask for.
import { create } from 'zustand';

/** Rises with each change of texts. */
export const useLibraryChanges = create<{ readonly count: number }>()(() => ({ count: 0 }));

export function takeLibraryChange(): void {
  useLibraryChanges.setState(({ count }) => ({ count: count + 1 }));
}
