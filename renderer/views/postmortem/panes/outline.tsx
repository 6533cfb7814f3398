// The headings of the document: where one is, what is still empty, one press to each.
import { useMemo } from 'react';
import { locale, msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import type { Block } from '../preview/blocks';
import styles from './panes.module.css';

interface Entry {
  readonly id: number;
  readonly depth: number;
  readonly title: string;
  readonly line: number;
  readonly isEmpty: boolean;
}

function entriesOf(blocks: readonly Block[]): Entry[] {
  const entries: Entry[] = [];
  let line = 1;
  blocks.forEach(({ id, heading, lines }, i) => {
    const next = blocks[i + 1];
    if (heading) {
      const isEmpty = next === undefined || (next.heading !== null && next.heading.depth <= heading.depth);
      entries.push({ id, ...heading, line, isEmpty });
    }
    line += lines;
  });
  return entries;
}

interface Props {
  readonly blocks: readonly Block[];
  /** Line of the cursor. */
  readonly line: number;
  onGo(line: number): void;
}

const MOST = 500;

export function Outline({ blocks, line, onGo }: Props) {
  const entries = useMemo(() => entriesOf(blocks), [blocks]);
  const here = entries.findLast((entry) => entry.line <= line)?.id;
  return (
    <nav aria-label={msg`Outline`} className={styles.pane}>
      <h3 className={styles.paneTitle}>{msg`Outline`}</h3>
      {entries.length === 0 && <p className={styles.quiet}>{msg`Headings will be listed here. Begin a line with #.`}</p>}
      <ul className={styles.list}>
        {entries.slice(0, MOST).map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className={styles.entry}
              data-depth={entry.depth}
              aria-current={entry.id === here || undefined}
              onClick={() => onGo(entry.line)}
            >
              {entry.title || msg`Heading without words`} {entry.isEmpty && <span className={styles.lacking}>{msg`empty`}</span>}
            </button>
          </li>
        ))}
      </ul>
      {entries.length > MOST && <p className={styles.quiet}>{rich`and ${(entries.length - MOST).toLocaleString(locale())} more`}</p>}
    </nav>
  );
}
