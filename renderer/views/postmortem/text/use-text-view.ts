// Makes the view of the text once for each document. What a setting changes meanwhile has hooks of its own beside this one.
import { Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { DocumentModel } from '../preview/document-model';
import type { PostmortemEditorProps } from '../seams';
import { commentAt } from './comment-marks';
import { createView } from './create-view';
import { imageIntake } from './images';
import { incidentMarks } from './incident-marks';
import { slashMenu } from './slash-menu';
import { spellSource } from './use-spelling';

export interface TextView {
  readonly view: EditorView;
  readonly model: DocumentModel;
}

export interface TextEvents {
  /** A picture was not taken. */
  onRefused(what: string): void;
  /** The cursor is in the words of that comment, or of none. */
  onComment(id: string | null): void;
  /** The cursor was put somewhere. */
  onMoved(): void;
}

/** Null until the element is there. */
export function useTextView(parent: RefObject<HTMLElement | null>, props: PostmortemEditorProps, events: TextEvents): TextView | null {
  const [made, setMade] = useState<TextView | null>(null);
  const latest = useRef({ props, events });
  latest.current = { props, events };
  const { text, extensions } = props;
  useEffect(() => {
    if (!parent.current) return undefined;
    const now = () => latest.current;
    const model = new DocumentModel(Text.of(text.toString().split('\n')));
    const more = [
      model.follows,
      incidentMarks((number) => now().props.onIncident(number)),
      imageIntake({ store: (blob) => now().props.images.store(blob), onRefused: (what) => now().events.onRefused(what) }),
      EditorView.updateListener.of(({ state, selectionSet, focusChanged }) => {
        if (selectionSet) now().events.onComment(commentAt(state, state.selection.main.head));
        if (selectionSet || focusChanged) now().events.onMoved();
      }),
      extensions ?? [],
    ];
    const view = createView(parent.current, text, [slashMenu((kind) => now().props.insertsOf(kind)), spellSource], more);
    setMade({ view, model });
    return () => {
      model.close();
      view.destroy();
      setMade(null);
    };
  }, [parent, text, extensions]);
  return made;
}
