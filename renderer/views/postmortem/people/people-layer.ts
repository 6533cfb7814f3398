// Draws where others are in the text: a bar with a name, and what they have selected. Drawn over and under the text, never in it, so that
// lines, cursor keys and screen readers know nothing of it.
import { EditorSelection, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, type LayerMarker, layer, RectangleMarker, type ViewUpdate } from '@codemirror/view';

/** `anchor` and `head` count characters from the beginning of the text. */
export interface PlacedPerson {
  readonly desk: string;
  readonly name: string;
  readonly hue: number;
  readonly anchor: number;
  readonly head: number;
  /** Stays the same while that one does not move, whatever is written elsewhere. */
  readonly place: string;
}

export const setPeople = StateEffect.define<readonly PlacedPerson[]>();

const people = StateField.define<readonly PlacedPerson[]>({
  create: () => [],
  update(now, { changes, docChanged, effects }) {
    let next = docChanged ? now.map((one) => ({ ...one, anchor: changes.mapPos(one.anchor, 1), head: changes.mapPos(one.head, 1) })) : now;
    for (const effect of effects) if (effect.is(setPeople)) next = effect.value;
    return next;
  },
});

/** The place of a cursor with the name of who has it. It is drawn anew when that one moves, so that the name shows again. */
class PersonMarker implements LayerMarker {
  private readonly at: RectangleMarker;
  private readonly person: PlacedPerson;

  constructor(at: RectangleMarker, person: PlacedPerson) {
    this.at = at;
    this.person = person;
  }

  eq(other: PersonMarker): boolean {
    const { person } = this;
    return this.at.eq(other.at) && person.desk === other.person.desk && person.place === other.person.place;
  }

  update(bar: HTMLElement, before: PersonMarker): boolean {
    const isSame = before.person.desk === this.person.desk && before.person.place === this.person.place;
    return isSame && this.at.update(bar, before.at);
  }

  draw(): HTMLElement {
    const bar = this.at.draw();
    bar.dataset.hue = String(this.person.hue);
    const flag = bar.appendChild(document.createElement('span'));
    flag.className = 'cm-person-name';
    flag.textContent = this.person.name;
    return bar;
  }
}

function bars(view: EditorView): PersonMarker[] {
  const { length } = view.state.doc;
  return view.state.field(people).flatMap((person) => {
    if (person.head > length) return [];
    return RectangleMarker.forRange(view, 'cm-person', EditorSelection.cursor(person.head)).map((at) => new PersonMarker(at, person));
  });
}

function selections(view: EditorView): readonly LayerMarker[] {
  const { length } = view.state.doc;
  return view.state.field(people).flatMap(({ anchor, head, hue }) => {
    if (anchor === head || Math.max(anchor, head) > length) return [];
    return RectangleMarker.forRange(view, `cm-person-selection cm-person-${hue}`, EditorSelection.range(anchor, head));
  });
}

const update = (change: ViewUpdate): boolean =>
  change.docChanged || change.geometryChanged || change.startState.field(people) !== change.state.field(people);

const NAME_SHOWN = '4s';

const looks = EditorView.theme({
  '.cm-people': { pointerEvents: 'none' },
  '.cm-person': { borderLeft: '2px solid', marginLeft: '-1px' },
  '.cm-person-name': {
    position: 'absolute',
    left: '-2px',
    bottom: '100%',
    maxWidth: '18ch',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    padding: '0 5px',
    borderRadius: '4px 4px 4px 0',
    fontSize: '11px',
    lineHeight: '15px',
    color: 'var(--on-person)',
    animation: `cm-person-rests ${NAME_SHOWN} forwards`,
  },
  '@keyframes cm-person-rests': { '0%, 85%': { opacity: '1' }, '100%': { opacity: '0' } },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].flatMap((hue) => [
      [`.cm-person[data-hue="${hue}"]`, { borderLeftColor: `var(--person-${hue})` }],
      [`.cm-person[data-hue="${hue}"] .cm-person-name`, { backgroundColor: `var(--person-${hue})` }],
      [`.cm-person-${hue}`, { backgroundColor: `color-mix(in srgb, var(--person-${hue}) 24%, transparent)` }],
    ]),
  ),
});

export const peopleInText: Extension = [
  people,
  layer({ above: true, class: 'cm-people', markers: bars, update }),
  layer({ above: false, class: 'cm-people', markers: selections, update }),
  looks,
];

/** Where that desk's cursor is drawn; null: nowhere. */
export function placeOfPerson(view: EditorView, desk: string): number | null {
  return view.state.field(people).find((one) => one.desk === desk)?.head ?? null;
}
