// Lines of an output, of which only what is in sight is drawn. It follows the end until a person scrolls away from it.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import styles from './run.module.css';

const LINE_PX = 18;
const NEAR_PX = 30;
const MOST_PX = 320;

export function RunOutput({ lines, label }: { readonly lines: readonly string[]; readonly label: string }) {
  const scroller = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const list = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => LINE_PX, overscan: 10 });
  // No dependencies: every new output may move the end.
  useEffect(() => {
    const box = scroller.current;
    if (box && isAtEnd.current) box.scrollTop = box.scrollHeight;
  });
  return (
    <section
      ref={scroller}
      className={styles.output}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      style={{ height: Math.min(MOST_PX, Math.max(1, lines.length) * LINE_PX + 26) }}
      onScroll={({ currentTarget: box }) => {
        isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      }}
    >
      <div className={styles.lines} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => (
          <div key={item.key} className={styles.line} style={{ transform: `translateY(${item.start}px)` }}>
            {lines[item.index]}
          </div>
        ))}
      </div>
    </section>
  );
}
