// The look of underlines and cards, in the tokens of the window.
import { EditorView } from '@codemirror/view';

const wave = (line: string) => ({
  textDecoration: `underline wavy ${line} 1px`,
  textUnderlineOffset: '3px',
  textDecorationSkipInk: 'none',
});

export const lintTheme = EditorView.baseTheme({
  '.cm-lint-words': wave('var(--s2)'),
  '.cm-lint-action': wave('var(--s4)'),
  '.cm-tooltip:has(.cm-lint-card)': { border: '0', background: 'transparent', zIndex: '300' },
  '.cm-lint-card': {
    maxWidth: '380px',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    background: 'var(--panel)',
    color: 'var(--text)',
    boxShadow: '0 6px 24px rgb(0 0 0 / 0.35)',
    overflow: 'hidden',
    fontFamily: 'Inter, "Segoe UI", system-ui, "DejaVu Sans", sans-serif',
    fontSize: '12px',
    lineHeight: '1.45',
  },
  '.cm-lint-part': { padding: '10px 12px', borderLeft: '3px solid var(--s2)' },
  '.cm-lint-part + .cm-lint-part': { borderTop: '1px solid var(--line)' },
  '.cm-lint-title': { margin: '0 0 4px', fontSize: '13px', fontWeight: '650' },
  '.cm-lint-why': { margin: '0 0 6px', color: 'var(--mute)' },
  '.cm-lint-question': { margin: '0 0 8px' },
  '.cm-lint-acts': { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  '.cm-lint-acts button': {
    font: 'inherit',
    padding: '3px 8px',
    border: '1px solid var(--line-strong)',
    borderRadius: '4px',
    background: 'var(--raise)',
    color: 'var(--text)',
    cursor: 'pointer',
    textAlign: 'left',
  },
  '.cm-lint-acts .cm-lint-fix': { color: 'var(--accent)' },
  '.cm-lint-acts button:hover': { background: 'var(--hover)' },
});
