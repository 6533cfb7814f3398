// `INC-42` in the text is a link to that incident: Ctrl+click, or Ctrl+Enter with the cursor in it.
import type { Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { msg } from '../../../../shared/words/words';

const INCIDENT = /\bINC-(\d{1,9})\b/g;

const matcher = new MatchDecorator({
  regexp: INCIDENT,
  decoration: Decoration.mark({ class: 'cm-incident', attributes: { title: msg`Ctrl+click or Ctrl+Enter opens it` } }),
});

const shown = ViewPlugin.fromClass(
  class {
    decorations;
    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Number of the incident that is named at `at`, or null. */
function incidentAt(view: EditorView, at: number): number | null {
  const line = view.state.doc.lineAt(at);
  for (const match of line.text.matchAll(INCIDENT)) {
    const from = line.from + match.index;
    if (at >= from && at <= from + match[0].length) return Number(match[1]);
  }
  return null;
}

export function incidentMarks(onIncident: (number: number) => void): Extension {
  const open = (view: EditorView, at: number | null): boolean => {
    const number = at === null ? null : incidentAt(view, at);
    if (number !== null) onIncident(number);
    return number !== null;
  };
  return [
    shown,
    keymap.of([{ key: 'Mod-Enter', run: (view) => open(view, view.state.selection.main.head) }]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => (event.ctrlKey || event.metaKey) && open(view, view.posAtCoords({ x: event.clientX, y: event.clientY })),
    }),
  ];
}
