// Marks the words that comments are about. The places come as Yjs positions and then move along with each edit.
import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import * as Y from 'yjs';
import type { Anchor, TextComment } from '../seams';
import { placeOf } from './places';

export interface Marked {
  readonly comments: readonly TextComment[];
  readonly activeId: string | null;
}

export const setMarked = StateEffect.define<{ readonly text: Y.Text } & Marked>();

function placeNow(position: unknown, text: Y.Text): number | null {
  try {
    return placeOf(Y.createRelativePositionFromJSON(position), text);
  } catch {
    return null;
  }
}

/** Where an anchor is now; null when its words are gone. */
export function rangeOf(anchor: Anchor, text: Y.Text): { from: number; to: number } | null {
  const from = placeNow(anchor.from, text);
  const to = placeNow(anchor.to, text);
  return from === null || to === null || from >= to ? null : { from, to };
}

/** The anchor of a selection. It grows with words put into it, not with words put beside it. */
export function anchorOf(from: number, to: number, text: Y.Text): Anchor {
  return {
    from: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, from, 0)),
    to: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, to, -1)),
  };
}

function marksOf({ comments, activeId, text }: { readonly text: Y.Text } & Marked, state: EditorState): DecorationSet {
  const ranges = comments
    .filter(({ isResolved }) => !isResolved)
    .flatMap(({ id, anchor }) => {
      const range = rangeOf(anchor, text);
      if (!range || range.to > state.doc.length) return [];
      const mark = Decoration.mark({ class: `cm-comment${id === activeId ? ' cm-comment-active' : ''}`, id });
      return [mark.range(range.from, range.to)];
    });
  return Decoration.set(ranges, true);
}

export const commentMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    let next = marks.map(changes);
    for (const effect of effects) if (effect.is(setMarked)) next = marksOf(effect.value, state);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The comment whose words hold `at`. */
export function commentAt(state: EditorState, at: number): string | null {
  let id: string | null = null;
  state.field(commentMarks).between(at, at, (_from, _to, { spec }) => {
    id = spec.id;
  });
  return id;
}
