// The text wears the tokens of the window, so that dark and light change with it and need no second theme.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const frame = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--bg)', fontSize: '14px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: '20px 0 40vh', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 28px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-placeholder': { color: 'var(--faint)' },
  '.cm-fat-cursor': { backgroundColor: 'var(--accent) !important', color: 'var(--on-accent) !important' },
  '&:not(.cm-focused) .cm-fat-cursor': { backgroundColor: 'transparent !important', outlineColor: 'var(--accent) !important' },
  '.cm-vim-panel': { fontFamily: 'inherit', padding: '3px 12px', color: 'var(--mute)' },
  '.cm-vim-panel input': { color: 'var(--text)' },
});

const marks = EditorView.theme({
  '.cm-specialChar': { color: 'var(--unsure)', font: 'var(--mono)' },
  '.cm-incident': { color: 'var(--accent)', textDecoration: 'underline', textUnderlineOffset: '3px' },
  '.cm-misspelled': { textDecoration: 'underline dotted 2px var(--s1)', textUnderlineOffset: '4px' },
  '.cm-comment': {
    backgroundColor: 'color-mix(in srgb, var(--security) 18%, transparent)',
    borderBottom: '2px solid var(--security)',
  },
  '.cm-comment-active': { backgroundColor: 'color-mix(in srgb, var(--security) 36%, transparent)' },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--unsure) 30%, transparent)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in srgb, var(--s2) 50%, transparent)' },
});

const layers = EditorView.theme({
  '.cm-tooltip': {
    backgroundColor: 'var(--panel)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    boxShadow: '0 6px 24px rgb(0 0 0 / 35%)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', fontSize: '13px', maxHeight: '280px', padding: '4px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '4px 8px',
    borderRadius: '4px',
    maxWidth: '520px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--raise)', color: 'var(--text)' },
  '.cm-completionDetail': { color: 'var(--mute)', fontStyle: 'normal', marginLeft: '10px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '650' },
  '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--text)', zIndex: '2' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 30px 8px 12px', fontSize: '12px', fontFamily: 'inherit' },
  '.cm-panel.cm-search label': { fontSize: '12px', display: 'inline-flex', alignItems: 'center', gap: '4px', color: 'var(--mute)' },
  '.cm-panel.cm-search [name=close]': { fontSize: '18px', color: 'var(--mute)', top: '6px', right: '8px', cursor: 'pointer' },
  '.cm-textfield': {
    backgroundColor: 'var(--field)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    fontFamily: 'inherit',
    fontSize: '12px',
    padding: '3px 8px',
  },
  '.cm-button': {
    background: 'var(--raise)',
    color: 'var(--text)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    fontFamily: 'inherit',
    fontSize: '12px',
    padding: '3px 10px',
    cursor: 'pointer',
  },
  '.cm-button:active': { background: 'var(--hover)' },
});

const forms = HighlightStyle.define([
  { tag: tags.heading1, fontSize: '1.45em', fontWeight: '650' },
  { tag: tags.heading2, fontSize: '1.2em', fontWeight: '650' },
  { tag: tags.heading, fontWeight: '650' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--accent)' },
  { tag: tags.url, color: 'var(--mute)' },
  { tag: tags.quote, color: 'var(--mute)' },
  { tag: tags.monospace, fontFamily: '"JetBrains Mono", "DejaVu Sans Mono", ui-monospace, monospace', fontSize: '0.92em' },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: 'var(--faint)' },
]);

export const textTheme = [frame, marks, layers, syntaxHighlighting(forms)];
