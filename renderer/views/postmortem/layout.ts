// What of the editor is shown: text, preview or both, what stands beside them, and the focus on the text alone.
import { useState } from 'react';

export type Showing = 'text' | 'both' | 'preview';

export interface Layout {
  readonly showing: Showing;
  readonly isFocused: boolean;
  readonly hasOutline: boolean;
  readonly hasSide: boolean;
  set(change: Partial<Omit<Layout, 'set'>>): void;
}

/** Narrower windows begin with the text alone: two halves beside the panes leave too short lines. */
const BOTH_FROM_PX = 1280;

export function useLayout(): Layout {
  const [layout, setLayout] = useState(() => ({
    showing: (window.innerWidth < BOTH_FROM_PX ? 'text' : 'both') as Showing,
    isFocused: false,
    hasOutline: true,
    hasSide: true,
  }));
  return { ...layout, set: (change) => setLayout((before) => ({ ...before, ...change })) };
}
