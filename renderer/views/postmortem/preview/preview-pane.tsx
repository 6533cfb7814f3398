// The preview beside the text: of a document of any length only the blocks in sight are drawn, and of those only changed ones anew.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { TextView } from '../text/use-text-view';
import { type Block, startsOf } from './blocks';
import styles from './preview.module.css';
import { PreviewBlock, type PreviewSeams } from './preview-block';
import { useScrollTogether } from './use-scroll-together';

const LINE_PX = 24;
const LINE_CHARS = 70;

function estimate(block: Block | undefined): number {
  if (!block || block.text === '') return 0;
  return LINE_PX * Math.max(block.lines - 1, Math.ceil(block.text.length / LINE_CHARS)) + 12;
}

export function PreviewPane({ made, seams }: { readonly made: TextView; readonly seams: PreviewSeams }) {
  const scroller = useRef<HTMLElement>(null);
  const { blocks } = useSyncExternalStore(made.model.subscribe, made.model.get);
  const starts = useMemo(() => startsOf(blocks), [blocks]);
  const list = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(blocks[index]),
    getItemKey: (index) => blocks[index]?.id ?? index,
    overscan: 3,
    paddingStart: 20,
    paddingEnd: 200,
  });
  useScrollTogether(made.view, scroller, list, starts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.preview} aria-label="Preview" tabIndex={0}>
      <div className={styles.sizer} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const block = blocks[item.index];
          return (
            <div
              key={item.key}
              ref={list.measureElement}
              data-index={item.index}
              className={styles.item}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {block && <PreviewBlock block={block} seams={seams} />}
            </div>
          );
        })}
      </div>
      {blocks.every(({ text }) => text === '') && <p className={styles.empty}>What you write is shown here as it will be read.</p>}
    </section>
  );
}
