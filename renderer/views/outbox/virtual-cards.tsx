// Cards in a scroller that holds more than them: only those in sight are drawn, however many wait.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { ListPlace } from './act-card';
import styles from './outbox.module.css';

const CARD_PX = 92;
const GAP_PX = 6;
const OVERSCAN = 8;

interface Props {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly ids: readonly string[];
  /** `place` goes to the list item. */
  render(index: number, place: ListPlace): ReactNode;
}

export function VirtualCards({ scroller, label, ids, render }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // No dependencies: what stands above may have grown or gone.
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0));
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_PX,
    getItemKey: (index) => ids[index] ?? index,
    gap: GAP_PX,
    overscan: OVERSCAN,
    scrollMargin: top,
  });
  return (
    <ul ref={list} className={styles.virtualList} aria-label={label} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) =>
        render(item.index, {
          ref: virtual.measureElement,
          'data-index': item.index,
          'aria-setsize': ids.length,
          'aria-posinset': item.index + 1,
          style: { position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${item.start - top}px)` },
        }),
      )}
    </ul>
  );
}
