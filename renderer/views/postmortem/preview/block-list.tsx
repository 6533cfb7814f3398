// Blocks of a document of any length: only those in sight are drawn.
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import type { Block } from './blocks';
import styles from './preview.module.css';
import { PreviewBlock, type PreviewSeams } from './preview-block';

const LINE_PX = 24;
const LINE_CHARS = 70;

export type BlockListing = Virtualizer<HTMLElement, Element>;

function estimate(block: Block | undefined): number {
  if (!block || block.text === '') return 0;
  return LINE_PX * Math.max(block.lines - 1, Math.ceil(block.text.length / LINE_CHARS)) + 12;
}

export function useBlockList(blocks: readonly Block[], scroller: RefObject<HTMLElement | null>): BlockListing {
  return useVirtualizer<HTMLElement, Element>({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(blocks[index]),
    getItemKey: (index) => blocks[index]?.id ?? index,
    overscan: 3,
    paddingStart: 20,
    paddingEnd: 200,
  });
}

interface Props {
  readonly list: BlockListing;
  readonly blocks: readonly Block[];
  readonly seams: PreviewSeams;
}

/** Goes into the element that scrolls. */
export function BlockList({ list, blocks, seams }: Props) {
  return (
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
  );
}
