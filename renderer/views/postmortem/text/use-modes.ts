// What of a view follows the props: the right to write, vim keys, the marks of comments.
import { useEffect } from 'react';
import type { PostmortemEditorProps } from '../seams';
import { setMarked } from './comment-marks';
import { editable, editing, vim } from './create-view';
import type { TextView } from './use-text-view';

export function useModes(made: TextView | null, props: PostmortemEditorProps, activeComment: string | null): void {
  const { canEdit, hasVimKeys, text } = props;
  const { comments } = props.commenting;
  useEffect(() => made?.view.dispatch({ effects: editable.reconfigure(editing(canEdit)) }), [made, canEdit]);
  useEffect(() => {
    made?.view.dispatch({ effects: setMarked.of({ text, comments, activeId: activeComment }) });
  }, [made, text, comments, activeComment]);
  useEffect(() => {
    if (!made || !hasVimKeys) return undefined;
    let isGone = false;
    void import('@replit/codemirror-vim').then((keys) => {
      if (!isGone) made.view.dispatch({ effects: vim.reconfigure(keys.vim({ status: true })) });
    });
    return () => {
      isGone = true;
      if (made.view.dom.isConnected) made.view.dispatch({ effects: vim.reconfigure([]) });
    };
  }, [made, hasVimKeys]);
}
