// The findings of the lint beside the text. It follows the lint by itself: the editor around it is not drawn again.
import { useSyncExternalStore } from 'react';
import { applyFix, goToFinding } from '../postmortem/lint/lint-acts';
import { WordsPane } from '../postmortem/lint/words-pane';
import type { LintDesk } from './lint-desk';

export function LintBeside({ lint }: { readonly lint: LintDesk }) {
  const report = useSyncExternalStore(lint.subscribe, lint.report);
  return (
    <WordsPane
      report={report}
      onGo={(finding) => lint.view && goToFinding(lint.view, finding)}
      onFix={(finding, fix) => lint.view && applyFix(lint.view, finding, fix)}
      onQuiet={lint.callFine}
      onHearAll={lint.hearAll}
    />
  );
}
