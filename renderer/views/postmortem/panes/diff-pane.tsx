// Two versions side by side, what changed marked in both. Loaded only when somebody compares.
import { MergeView } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { msg } from '../../../../shared/words/words';
import { readOnlyText } from '../text/read-only';
import styles from './panes.module.css';

interface Props {
  readonly before: { readonly name: string; readonly text: string };
  readonly after: { readonly name: string; readonly text: string };
  onClose(): void;
}

const colours = EditorView.theme({
  '.cm-content': { padding: '8px 0' },
  '.cm-line': { padding: '0 12px' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, var(--s2) 10%, transparent)' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--ok) 10%, transparent)' },
  '&.cm-merge-a .cm-changedText': { background: 'color-mix(in srgb, var(--s2) 30%, transparent)' },
  '&.cm-merge-b .cm-changedText': { background: 'color-mix(in srgb, var(--ok) 30%, transparent)' },
  '.cm-gutters': { backgroundColor: 'transparent', border: '0' },
  '.cm-collapsedLines': { background: 'var(--raise)', color: 'var(--mute)' },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: 'none' },
});

const looks = (label: string): Extension => [readOnlyText(label), colours];

export function DiffPane({ before, after, onClose }: Props) {
  const parent = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!parent.current) return undefined;
    const view = new MergeView({
      parent: parent.current,
      a: { doc: before.text, extensions: looks(before.name) },
      b: { doc: after.text, extensions: looks(after.name) },
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: { scanLimit: 2_000, timeout: 300 },
      gutter: true,
    });
    view.b.focus();
    return () => view.destroy();
  }, [before, after]);
  const isSame = before.text === after.text;
  return (
    <div
      className={styles.diff}
      role="group"
      aria-label={msg`Comparison`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.diffBar}>
        <span className={styles.diffName}>{before.name}</span>
        <span className={styles.diffName}>{after.name}</span>
        <Button variant="default" onClick={onClose}>{msg`Close (Esc)`}</Button>
      </div>
      {isSame && <p className={styles.quiet}>{msg`Both have the same words.`}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={parent} className={styles.diffBody} aria-label={msg`Changes`} tabIndex={0} />
    </div>
  );
}
