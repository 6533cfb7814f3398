// An editor with the lint and its list beside it, over nothing else: `?theme=light`.
import '../../../../renderer/mantine-styles';
import '../../../../renderer/styles.css';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { applyFix, goToFinding } from '../../../../renderer/views/postmortem/lint/lint-acts';
import { type LintReport, lintExtension, setQuiet } from '../../../../renderer/views/postmortem/lint/lint-extension';
import { WordsPane } from '../../../../renderer/views/postmortem/lint/words-pane';

declare global {
  interface Window {
    editor: EditorView;
  }
}

const params = new URLSearchParams(location.search);
document.documentElement.dataset.mantineColorScheme = params.get('theme') === 'light' ? 'light' : 'dark';

const text = `# Checkout errors after deploy 4.18.0

## Summary

Between 03:04 and 03:30 CET one in seven checkout requests in eu-west-1 failed. A deploy removed an index that the ledger query relied on.

## Contributing factors

The migration check ran on an empty database, so the missing index had no cost there. The on-call engineer should have been told about the query plan. Obviously the root cause was the index, and Ana Lima failed to check it.

> You should have called me.

## Actions

- [ ] Run migrations against a copy with production row counts in CI (owner: @raj, due: 2026-12-04, kind: prevent)
- [ ] Be more careful with indexes
`;
const context = { people: [{ name: 'Ana Lima', role: 'Tech leader' }], today: '2026-11-22' };

function Page() {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [report, setReport] = useState<LintReport | null>(null);
  const quiet = useRef(new Set<string>());
  const callFine = useRef((key: string) => key);
  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      parent: place.current,
      doc: params.has('empty') ? '' : text,
      extensions: [
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        markdown(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Postmortem' }),
        lintExtension({ context, onReport: setReport, onQuiet: (key) => callFine.current(key) }),
      ],
    });
    const hear = (keys: Set<string>) => {
      quiet.current = keys;
      setQuiet(editor, keys);
    };
    callFine.current = (key) => {
      hear(new Set([...quiet.current, key]));
      return key;
    };
    window.editor = editor;
    setView(editor);
    return () => editor.destroy();
  }, []);
  return (
    <main style={{ display: 'grid', gridTemplateColumns: '1fr 320px', height: '100%', minHeight: 0 }}>
      <div ref={place} style={{ overflow: 'auto', padding: 24, fontSize: 14 }} />
      <aside style={{ borderLeft: '1px solid var(--line)', overflow: 'auto' }}>
        <WordsPane
          report={report}
          onGo={(finding) => view && goToFinding(view, finding)}
          onFix={(finding, fix) => view && applyFix(view, finding, fix)}
          onQuiet={(key) => callFine.current(key)}
          onHearAll={() => {
            quiet.current = new Set();
            if (view) setQuiet(view, quiet.current);
          }}
        />
      </aside>
    </main>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Page />);
