// The preview beside the text: of those blocks that are in sight only changed ones are drawn anew.
import { useMemo, useRef } from 'react';
import { msg } from '../../../../shared/words/words';
import type { TextView } from '../text/use-text-view';
import { BlockList, useBlockList } from './block-list';
import { startsOf } from './blocks';
import styles from './preview.module.css';
import type { PreviewSeams } from './preview-block';
import { useScrollTogether } from './use-scroll-together';
import { useShown } from './use-shown';

export function PreviewPane({ made, seams }: { readonly made: TextView; readonly seams: PreviewSeams }) {
  const scroller = useRef<HTMLElement>(null);
  const { blocks } = useShown(made.model);
  const starts = useMemo(() => startsOf(blocks), [blocks]);
  const list = useBlockList(blocks, scroller);
  useScrollTogether(made.view, scroller, list, starts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.preview} aria-label={msg`Preview`} tabIndex={0}>
      <BlockList list={list} blocks={blocks} seams={seams} />
      {blocks.every(({ text }) => text === '') && <p className={styles.empty}>{msg`What you write is shown here as it will be read.`}</p>}
    </section>
  );
}
