// A list of any length of which only what is in sight is drawn; rows may be of any height. Arrows move between rows that
// hold something marked `data-rove`, and scroll where there is none.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './incident.module.css';
import { keepScrollKeys } from './scroll-keys';

interface Props {
  readonly label: string;
  readonly count: number;
  readonly estimatePx: number;
  keyOf(index: number): string;
  /** `tabIndex` is for the row's `data-rove` element: one Tab stop in the whole list. */
  render(index: number, tabIndex: 0 | -1): ReactNode;
  /** First and last row in sight, also after each scroll. */
  onSight?(from: number, to: number): void;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function VirtualList({ label, count, estimatePx, keyOf, render, onSight }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const [active, setActive] = useState(0);
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatePx,
    getItemKey: keyOf,
    overscan: 8,
  });
  const items = list.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => onSight?.(from, to), [from, to, onSight]);

  const rove = (index: number): void => {
    setActive(index);
    list.scrollToIndex(index);
    const rowOf = (): HTMLElement | null | undefined => scroller.current?.querySelector(`[data-index="${index}"] [data-rove]`);
    const here = rowOf();
    if (here) here.focus({ preventScroll: true });
    else requestAnimationFrame(() => requestAnimationFrame(() => rowOf()?.focus({ preventScroll: true })));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    keepScrollKeys(event);
    const step = STEPS[event.key];
    const target = event.target as HTMLElement;
    if (!step || count === 0 || !event.currentTarget.querySelector('[data-rove]') || target.matches('input:not([type=checkbox])')) return;
    event.preventDefault();
    const at = target.closest('[data-index]')?.getAttribute('data-index');
    rove(at ? step(Number(at), count) : event.key === 'End' ? count - 1 : event.key === 'ArrowDown' ? from : 0);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.scroller} aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      <ul className={styles.sizer} style={{ height: list.getTotalSize() }}>
        {items.map((item) => (
          <li
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            className={styles.virtual}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {render(item.index, item.index === active ? 0 : -1)}
          </li>
        ))}
      </ul>
    </section>
  );
}
