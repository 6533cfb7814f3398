// One block of a runbook: a row of the list. Long fences are folded, so that no row is taller than a few screens.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RunbookBlock } from '../../../shared/domain/runbook-text';
import { locale } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { InlineText } from './inlines';
import styles from './runbook.module.css';

interface Props {
  readonly block: RunbookBlock;
  onRunbook?: ((path: string) => void) | undefined;
}

const FOLDED_LINES = 40;
const MOST_CHARS = 200_000;

export function Block({ block, onRunbook }: Props) {
  const style = block.indent > 0 ? { paddingLeft: `${(block.indent - (block.kind === 'item' ? 1 : 0)) * 20}px` } : undefined;
  return (
    <div className={styles.block} data-kind={block.kind} data-quoted={block.isQuoted || undefined} style={style}>
      <Body block={block} onRunbook={onRunbook} />
    </div>
  );
}

function Body({ block, onRunbook }: Props) {
  switch (block.kind) {
    case 'heading':
      return (
        <div role="heading" aria-level={Math.min(6, block.depth + 2)} className={styles.heading} data-depth={block.depth}>
          <InlineText inlines={block.inlines} onRunbook={onRunbook} />
        </div>
      );
    case 'paragraph':
      return (
        <p>
          <InlineText inlines={block.inlines} onRunbook={onRunbook} />
        </p>
      );
    case 'item':
      return (
        <p className={styles.item}>
          <span className={styles.marker} data-box={block.checked !== null || undefined} aria-hidden>
            {block.checked === null ? block.marker : block.checked ? '☑' : '☐'}
          </span>
          <span>
            <InlineText inlines={block.inlines} onRunbook={onRunbook} />
          </span>
        </p>
      );
    case 'code':
      return <Code language={block.language} text={block.text} />;
    case 'table':
      return <Table head={block.head} rows={block.rows} onRunbook={onRunbook} />;
    case 'rule':
      return <hr />;
  }
}

function Code({ language, text }: { readonly language: string; readonly text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const lines = text.split('\n');
  const isLong = lines.length > FOLDED_LINES || text.length > MOST_CHARS;
  const shown = (isLong && !isWhole ? lines.slice(0, FOLDED_LINES).join('\n') : text).slice(0, MOST_CHARS);
  return (
    <div className={styles.fence}>
      {language !== '' && <span className={styles.language}>{language}</span>}
      <pre>{shown}</pre>
      {isLong && !isWhole && (
        <Button
          size="compact-xs"
          variant="default"
          tabIndex={-1}
          onClick={() => setIsWhole(true)}
        >{rich`Show all ${lines.length.toLocaleString(locale())} lines`}</Button>
      )}
    </div>
  );
}

const MOST_ROWS = 300;

type TableProps = Pick<Extract<RunbookBlock, { kind: 'table' }>, 'head' | 'rows'> & Pick<Props, 'onRunbook'>;

function Table({ head, rows, onRunbook }: TableProps) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {head.map((cell, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
            <th key={i} scope="col">
              <InlineText inlines={cell} onRunbook={onRunbook} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST_ROWS).map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <tr key={i}>
            {row.map((cell, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
              <td key={j}>
                <InlineText inlines={cell} onRunbook={onRunbook} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
