// The document for a meeting: large, alone, one section after another by the arrows.
import { Button } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import type { Block } from './blocks';
import styles from './preview.module.css';
import { PreviewBlock, type PreviewSeams } from './preview-block';

interface Props {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly seams: PreviewSeams;
  onClose(): void;
}

/** One section for each heading of the first two levels, with what follows it. */
function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [];
  for (const block of blocks.filter(({ text }) => text !== '')) {
    const isNew = sections.length === 0 || (block.heading !== null && block.heading.depth <= 2);
    if (isNew) sections.push([block]);
    else sections.at(-1)?.push(block);
  }
  return sections;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

export function ReadingView({ title, blocks, seams, onClose }: Props) {
  const sections = useMemo(() => sectionsOf(blocks), [blocks]);
  const [wanted, setWanted] = useState(0);
  const page = useRef<HTMLElement>(null);
  const last = Math.max(0, sections.length - 1);
  const at = Math.min(wanted, last);
  const go = (to: number): void => setWanted(Math.max(0, Math.min(last, to)));
  useEffect(() => page.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each section begins at its top
  useEffect(() => page.current?.scrollTo(0, 0), [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (event.key === 'Escape') onClose();
    else if (step !== undefined) go(at + step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the section inside
    <div className={styles.reading} onKeyDown={onKeyDown}>
      <div className={styles.readingBar} role="toolbar" aria-label={msg`Reading`}>
        <h3 className={styles.readingTitle}>{rich`Postmortem ${title}`}</h3>
        <span className={styles.place} role="status">
          {rich`Section ${at + 1} of ${last + 1}`}
        </span>
        <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)}>{msg`← Back`}</Button>
        <Button variant="default" disabled={at === last} onClick={() => go(at + 1)}>{msg`Next →`}</Button>
        <Button variant="default" onClick={onClose}>{msg`Close (Esc)`}</Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={page} className={styles.page} aria-label={msg`Section`} tabIndex={0}>
        <div className={styles.sheet}>
          {sections[at]?.map((block) => (
            <PreviewBlock key={block.id} block={block} seams={seams} />
          ))}
          {sections.length === 0 && <p>{msg`There is nothing to read yet.`}</p>}
        </div>
      </section>
    </div>
  );
}
