// Builds the editor of a Yjs text: everything that is always there. What a setting turns on later has a compartment.
import { autocompletion, type CompletionSource, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, indentLess, indentMore } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, dropCursor, EditorView, keymap, placeholder } from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import * as Y from 'yjs';
import { msg } from '../../../../shared/words/words';
import { styleNonce } from '../../../ui/style-nonce';
import { peopleInText } from '../people/people-layer';
import { commentMarks } from './comment-marks';
import { hiddenMarks } from './hidden-marks';
import { OPENS_PICKER } from './slash-menu';
import { tableKeys } from './tables';
import { actKeys } from './text-keys';
import { textTheme } from './text-theme';

export const editable = new Compartment();
export const vim = new Compartment();
export const spelling = new Compartment();

/** Of a view that may or may not be written in; a text of 1 MB that is only read stays selectable. */
export const editing = (canEdit: boolean): Extension => [EditorState.readOnly.of(!canEdit), EditorView.editable.of(true)];

const PHRASES = EditorState.phrases.of({
  Find: msg`Find`,
  next: msg`Next`,
  previous: msg`Previous`,
  all: msg`Select all`,
  'match case': msg`Match case`,
  regexp: msg`Pattern`,
  'by word': msg`Whole words`,
  replace: msg`Replace`,
  'replace all': msg`Replace all`,
  close: msg`Close the search`,
});

function writing(): Extension {
  return [
    markdown({ base: markdownLanguage, completeHTMLTags: false }),
    closeBrackets(),
    keymap.of([
      ...tableKeys,
      ...actKeys,
      { key: 'Mod-]', run: indentMore },
      { key: 'Mod-[', run: indentLess },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...yUndoManagerKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Mod-i'),
    ]),
  ];
}

/** `sources` are asked for completions in turn; `more` comes last. */
export function createView(parent: HTMLElement, text: Y.Text, sources: readonly CompletionSource[], more: Extension): EditorView {
  const extensions: Extension = [
    vim.of([]),
    EditorView.cspNonce.of(styleNonce()),
    // The text's places are counted by Yjs too, so every character stays one: other line ends are not swallowed, pasted ones are mended.
    EditorState.lineSeparator.of('\n'),
    EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?/g, '\n')),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': msg`Postmortem text`,
      tabindex: '0',
      spellcheck: 'false',
      autocapitalize: 'sentences',
    }),
    placeholder(msg`What happened? Begin with a summary, or type / for parts of the incident.`),
    hiddenMarks,
    drawSelection(),
    dropCursor(),
    search({ top: true }),
    PHRASES,
    Prec.high(autocompletion({ override: [...sources], icons: false, activateOnCompletion: ({ type }) => type === OPENS_PICKER })),
    editable.of([]),
    spelling.of([]),
    commentMarks,
    peopleInText,
    writing(),
    // Only what is written here is taken back, never what came from elsewhere.
    yCollab(text, null, { undoManager: new Y.UndoManager(text, { trackedOrigins: new Set() }) }),
    textTheme,
    more,
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: text.toString(), extensions }) });
}
