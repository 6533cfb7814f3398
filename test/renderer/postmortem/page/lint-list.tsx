// The blameless lint and its list for the editor of this page, as the window joins them, without an engine behind it.
import type { Extension } from '@codemirror/state';
import { useSyncExternalStore } from 'react';
import { type LintReport, lintExtension } from '../../../../renderer/views/postmortem/lint/lint-extension';
import { WordsPane } from '../../../../renderer/views/postmortem/lint/words-pane';

const listeners = new Set<() => void>();
let report: LintReport | null = null;

export const lint: Extension = lintExtension({
  context: { people: [{ name: 'Ana Lima', role: 'Tech leader' }], today: '2026-11-22' },
  onQuiet: () => undefined,
  onReport: (next) => {
    report = next;
    for (const listener of listeners) listener();
  },
});

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const nothing = (): void => undefined;

export function LintList() {
  const now = useSyncExternalStore(subscribe, () => report);
  return <WordsPane report={now} onGo={nothing} onFix={nothing} onQuiet={nothing} onHearAll={nothing} />;
}
