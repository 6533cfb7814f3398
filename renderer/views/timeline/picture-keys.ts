// What the keys do in the picture: move the cursor, select with Shift, zoom, and go back. Pure, so that it can be tested without a window.
import { moved, zoomed } from './time-scale';
import type { Span } from './timeline-filter';

export interface PictureState {
  readonly shown: Span;
  readonly cursor: number;
  readonly selected: Span | null;
  /** The end of the selection that stays while the other moves. */
  readonly anchor: number | null;
}

const STEP = 1 / 40;
const LEAP = 1 / 4;
const ZOOM = 0.7;

/** The next state, or null for a key that means nothing here. */
export function pictureKey(
  state: PictureState,
  key: { readonly key: string; readonly shiftKey: boolean },
  whole: Span,
): PictureState | null {
  const { shown, cursor } = state;
  const length = shown[1] - shown[0];
  switch (key.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return step(state, (key.key === 'ArrowLeft' ? -1 : 1) * length * STEP, key.shiftKey, whole);
    case 'PageUp':
    case 'PageDown':
      return step(state, (key.key === 'PageUp' ? -1 : 1) * length * LEAP, key.shiftKey, whole);
    case 'Home':
      return step(state, whole[0] - cursor, key.shiftKey, whole);
    case 'End':
      return step(state, whole[1] - cursor, key.shiftKey, whole);
    case '+':
    case '=':
      return { ...state, shown: zoomed(shown, whole, cursor, ZOOM) };
    case '-':
      return { ...state, shown: zoomed(shown, whole, cursor, 1 / ZOOM) };
    case '0':
      return { ...state, shown: whole };
    case 'Escape':
      return state.selected ? { ...state, selected: null, anchor: null } : null;
    default:
      return null;
  }
}

function step(state: PictureState, ms: number, isSelecting: boolean, whole: Span): PictureState {
  const cursor = Math.round(Math.max(whole[0], Math.min(whole[1], state.cursor + ms)));
  const [from, to] = state.shown;
  const beyond = cursor < from ? cursor - from : cursor > to ? cursor - to : 0;
  const shown = beyond === 0 ? state.shown : moved(state.shown, whole, beyond);
  if (!isSelecting) return { ...state, shown, cursor, anchor: null };
  const anchor = state.anchor ?? state.cursor;
  return { shown, cursor, anchor, selected: [Math.min(anchor, cursor), Math.max(anchor, cursor)] };
}
