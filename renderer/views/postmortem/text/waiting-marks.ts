// Where a picture will stand while it is being stored. The mark lives in this window only: nobody else's text shows it, and a crash
// leaves no trace of it.
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { msg } from '../../../../shared/words/words';

class Waiting extends WidgetType {
  readonly id: number;
  readonly name: string;
  constructor(id: number, name: string) {
    super();
    this.id = id;
    this.name = name;
  }
  override toDOM(): HTMLElement {
    const mark = document.createElement('span');
    mark.className = 'cm-completionDetail';
    mark.textContent = msg`Storing ${this.name}…`;
    return mark;
  }
}

export const startWaiting = StateEffect.define<{ id: number; name: string; at: number }>({
  map: (value, changes) => ({ ...value, at: changes.mapPos(value.at) }),
});
export const endWaiting = StateEffect.define<number>();

export const waitingMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects }) {
    let next = marks.map(changes);
    for (const effect of effects) {
      if (effect.is(startWaiting)) {
        const { id, name, at } = effect.value;
        next = next.update({ add: [Decoration.widget({ widget: new Waiting(id, name), side: 1 }).range(at)] });
      }
      if (effect.is(endWaiting)) next = next.update({ filter: (_from, _to, { spec }) => spec.widget.id !== effect.value });
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Where that mark stands now; null when its surroundings were deleted. */
export function waitingPlace(view: EditorView, id: number): number | null {
  const cursor = view.state.field(waitingMarks).iter();
  for (; cursor.value; cursor.next()) if (cursor.value.spec.widget.id === id) return cursor.from;
  return null;
}
