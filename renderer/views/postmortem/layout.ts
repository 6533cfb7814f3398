// What of the editor is shown: text, preview or both, what stands beside them, and the focus on the text alone.
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';

export type Showing = 'text' | 'both' | 'preview';

export interface Layout {
  readonly showing: Showing;
  readonly isFocused: boolean;
  readonly hasOutline: boolean;
  readonly hasSide: boolean;
  set(change: Partial<Omit<Layout, 'set'>>): void;
}

/** Narrower windows show the text alone until a person chooses: two halves beside the panes leave too short lines. */
const NARROW = '(max-width: 1399px)';

export function useLayout(): Layout {
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const [{ showing, ...layout }, setLayout] = useState({
    showing: null as Showing | null,
    isFocused: false,
    hasOutline: true,
    hasSide: true,
  });
  return {
    ...layout,
    showing: showing ?? (isNarrow ? 'text' : 'both'),
    set: (change) => setLayout((before) => ({ ...before, ...change })),
  };
}
