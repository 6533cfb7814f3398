// A list of any length of which only what is in sight is drawn; rows may be of any height. Arrows move between rows that
// hold something marked `data-rove`, and scroll where there is none.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { keepScrollKeys } from './scroll-keys';
import styles from './virtual-list.module.css';

const OVERSCAN = 8;

interface Props {
  readonly label: string;
  readonly count: number;
  readonly estimatePx: number;
  keyOf(index: number): string;
  /** Row to scroll to, once for each that is given. */
  readonly lead?: number;
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

export function VirtualList({ label, count, estimatePx, keyOf, lead, render, onSight }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const [roved, setRoved] = useState(0);
  const active = Math.max(0, Math.min(roved, count - 1));
  const wanted = useRef<number | null>(null);
  // The row with the focus stays drawn when it is scrolled away, or the focus would fall out of the list.
  const rangeExtractor = useCallback(
    (range: Range) => (count === 0 ? [] : [...new Set([active, ...defaultRangeExtractor(range)])].sort((a, b) => a - b)),
    [active, count],
  );
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatePx,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    rangeExtractor,
  });
  const items = list.getVirtualItems();
  const from = list.range?.startIndex ?? 0;
  const to = list.range?.endIndex ?? 0;
  useEffect(() => onSight?.(from, to), [from, to, onSight]);
  const leadKey = lead === undefined ? null : keyOf(lead);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that come in before it are no reason to scroll again
  useEffect(() => {
    if (lead === undefined) return;
    setRoved(lead);
    list.scrollToIndex(lead, { align: 'center' });
  }, [leadKey]);
  // No dependencies: the wanted row may be drawn, or loaded, some renders after it was asked for.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] [data-rove]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  const rove = (index: number): void => {
    wanted.current = index;
    setRoved(index);
    list.scrollToIndex(index);
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-rove]`)?.focus({ preventScroll: true });
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
