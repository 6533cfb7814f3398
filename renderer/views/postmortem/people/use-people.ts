// Joins the text with who else is in it: their places go into the view, and one's own cursor is told.
import { type RefObject, useEffect } from 'react';
import * as Y from 'yjs';
import { revealLine } from '../../../../shared/domain/reveal-text';
import type { Cursor, PostmortemEditorProps, PresenceSeams } from '../seams';
import { placeOf } from '../text/places';
import type { TextView } from '../text/use-text-view';
import { hueOf } from './hues';
import { type PlacedPerson, setPeople } from './people-layer';

/** `onMoved` is what to call when the cursor was put somewhere here. */
export function usePeople(
  made: TextView | null,
  { text, presence }: Pick<PostmortemEditorProps, 'text' | 'presence'>,
  onMoved: RefObject<() => void>,
): void {
  useEffect(() => {
    if (!made || !presence) return undefined;
    const { view } = made;
    let isWaiting = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = (): void => {
      const placed = presence.now().map((one) => placedIn(text, one));
      isWaiting = placed.some((one) => one === 'not-here-yet');
      view.dispatch({ effects: setPeople.of(placed.filter((one) => one !== null && one !== 'not-here-yet')) });
    };
    /** The words that a cursor stands in may come after it. */
    const onText = (): void => {
      clearTimeout(timer);
      if (isWaiting) timer = setTimeout(draw);
    };
    const end = presence.subscribe(draw);
    text.observe(onText);
    draw();
    let hasBeenIn = view.hasFocus;
    onMoved.current = () => {
      hasBeenIn ||= view.hasFocus;
      if (hasBeenIn) presence.moved(() => cursorOf(view.state.selection.main, text));
    };
    onMoved.current();
    return () => {
      onMoved.current = () => {};
      clearTimeout(timer);
      text.unobserve(onText);
      end();
    };
  }, [made, text, presence, onMoved]);
}

function placedIn(
  text: Y.Text,
  { desk, person, name, cursor }: ReturnType<PresenceSeams['now']>[number],
): PlacedPerson | 'not-here-yet' | null {
  if (!cursor) return null;
  const [anchor, head] = [indexOf(cursor.anchor, text), indexOf(cursor.head, text)];
  if (anchor === null || head === null) return 'not-here-yet';
  return { desk, name: revealLine(person || name), hue: hueOf(desk), anchor, head, place: cursor.head };
}

function indexOf(place: string, text: Y.Text): number | null {
  try {
    const bytes = Uint8Array.from(atob(place), (letter) => letter.charCodeAt(0));
    return placeOf(Y.decodeRelativePosition(bytes), text);
  } catch {
    return null;
  }
}

/** Null when the text was closed meanwhile. */
function cursorOf({ anchor, head }: { readonly anchor: number; readonly head: number }, text: Y.Text): Cursor | null {
  if (!text.doc || Math.max(anchor, head) > text.length) return null;
  const placeAt = (index: number): string => {
    const bytes = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index));
    return btoa(String.fromCharCode(...bytes));
  };
  return { anchor: placeAt(anchor), head: placeAt(head) };
}
