// The keys of the editor as a whole, wherever in it the focus is.
import type { KeyboardEvent } from 'react';
import type { Layout } from './layout';

export interface EditorActs {
  comment(): void;
  read(): void;
}

export function onEditorKey(event: KeyboardEvent, layout: Layout, acts: EditorActs): void {
  if (!(event.ctrlKey || event.metaKey) || !event.altKey) return;
  const { set, isFocused, hasOutline, hasSide } = layout;
  const table: Readonly<Record<string, () => void>> = {
    KeyO: () => set({ hasOutline: isFocused || !hasOutline, isFocused: false }),
    KeyC: () => set({ hasSide: isFocused || !hasSide, isFocused: false }),
    KeyF: () => set({ isFocused: !isFocused }),
    KeyM: acts.comment,
    KeyR: acts.read,
  };
  const act = table[event.code];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
