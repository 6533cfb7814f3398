// Text and preview show the same place. The side that a hand is on leads, the other one follows.
import type { EditorView } from '@codemirror/view';
import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { blockAtLine } from './blocks';

type List = Virtualizer<HTMLElement, Element>;

/** Line at the top of the text, with the part of it that is scrolled away. */
function topLine(view: EditorView): number {
  const block = view.lineBlockAtHeight(view.scrollDOM.scrollTop - view.documentPadding.top);
  const share = block.height === 0 ? 0 : (view.scrollDOM.scrollTop - view.documentPadding.top - block.top) / block.height;
  return view.state.doc.lineAt(block.from).number + Math.min(1, Math.max(0, share));
}

function showInPreview(list: List, starts: Int32Array, line: number): void {
  const index = blockAtLine(starts, line);
  const start = starts[index] ?? 1;
  const lines = Math.max(1, (starts[index + 1] ?? start + 1) - start);
  const [offset] = list.getOffsetForIndex(index, 'start') ?? [0];
  const size = list.measurementsCache[index]?.size ?? 0;
  list.scrollToOffset(line <= 1 ? 0 : offset + size * Math.min(1, (line - start) / lines));
}

function showInText(view: EditorView, list: List, starts: Int32Array, top: number): void {
  const item = list.getVirtualItemForOffset(top);
  if (!item) return;
  const start = starts[item.index] ?? 1;
  const lines = Math.max(1, (starts[item.index + 1] ?? start + 1) - start);
  const line = start + Math.floor(lines * Math.min(1, Math.max(0, (top - item.start) / Math.max(1, item.size))));
  const { doc } = view.state;
  const block = view.lineBlockAt(doc.line(Math.min(doc.lines, Math.max(1, line))).from);
  view.scrollDOM.scrollTop = top <= 0 ? 0 : block.top + view.documentPadding.top;
}

const HANDS = ['wheel', 'pointerdown', 'keydown', 'focusin', 'touchstart'] as const;

export function useScrollTogether(view: EditorView, scroller: RefObject<HTMLElement | null>, list: List, starts: Int32Array): void {
  const leader = useRef<'text' | 'preview'>('text');
  const latest = useRef({ list, starts });
  latest.current = { list, starts };
  useEffect(() => {
    const preview = scroller.current;
    if (!preview) return undefined;
    let frame = 0;
    const follow = (from: 'text' | 'preview', act: () => void) => () => {
      if (leader.current !== from) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(act);
    };
    const ofText = follow('text', () => showInPreview(latest.current.list, latest.current.starts, topLine(view)));
    const ofPreview = follow('preview', () => showInText(view, latest.current.list, latest.current.starts, preview.scrollTop));
    const lead = (side: 'text' | 'preview') => (): void => {
      leader.current = side;
    };
    const leadText = lead('text');
    const leadPreview = lead('preview');
    view.scrollDOM.addEventListener('scroll', ofText, { passive: true });
    preview.addEventListener('scroll', ofPreview, { passive: true });
    for (const hand of HANDS) {
      view.dom.addEventListener(hand, leadText, { passive: true });
      preview.addEventListener(hand, leadPreview, { passive: true });
    }
    return () => {
      cancelAnimationFrame(frame);
      view.scrollDOM.removeEventListener('scroll', ofText);
      preview.removeEventListener('scroll', ofPreview);
      for (const hand of HANDS) {
        view.dom.removeEventListener(hand, leadText);
        preview.removeEventListener(hand, leadPreview);
      }
    };
  }, [view, scroller]);
}
