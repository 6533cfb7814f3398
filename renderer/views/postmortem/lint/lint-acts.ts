// What a person does with a finding: go there, take a fix, go to the next one.
import type { EditorView } from '@codemirror/view';
import type { Finding, Fix } from '../../../../shared/lint/finding';
import { lintMarks, placeOf } from './lint-state';

/** What a transaction of a fix calls itself. */
export const FIX_EVENT = 'input.lint';

/** Puts the cursor behind the words, selects them and scrolls there. False when they are gone. */
export function goToFinding(view: EditorView, finding: Finding): boolean {
  const place = placeOf(view, finding);
  if (!place) return false;
  view.dispatch({ selection: { anchor: place.to, head: place.from }, scrollIntoView: true });
  view.focus();
  return true;
}

/**
 * Replaces the words by those of the fix, as one step that undo takes back, and goes there: the card that was pressed is gone after it.
 * False when the words are not the ones that were read.
 */
export function applyFix(view: EditorView, finding: Finding, fix: Fix): boolean {
  const place = placeOf(view, finding);
  if (!place || place.to - place.from !== finding.to - finding.from) return false;
  const shift = place.from - finding.from;
  const [from, to] = [fix.from + shift, fix.to + shift];
  if (from < 0 || to > view.state.doc.length) return false;
  const selection = { anchor: from + fix.insert.length };
  view.dispatch({ changes: { from, to, insert: fix.insert }, userEvent: FIX_EVENT, selection, scrollIntoView: true });
  view.focus();
  return true;
}

/** Selects the next (1) or the previous (-1) finding, round the end. */
export function stepFinding(view: EditorView, way: 1 | -1): boolean {
  const places: { from: number; to: number }[] = [];
  const cursor = view.state.field(lintMarks).marks.iter();
  for (; cursor.value !== null; cursor.next()) places.push({ from: cursor.from, to: cursor.to });
  if (places.length === 0) return false;
  const at = view.state.selection.main.from;
  const next =
    way === 1 ? (places.find(({ from }) => from > at) ?? places[0]) : (places.findLast(({ from }) => from < at) ?? places.at(-1));
  if (!next) return false;
  view.dispatch({ selection: { anchor: next.to, head: next.from }, scrollIntoView: true });
  return true;
}
