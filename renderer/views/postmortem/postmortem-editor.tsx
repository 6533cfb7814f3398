// The editor of a postmortem: text and preview, outline and versions at the left, comments at the right. It writes into the Yjs text it
// is given and knows nothing of where that is kept. Load it lazily: no other view needs its libraries.

import { openSearchPanel } from '@codemirror/search';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { onEditorKey } from './editor-keys';
import { useLayout } from './layout';
import { LayoutButtons } from './layout-buttons';
import { LeftSide } from './left-side';
import { CommentsPane } from './panes/comments-pane';
import { usePeople } from './people/use-people';
import styles from './postmortem.module.css';
import { PreviewPane } from './preview/preview-pane';
import type { PostmortemEditorProps } from './seams';
import { StateOfText } from './state-line';
import { takeImages } from './text/images';
import { TEXT_ACTS, type TextAct } from './text/text-keys';
import { useModes } from './text/use-modes';
import { useSpelling } from './text/use-spelling';
import { useTextView } from './text/use-text-view';
import { type OtherAct, TextToolbar } from './text-toolbar';
import { useCommenting } from './use-commenting';
import { useOldVersions } from './use-old-versions';

const OldVersionPane = lazy(() => import('./panes/old-version-pane').then((module) => ({ default: module.OldVersionPane })));
const ReadingView = lazy(() => import('./preview/reading-view').then((module) => ({ default: module.ReadingView })));

export function PostmortemEditor(props: PostmortemEditorProps) {
  const { canEdit, images, onIncident, onLink, drawFence } = props;
  const parent = useRef<HTMLDivElement>(null);
  const layout = useLayout();
  const [isReading, setIsReading] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const onComment = useRef((_id: string | null) => {});
  const onMoved = useRef(() => {});
  const made = useTextView(parent, props, {
    onRefused: setRefusal,
    onComment: (id) => onComment.current(id),
    onMoved: () => onMoved.current(),
  });
  usePeople(made, props, onMoved);
  const commenting = useCommenting(made, props);
  onComment.current = commenting.setActiveId;
  const versions = useOldVersions(props, setRefusal);
  useModes(made, props, commenting.activeId);
  useSpelling(made, props);
  const seams = useMemo(
    () => ({
      parts: { topLevel: 3, readImage: (reference: string) => images.read(reference), onIncident, ...(drawFence && { drawFence }) },
      onLink,
    }),
    [images, onIncident, onLink, drawFence],
  );
  const back = useCallback(() => made?.view.focus(), [made]);

  const comment = (): void => {
    if (commenting.begin()) layout.set({ hasSide: true, isFocused: false });
    else setRefusal(msg`Select the words that the comment is about first.`);
  };
  const onOther: Record<Exclude<OtherAct, 'image'>, () => void> = {
    comment,
    read: () => setIsReading(true),
    find: () => made && openSearchPanel(made.view),
  };
  const onText = (act: TextAct): void => {
    if (!made) return;
    TEXT_ACTS[act].run(made.view);
    back();
  };
  const addPictures = (files: readonly File[]): void => {
    setRefusal(null);
    if (made) void takeImages(made.view, files, { store: images.store, onRefused: setRefusal }).then(back);
  };
  const showing = layout.isFocused ? 'text' : layout.showing;
  return (
    <section
      className={styles.editor}
      aria-label={msg`Postmortem ${revealLine(props.title)}`}
      onKeyDown={(event) => onEditorKey(event, layout, { comment, read: () => setIsReading(true) })}
    >
      <TextToolbar canEdit={canEdit && versions.open === null} onText={onText} onOther={onOther} onPictures={addPictures}>
        <LayoutButtons layout={layout} />
      </TextToolbar>
      <div className={styles.body}>
        {made && layout.hasOutline && !layout.isFocused && (
          <LeftSide made={made} versioning={props.versioning} canEdit={canEdit} versions={versions} />
        )}
        <div className={styles.halves} data-showing={showing} data-focused={layout.isFocused || undefined}>
          <div ref={parent} className={styles.text} data-hidden={showing === 'preview' || undefined} />
          {made && showing !== 'text' && <PreviewPane made={made} seams={seams} />}
        </div>
        {layout.hasSide && !layout.isFocused && (
          <aside aria-label={msg`Beside the text`} className={styles.right}>
            {props.beside}
            <CommentsPane
              seams={props.commenting}
              activeId={commenting.activeId}
              pending={commenting.pending}
              onPendingDone={commenting.end}
              onGo={commenting.go}
            />
          </aside>
        )}
        <Suspense fallback={null}>
          {versions.open && (
            <OldVersionPane
              open={versions.open}
              versions={versions}
              canEdit={canEdit}
              seams={seams}
              onRestore={props.versioning.onRestore}
              onBack={back}
            />
          )}
          {isReading && made && (
            <ReadingView
              title={props.title}
              blocks={made.model.get().blocks}
              seams={seams}
              onClose={() => {
                setIsReading(false);
                back();
              }}
            />
          )}
        </Suspense>
      </div>
      {made && <StateOfText made={made} {...props} refusal={refusal} />}
    </section>
  );
}
