// Comments and the text: words are chosen to be commented on, and a comment leads back to its words.
import { EditorView } from '@codemirror/view';
import { useState } from 'react';
import type { Pending } from './panes/comments-pane';
import type { PostmortemEditorProps } from './seams';
import { anchorOf, rangeOf } from './text/comment-marks';
import type { TextView } from './text/use-text-view';

const MOST_QUOTED = 200;

export function useCommenting(made: TextView | null, { text, commenting }: Pick<PostmortemEditorProps, 'text' | 'commenting'>) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const [pending, setPending] = useState<Pending | null>(null);
  /** False when no words are chosen. */
  const begin = (): boolean => {
    if (!made) return false;
    const { state } = made.view;
    const { from, to } = state.selection.main.empty
      ? (state.wordAt(state.selection.main.head) ?? state.selection.main)
      : state.selection.main;
    if (from === to) return false;
    setPending({ quote: state.sliceDoc(from, to).slice(0, MOST_QUOTED), anchor: anchorOf(from, to, text) });
    return true;
  };
  const go = (id: string): void => {
    const comment = commenting.comments.find((one) => one.id === id);
    const range = comment && rangeOf(comment.anchor, text);
    setActiveId(id);
    if (!made || !range) return;
    made.view.dispatch({
      selection: { anchor: range.from, head: range.to },
      effects: EditorView.scrollIntoView(range.from, { y: 'center' }),
    });
    made.view.focus();
  };
  const end = (): void => {
    setPending(null);
    made?.view.focus();
  };
  return { activeId, setActiveId, pending, begin, go, end };
}
