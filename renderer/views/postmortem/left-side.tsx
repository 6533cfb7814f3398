// At the left of the text: its outline and its versions. It follows the blocks, so that the editor around it need not.
import { EditorView } from '@codemirror/view';
import { useEffect, useState } from 'react';
import { msg } from '../../../shared/words/words';
import { Outline } from './panes/outline';
import { VersionsPane } from './panes/versions-pane';
import styles from './postmortem.module.css';
import { useShown } from './preview/use-shown';
import type { VersionSeams } from './seams';
import type { TextView } from './text/use-text-view';
import type { OldVersions } from './use-old-versions';

interface Props {
  readonly made: TextView;
  readonly versioning: VersionSeams;
  readonly canEdit: boolean;
  readonly versions: OldVersions;
}

export function LeftSide({ made, versioning, canEdit, versions }: Props) {
  const { blocks } = useShown(made.model);
  const line = useCursorLine(made.view);
  const go = (to: number): void => {
    const { doc } = made.view.state;
    const at = doc.line(Math.min(doc.lines, to)).from;
    made.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 24 }) });
    made.view.focus();
  };
  return (
    <aside aria-label={msg`Outline and versions`} className={styles.left}>
      <Outline blocks={blocks} line={line} onGo={go} />
      <VersionsPane
        versions={versioning.versions}
        canEdit={canEdit}
        onShow={versions.show}
        onCompare={versions.compare}
        onRestore={versioning.onRestore}
      />
    </aside>
  );
}

const LOOK_MS = 250;

/** Line of the cursor, a moment later: it is looked at, not followed key by key. */
function useCursorLine(view: EditorView): number {
  const [line, setLine] = useState(1);
  useEffect(() => {
    const timer = setInterval(() => setLine(view.state.doc.lineAt(view.state.selection.main.head).number), LOOK_MS);
    return () => clearInterval(timer);
  }, [view]);
  return line;
}
