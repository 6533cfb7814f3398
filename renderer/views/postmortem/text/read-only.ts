// A text of the past in an editor that takes no edit.
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { styleNonce } from '../../../ui/style-nonce';
import { textTheme } from './text-theme';

/** `label`: its name for screen readers. */
export function readOnlyText(label: string): Extension {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.readOnly.of(true),
    EditorState.lineSeparator.of('\n'),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
    textTheme,
  ];
}
